/* What wagtail-localize's editor says in English whatever the language: the words stand in its script, not in a catalogue.
 *
 * The translations stand on this script's own element. Only a text that is a phrase and nothing else is changed.
 */
(function () {
  const { moreActions, source, target, heading } = document.currentScript.dataset;
  const WORDS = { "More actions": moreActions, [`${source} to ${target} translation`]: heading };

  document.addEventListener("DOMContentLoaded", function () {
    const editor = document.querySelector(".js-translation-editor");
    if (!editor) return;
    function translate() {
      for (const { firstChild: text } of editor.querySelectorAll(".w-sr-only, h3")) {
        if (text && Object.hasOwn(WORDS, text.data)) text.data = WORDS[text.data];
      }
    }
    new MutationObserver(translate).observe(editor, { childList: true, subtree: true });
    translate();
  });
})();
