// Hides what is not asked, and keeps a draft in this browser. The server judges everything again.
const form = document.querySelector("[data-survey]");
const key = "survey-" + form?.dataset.survey;
const answer = (name) => {
  const field = form.elements[name];
  if (!field) return "";
  return field.type === "checkbox" ? (field.checked ? "1" : "0") : field.value;
};
const holds = (rule) => rule.split(" and ").every((part) => {
  const [name, how, codes] = part.split(" ");
  const given = answer(name);
  return given !== "" && Number(given) >= 0 && codes.split(",").includes(given) === (how === "in");
});
const refresh = () => {
  for (const part of form.querySelectorAll("[data-show-if]")) part.hidden = !holds(part.dataset.showIf);
};
const kept = () => { try { return JSON.parse(localStorage.getItem(key)) || {}; } catch { return {}; } };
const own = /^[A-Z]/;
const keep = () => {
  const draft = {};
  for (const [name, value] of new FormData(form)) if (own.test(name) && value) draft[name] = value;
  try { localStorage.setItem(key, JSON.stringify(draft)); } catch { /* a full or forbidden store loses only the draft */ }
};
const restore = () => {
  const draft = kept();
  for (const [name, value] of Object.entries(draft)) {
    const field = form.elements[name];
    if (!field) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    else if (field.type === "checkbox") field.checked = value === "1";
    else if (!field.value) field.value = value;
  }
};
if (form) {
  const note = document.querySelector(".survey__draft");
  if (![...new FormData(form)].some(([name, value]) => own.test(name) && value)) restore();
  note.hidden = false;
  note.querySelector("button").addEventListener("click", () => { localStorage.removeItem(key); location.reload(); });
  form.addEventListener("input", () => { keep(); refresh(); });
  form.addEventListener("submit", () => sessionStorage.setItem("survey-sent", key));
  refresh();
}
if (document.querySelector("[data-survey-done]")) localStorage.removeItem(sessionStorage.getItem("survey-sent") || "");
document.querySelector(".problems[tabindex]")?.focus();
