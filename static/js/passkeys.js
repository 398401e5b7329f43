// Shows what needs a passkey where there can be one, and says so on the page when one fails.
const able = Boolean(window.PublicKeyCredential);
for (const part of document.querySelectorAll("[data-passkeys]")) part.hidden = !able;
for (const note of document.querySelectorAll("[data-no-passkeys]")) note.hidden = able;

document.addEventListener("allauth.error", (event) => {
  if (!event.detail.tags.includes("webauthn")) return;
  event.preventDefault();
  const problem = document.querySelector("[data-passkey-problem]");
  if (problem) problem.hidden = false;
});
