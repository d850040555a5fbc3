/* wagtail-localize's form of languages: one box ticks all. */
document.addEventListener("DOMContentLoaded", function () {
  const all = document.querySelector('[name="select_all"]');
  all?.addEventListener("change", function () {
    for (const box of document.querySelectorAll('[name="locales"]')) box.checked = all.checked;
  });
});
