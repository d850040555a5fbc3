// Looks again at a running job every two seconds and shows what has changed. Without it the page has a link.
const job = document.getElementById("job");
const look = async () => {
  try {
    const answer = await fetch(job.dataset.again);
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const state = page.querySelector("[data-job-state]");
    if (!state) return;
    const ended = !["queued", "running"].includes(state.dataset.jobState);
    // A button that somebody is about to press is not pulled away under the finger.
    if (ended || !job.contains(document.activeElement)) job.replaceChildren(state);
    if (ended) return;
  } catch {
    // The server may be restarting; the next look will tell.
  }
  setTimeout(look, 2000);
};
if (job && job.dataset.again) setTimeout(look, 2000);
