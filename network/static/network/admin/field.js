/* The record of a visit where the connection is bad: what is written, photographs as well, lies in IndexedDB until the
   server has confirmed it. Its key makes sure that it arrives once. Without this script the form is sent as any other. */
(function () {
  const form = document.querySelector("[data-field-form]");
  if (!form || !window.indexedDB) return;
  const state = document.querySelector("[data-field-state]");
  const here = window.location.pathname;

  function say(what) {
    state.textContent = state.dataset[what] || "";
    state.hidden = !state.textContent;
  }

  const opened = new Promise(function (resolve, reject) {
    const request = indexedDB.open("lmi-field", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("records");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  async function store(mode, act) {
    const database = await opened;
    return new Promise(function (resolve, reject) {
      const transaction = database.transaction("records", mode);
      const request = act(transaction.objectStore("records"));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
    });
  }
  const kept = () => store("readonly", (records) => records.get(here));
  const forget = () => store("readwrite", (records) => records.delete(here));

  function written() {
    const fields = [];
    for (const [name, value] of new FormData(form)) {
      if (name === "csrfmiddlewaretoken") continue;
      if (value instanceof File && !value.size) continue;
      fields.push([name, value]);
    }
    return fields;
  }
  const keep = (sent) => store("readwrite", (records) => records.put({ fields: written(), sent }, here));

  function restore(fields) {
    for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = false;
    for (const [name, value] of fields) {
      const field = form.elements[name];
      if (!field) continue;
      if (value instanceof Blob) {
        const files = new DataTransfer();
        files.items.add(value instanceof File ? value : new File([value], "photo.jpg", { type: value.type }));
        field.files = files.files;
      } else if (field.type === "checkbox") field.checked = true;
      else field.value = value;
    }
  }

  let sending = false;
  async function send() {
    if (sending) return;
    sending = true;
    say("sending");
    try {
      const answer = await fetch(form.action || here, {
        method: "POST",
        body: new FormData(form),
        credentials: "same-origin",
      });
      if (answer.ok && answer.redirected && new URL(answer.url).pathname === form.dataset.done) {
        await forget();
        window.location.assign(form.dataset.done);
        return;
      }
      await keep(false);
      say("refused");
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const problems = page.querySelector("[role=alert], .w-field__errors, .errorlist");
      if (problems) state.append(" ", problems.textContent.trim());
    } catch (problem) {
      await keep(true);
      say("kept");
    } finally {
      sending = false;
    }
  }

  form.addEventListener("submit", async function (event) {
    event.preventDefault();
    await keep(true);
    send();
  });
  let wait;
  form.addEventListener("input", function () {
    clearTimeout(wait);
    wait = setTimeout(() => keep(false), 200);
  });
  form.addEventListener("change", () => keep(false));
  window.addEventListener("online", async function () {
    const record = await kept();
    if (record && record.sent) send();
  });

  // What is open now is put aside at once, so that it opens again where there is no connection.
  async function putAside() {
    await navigator.serviceWorker.register(form.dataset.worker);
    await navigator.serviceWorker.ready;
    const parts = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src);
    const shelf = await caches.open("lmi-field-1");
    await shelf.addAll([window.location.href, ...parts]);
    form.dataset.aside = "yes";
  }
  if ("serviceWorker" in navigator) putAside().catch(() => {});
  kept().then(function (record) {
    if (!record) return;
    restore(record.fields);
    say("restored");
    if (record.sent && navigator.onLine) send();
  });
})();
