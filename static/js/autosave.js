// Points are saved while the juror goes; the button saves them too, and works without this.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const status = form.querySelector(".autosave");
  let waiting, last = Promise.resolve();

  const tell = (state) => {
    status.dataset.state = state === "saved" ? "saved" : "failed";
    status.textContent = form.dataset[state];
  };

  // A page that we are led to instead is the sign-in: nothing was saved there.
  const ask = async (options = {}) => {
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Requested-With": "autosave" },
        redirect: "manual",
        ...options,
      });
      if (answer.ok) form.dataset.changed = "";
      tell(answer.ok ? "saved" : answer.type === "opaqueredirect" ? "signedout" : "failed");
    } catch {
      tell("failed");
    }
  };

  // One after the other, so that an older save never lands on a newer one.
  const save = () => { waiting = undefined; last = last.then(() => ask()); };

  form.addEventListener("input", (event) => {
    if (event.target.closest("[data-by-hand]")) return;
    clearTimeout(waiting);
    waiting = setTimeout(save, 700);
  });
  form.addEventListener("submit", () => { clearTimeout(waiting); waiting = undefined; });
  // Whoever goes on within that moment loses nothing.
  addEventListener("pagehide", () => {
    if (waiting === undefined) return;
    clearTimeout(waiting);
    waiting = undefined;
    ask({ keepalive: true });
  });
}
