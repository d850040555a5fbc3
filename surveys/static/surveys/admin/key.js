// Keying with the digits alone. Without this script the cells are ordinary fields and Tab goes from one to the next.
const form = document.querySelector("[data-key]");
const given = (name) => form.elements[name]?.value.trim() ?? "";
const holds = (rule) => rule.split(" and ").every((part) => {
  const [name, how, codes] = part.split(" ");
  const said = given(name);
  return /^\d+$/.test(said) && codes.split(",").includes(said) === (how === "in");
});
const cells = () => [...form.querySelectorAll("input[data-keys]")];
const asked = () => cells().filter((cell) => !cell.closest("label").hidden);
const refresh = () => {
  for (const cell of cells()) {
    if (cell.dataset.showIf) cell.closest("label").hidden = !cell.value && !holds(cell.dataset.showIf);
  }
};
const go = (cell, by) => {
  const row = asked();
  const next = row[row.indexOf(cell) + by];
  if (next) { next.focus(); next.select(); } else if (by > 0) form.querySelector("button").focus();
};
if (form) {
  const [label, answers] = [form.querySelector("[data-key-label]"), form.querySelector("[data-key-answers]")];
  form.addEventListener("focusin", ({ target }) => {
    if (!target.dataset.label) return;
    [label.textContent, answers.textContent] = [target.dataset.label, target.dataset.answers];
  });
  form.addEventListener("input", ({ target }) => {
    const keys = target.dataset.keys?.split(" ").filter(Boolean) ?? [];
    if (!keys.length) return;
    const typed = target.value.trim().replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - 0x0E50);
    const whole = keys.includes(typed);
    target.value = typed;
    target.toggleAttribute("aria-invalid", Boolean(typed) && !keys.some((key) => key.startsWith(typed)));
    if (target.hasAttribute("aria-invalid")) { target.setAttribute("aria-invalid", "true"); target.select(); return; }
    refresh();
    if (whole && !keys.some((key) => key !== typed && key.startsWith(typed))) go(target, 1);
  });
  form.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (key === "Enter" && target.name && target.type !== "checkbox" && target.tagName !== "BUTTON") {
      event.preventDefault();
      const row = [...form.elements].filter((field) => field.type !== "hidden" && field.offsetParent);
      if (target.dataset.keys === undefined) row[row.indexOf(target) + 1]?.focus(); else go(target, 1);
    } else if (target.dataset.keys !== undefined && key === "Backspace" && !target.value) {
      event.preventDefault();
      go(target, -1);
    }
  });
  refresh();
  (form.querySelector("[aria-invalid=true]") ?? form.querySelector("[name=code]")).focus();
}
const settle = document.querySelector("[data-settle]");
if (settle) {
  const sets = [...settle.querySelectorAll("fieldset")];
  settle.addEventListener("keydown", (event) => {
    const set = event.target.closest("fieldset");
    if (!set || event.target.type !== "radio" || !["1", "2"].includes(event.key)) return;
    event.preventDefault();
    set.querySelector(`[value="${event.key}"]`).checked = true;
    (sets[sets.indexOf(set) + 1]?.querySelector("input") ?? settle.querySelector("button")).focus();
  });
  settle.querySelector("input[type=radio]")?.focus();
}
