// The preview follows what is typed; without this script a button shows it.
const form = document.querySelector("[data-write]");
const show = document.querySelector("[data-preview]");
const source = document.getElementById("definition");
let waiting = 0;
const refresh = () => { clearTimeout(waiting); waiting = setTimeout(() => form.requestSubmit(show), 600); };
form.addEventListener("input", (event) => { if (event.target.type !== "file") refresh(); });
for (const select of document.querySelectorAll(".write__preview select")) select.addEventListener("change", refresh);
for (const link of document.querySelectorAll("[data-line]")) {
  link.addEventListener("click", () => {
    if (!source) return;
    const lines = source.value.split("\n");
    const start = lines.slice(0, Number(link.dataset.line) - 1).join("\n").length + 1;
    source.focus();
    source.setSelectionRange(start, start + lines[Number(link.dataset.line) - 1].length);
  });
}
refresh();
