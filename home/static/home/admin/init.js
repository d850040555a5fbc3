/* Starts the widgets that Wagtail starts with inline scripts, so that the admin needs none (see home/scripts.py).
 *
 * An element says what to start: data-home-starts="initDateChooser" data-home-with='["id_date", {…}]'. Only Wagtail's
 * own starters are taken: markup that somebody smuggles in can call nothing else.
 */
(function () {
  const STARTERS = /^(init(Date|Time|DateTime)Chooser|createTaskChooser|InlinePanel|MultipleChooserPanel|[A-Z]\w*Chooser|Chooser)$/;

  function start(element) {
    const name = element.dataset.homeStarts;
    const starter = STARTERS.test(name) && window[name];
    if (!starter || element.dataset.homeStarted) return;
    element.dataset.homeStarted = "yes";
    const values = JSON.parse(element.dataset.homeWith);
    if (/^[A-Z]/.test(name)) new starter(...values);
    else starter(...values);
  }

  function startAll(root) {
    if (root.matches?.("[data-home-starts]")) start(root);
    root.querySelectorAll?.("[data-home-starts]").forEach(start);
  }

  document.addEventListener("DOMContentLoaded", function () {
    startAll(document);
    // Forms in dialogues and rows added to an inline panel come later.
    new MutationObserver(function (changes) {
      for (const change of changes) change.addedNodes.forEach(startAll);
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
