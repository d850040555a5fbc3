/* Draws the letter again a moment after the typing stops, and says what it still lacks.
 *
 * The form is posted without its files; the answer says how many pages there are, what is missing, and where the page
 * lies. A new frame is laid behind the old one and comes forward once it is drawn: nothing flickers, and "back" still
 * leads out of the form. Without this script the form has a button that opens the page.
 */
(function () {
  const form = document.querySelector("form[data-letter-preview]");
  const board = document.getElementById("letter-preview");
  if (!form || !board) return;
  const paper = board.querySelector("[data-paper]");
  const pages = board.querySelector("[data-pages]");
  const missing = board.querySelector("[data-missing]");
  const touched = new Set();
  const PAUSE = 500;
  const LATER = 4000;
  let timer, asking;
  let again = true;

  function values() {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  }

  async function draw() {
    asking?.abort();
    asking = new AbortController();
    board.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.dataset.letterPreview, {
        method: "POST",
        body: values(),
        signal: asking.signal,
        headers: { Accept: "application/json" },
      });
      if (!answer.ok || answer.redirected) throw new Error(board.dataset.broken);
      show(await answer.json());
      again = true;
    } catch (problem) {
      if (problem.name === "AbortError") return;
      pages.textContent = board.dataset.broken;
      // What is listed as missing is old now: a line that broke for a moment is tried once more.
      if (again) timer = setTimeout(draw, LATER);
      again = false;
    }
    board.setAttribute("aria-busy", "false");
  }

  function show(drawn) {
    pages.textContent = drawn.said;
    board.dataset.drawn = drawn.url;
    list(drawn.problems);
    address(drawn.manners);
    beside(drawn.problems);
    if (drawn.url && getComputedStyle(paper).display !== "none") turn(drawn.url);
  }

  function turn(url) {
    const frame = document.createElement("iframe");
    frame.title = paper.dataset.title;
    frame.src = url + "#toolbar=0&navpanes=0&view=FitH";
    frame.addEventListener("load", function () {
      // The viewer paints a moment after it is loaded.
      setTimeout(function () {
        while (paper.firstElementChild && paper.firstElementChild !== frame) paper.firstElementChild.remove();
      }, 150);
    });
    while (paper.children.length > 1) paper.lastElementChild.remove();
    paper.append(frame);
  }

  function list(problems) {
    missing.replaceChildren(
      ...problems.map(function (problem) {
        const item = document.createElement("li");
        const field = document.getElementById("id_" + problem.field);
        const words = field ? document.createElement("a") : item;
        words.textContent = problem.text;
        if (field) {
          words.href = "#id_" + problem.field;
          item.append(words);
        }
        return item;
      }),
    );
  }

  /* The pair of salutation and closing follows the recipient until somebody chooses another. */
  function address(manners) {
    const chosen = form.elements.manners;
    if (chosen && manners && touched.has("recipient") && !touched.has("manners")) chosen.value = manners;
  }

  /* Beside the fields that somebody has left; nobody is scolded for what he has not come to yet. */
  function beside(problems) {
    for (const place of form.querySelectorAll("[data-live]")) place.remove();
    for (const { field, words } of problems) {
      const input = document.getElementById("id_" + field);
      const errors = input?.closest("[data-field]")?.querySelector("[data-field-errors]");
      if (!errors || !touched.has(input.name) || errors.querySelector(".error-message")) continue;
      const said = document.createElement("p");
      said.className = "error-message";
      said.dataset.live = "";
      said.textContent = words;
      errors.append(said);
    }
  }

  form.addEventListener("input", function () {
    clearTimeout(timer);
    again = true;
    timer = setTimeout(draw, PAUSE);
  });
  form.addEventListener("change", function (event) {
    if (event.target.name) touched.add(event.target.name);
  });
  form.addEventListener("focusout", function (event) {
    if (event.target.name) touched.add(event.target.name);
  });
  draw();
})();
