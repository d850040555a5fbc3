/* Keeps the form of a visit, and what it is drawn with, at hand where there is no connection. The network goes first. */
const SHELF = "lmi-field-1";
const FORM = /\/outreach\/visits\/\d+\/record\/$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  const form = request.mode === "navigate" && FORM.test(address.pathname);
  const part = ["style", "script", "font", "image"].includes(request.destination);
  if (!form && !part) return;
  event.respondWith(
    (async () => {
      const shelf = await caches.open(SHELF);
      try {
        const answer = await fetch(request);
        if (answer.ok && !answer.redirected) await shelf.put(request, answer.clone());
        return answer;
      } catch (problem) {
        const kept = await shelf.match(request, { ignoreVary: true });
        if (kept) return kept;
        throw problem;
      }
    })(),
  );
});
