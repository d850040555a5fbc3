// Suggestions under a search field (ARIA combobox). Without this file the field is a plain form.
document.querySelectorAll("input[data-suggest]").forEach((input, number) => {
  const list = document.createElement("ul");
  let chosen, timer, asking;

  const set = (element, name, value) => element.setAttribute(name, value);

  function choose(index) {
    chosen = index;
    [...list.children].forEach((option, i) => set(option, "aria-selected", i === index));
    set(input, "aria-activedescendant", list.children[index]?.id ?? "");
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(({ title, url }, i) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${i}`;
      set(option, "role", "option");
      option.textContent = title;
      option.dataset.url = url;
      return option;
    }));
    list.hidden = !suggestions.length;
    set(input, "aria-expanded", !list.hidden);
    choose(-1);
  }

  function stop() {
    clearTimeout(timer);
    asking?.abort();
  }

  async function ask() {
    asking = new AbortController();
    try {
      const url = `${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`;
      const answer = await fetch(url, { signal: asking.signal });
      show((await answer.json()).suggestions);
    } catch {
      // Offline, or overtaken by the next letter: the form still works.
    }
  }

  function close() {
    stop();
    show([]);
  }

  list.id = `suggestions-${number}`;
  list.className = "suggestions";
  set(list, "role", "listbox");
  set(list, "aria-label", input.ariaLabel);
  input.after(list);
  set(input, "role", "combobox");
  set(input, "aria-autocomplete", "list");
  set(input, "aria-controls", list.id);
  close();

  input.oninput = () => {
    stop();
    timer = setTimeout(ask, 150);
  };
  input.onblur = close;
  input.onkeydown = (event) => {
    const { key } = event;
    const last = list.children.length - 1;
    if (list.hidden) return;
    if (key === "ArrowDown") choose(chosen < last ? chosen + 1 : -1);
    else if (key === "ArrowUp") choose(chosen < 0 ? last : chosen - 1);
    else if (key === "Enter" && chosen >= 0) location = list.children[chosen].dataset.url;
    else if (key === "Escape") close();
    else return;
    event.preventDefault();
  };
  // Before blur takes the list away.
  list.onmousedown = (event) => {
    event.preventDefault();
    const { url } = event.target.dataset;
    if (url) location = url;
  };
});
