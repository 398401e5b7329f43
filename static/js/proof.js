// The calculation that a page asks for when much more is asked of it than people do. ALTCHA does it, in a worker.
const box = document.querySelector("[data-proof]");
const widget = box.querySelector("altcha-widget");
$altcha.algorithms.set("PBKDF2/SHA-256", () => new Worker(box.dataset.worker));
const says = (name) => {
  for (const words of box.querySelectorAll("[data-while]")) words.hidden = words.dataset.while !== name;
};

box.querySelector("[data-calculates]").hidden = false;
widget.addEventListener("statechange", ({ detail }) => {
  if (detail.state === "verified") says("done");
  else if (["error", "expired"].includes(detail.state)) says("failed");
  else says("calculating");
});
says("calculating");
widget.configure({ challenge: JSON.parse(box.dataset.challenge) });
widget.verify();
