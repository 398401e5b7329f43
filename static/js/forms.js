// Small help for forms; every page works without it.
document.querySelector("[data-focus]")?.focus();

// Of a row of tabs that is wider than the screen, the page's own comes into sight.
const tab = document.querySelector(".tabs [aria-current]");
if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 24;

// Nothing can be sent without a cookie: said before somebody has filled in a form.
const cookieless = document.querySelector("[data-no-cookies]");
if (cookieless && !navigator.cookieEnabled) cookieless.hidden = false;

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent && !("autosave" in form.dataset)) event.preventDefault();
    form.dataset.sent = "yes";
    form.dataset.changed = "";
    setTimeout(() => { form.dataset.sent = ""; }, 4000);
  });
}

addEventListener("pageshow", () => {
  for (const form of document.forms) form.dataset.sent = "";
});

addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-guard][data-changed=yes]")) event.preventDefault();
});

for (const form of document.querySelectorAll("form[data-guard]")) {
  form.addEventListener("input", () => { form.dataset.changed = "yes"; });
}

// An address proposes itself from a name, until somebody writes one: as the server makes it of an empty field.
for (const slug of document.querySelectorAll("[data-slug-of]")) {
  const name = slug.form.elements[slug.dataset.slugOf];
  let own = slug.value !== "";
  slug.addEventListener("input", () => { own = slug.value !== ""; });
  name?.addEventListener("input", () => {
    if (own) return;
    slug.value = name.value.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase()
      .replace(/[^\w\s-]/g, "").replace(/[-\s]+/g, "-").replace(/^[-_]+|[-_]+$/g, "").slice(0, 50);
  });
}
