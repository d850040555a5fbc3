/* Words typed while the editor saves by itself are edits, too.
 *
 * When the answer of an automatic save comes, Wagtail takes the form as it then stands for saved (w-unsaved#clear), also
 * what was typed after it was sent: it is neither saved nor previewed, and whoever leaves the page is not warned. So the
 * form is remembered as it was sent, and what differs from that is told to Wagtail as a new edit.
 */
(function () {
  const sent = new WeakMap();

  function watcher(form) {
    return window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved");
  }

  document.addEventListener("w-autosave:save", function ({ target }) {
    const watch = watcher(target);
    if (watch) sent.set(target, watch.formData);
  });

  // On the document: after Wagtail's own answer to this event, which stands on the form.
  document.addEventListener("w-autosave:success", function ({ target, detail }) {
    const watch = watcher(target);
    if (!watch || !sent.has(target)) return;
    const saved = new URLSearchParams(sent.get(target));
    // Numbers of new rows, which the answer itself has put into the form.
    for (const [name, value] of Object.entries(detail.response.field_updates ?? {})) {
      if (saved.has(name)) saved.set(name, value);
    }
    if (saved.toString() === watch.formData) return;
    watch.initialFormData = watch.previousFormData = saved.toString();
    watch.check();
  });
})();
