/* A copy button beside every field that offers one; without this script the text is selected by hand. */
(function () {
  "use strict";
  document.querySelectorAll("textarea[data-copy]").forEach(function (field) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small offer__copy";
    button.textContent = field.dataset.copy;
    button.setAttribute("aria-controls", field.id);
    button.addEventListener("click", function () {
      field.select();
      var copied = function () { button.textContent = field.dataset.copied; };
      if (navigator.clipboard) navigator.clipboard.writeText(field.value).then(copied, function () { document.execCommand("copy") && copied(); });
      else if (document.execCommand("copy")) copied();
    });
    field.insertAdjacentElement("afterend", button);
  });
})();
