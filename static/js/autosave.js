// A juror's points are saved while she goes, field by field; the buttons save them too, and work without this.
import { Unsent } from "./unsent.js";

const bar = document.querySelector("[data-unsent]");
const form = document.querySelector("form[data-autosave]");
const texts = bar?.dataset ?? {};
const path = form ? new URL(form.action).pathname : "";
const shown = form?.elements.namedItem("shown");
const marks = new Map((shown?.value ?? "").split(" ").filter(Boolean).map((pair) => pair.split(":")));
const typing = new Map();

// As the server counts: characters, a line break being one, blanks at the ends none.
export const lengthOf = (text) =>
  [...text.replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, "\n").normalize("NFC")
    .replace(/(?![\n\t\u200c\u200d\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}\p{Cs}]/gu, "").trim()].length;

const controlOf = (field) => form?.elements[field];
const elementOf = (field) => { const found = controlOf(field); return found instanceof RadioNodeList ? found[0] : found; };
const valueOf = (field) => controlOf(field).value;

const placeFor = (field) => {
  const box = elementOf(field)?.closest(".field");
  if (!box) return null;
  return box.querySelector(":scope > .fieldstate")
    ?? box.appendChild(Object.assign(document.createElement("p"), { className: "fieldstate" }));
};

const button = (text, act) => {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: text });
  made.addEventListener("click", act);
  return made;
};

const fill = (field, value) => { controlOf(field).value = value; count(field); };

// Both versions beside the field, and she chooses.
const choice = (field, state) => {
  const take = button(texts.taketheirs, () => { marks.set(field, state.shown); fill(field, state.value); unsent.drop(path, field); });
  const insist = button(texts.keepmine, () => { marks.set(field, state.shown); unsent.insist(path, field, state.shown); });
  const words = String(state.value) || "–";
  return [`${texts.theirs} ${words} `, insist, " ", take];
};

const wordsOf = (field, state) => {
  if (state.state === "theirs") return choice(field, state);
  if (state.state === "refused") return [texts.refused, " ", state.why ? Object.values(state.why).flat().join(" ") : texts.nothers];
  return [texts[`field${state.state}`] ?? ""];
};

const show = () => {
  for (const field of marks.keys()) {
    const state = form && unsent.state(path, field);
    if (!state) continue;
    const place = placeFor(field);
    if (!place) continue;
    place.dataset.state = state.state;
    place.replaceChildren(...wordsOf(field, state));
    if (state.state === "saved") marks.set(field, state.shown);
  }
  if (shown) shown.value = [...marks].map((pair) => pair.join(":")).join(" ");
  showBar();
};

const showBar = () => {
  const kept = unsent.mine(), stuck = unsent.stuck();
  const worst = ["signedout", "old", "theirs", "refused", "noline"].find((state) =>
    stuck.some((each) => unsent.state(each.path, each.field)?.state === state));
  bar.hidden = false;
  bar.dataset.state = worst ?? (kept.length ? "sending" : "saved");
  const number = kept.length === 1 ? texts.one : texts.many.replace("{n}", kept.length);
  bar.querySelector("[data-words]").textContent =
    worst ? `${number} ${texts[`bar${worst}`]}` : kept.length ? texts.sending : texts.all;
  bar.querySelector("[data-again]").hidden = !["noline", "signedout", "old"].includes(worst);
  bar.querySelector("[data-drop]").hidden = worst !== "refused";
  const elsewhere = stuck.find((each) => each.path !== path);
  const open = bar.querySelector("[data-open]");
  open.hidden = !elsewhere;
  if (elsewhere) open.href = elsewhere.path;
};

const unsent = bar && new Unsent(bar.dataset.juror, bar.querySelector("[name=csrfmiddlewaretoken]").value, show);

const count = (field) => {
  const most = Number(elementOf(field)?.dataset.most ?? 0);
  if (!most) return true;
  const box = elementOf(field).closest(".field");
  const place = box.querySelector(":scope > .count")
    ?? box.appendChild(Object.assign(document.createElement("p"), { className: "count quiet" }));
  const length = lengthOf(valueOf(field));
  place.dataset.over = length > most ? "yes" : "";
  place.textContent = (length > most ? texts.toolong : texts.count)
    .replace("{n}", length).replace("{most}", most).replace("{over}", length - most);
  return length <= most;
};

const save = (field) => {
  typing.delete(field);
  unsent.keep({ path, field, value: valueOf(field), shown: marks.get(field) });
  if (count(field)) unsent.send();
  else unsent.tell({ path, field }, "refused", { why: { [field]: [texts.shorten] } });
};

const begin = () => {
  for (const field of marks.keys()) {
    const kept = unsent.find(path, field);
    if (kept && controlOf(field)) fill(field, kept.value);
    if (elementOf(field)) count(field);
    placeFor(field);  // there from the start: nothing moves under a finger when something has been saved
  }
  form.addEventListener("input", ({ target }) => {
    if (!marks.has(target.name)) return;
    count(target.name);
    // On the device at once; to the server when she pauses.
    unsent.keep({ path, field: target.name, value: valueOf(target.name), shown: marks.get(target.name) });
    clearTimeout(typing.get(target.name));
    typing.set(target.name, setTimeout(() => save(target.name), target.type === "radio" ? 0 : 700));
  });
  form.addEventListener("submit", async (event) => {
    for (const timer of typing.values()) clearTimeout(timer);
    typing.clear();
    if (leaving || !unsent.mine().length) { leaving = true; return; }
    // What is under way arrives first; without a line the page stays, with everything on it.
    event.preventDefault();
    await unsent.send();
    if (unsent.stuck().some((kept) => unsent.state(kept.path, kept.field).state === "noline")) return;
    leaving = true;
    form.requestSubmit(event.submitter);
  });
};

let leaving = false;
addEventListener("pageshow", () => { leaving = false; });
if (unsent) {
  if (form) begin();
  bar.querySelector("[data-again]").addEventListener("click", () => unsent.send());
  bar.querySelector("[data-drop]").addEventListener("click", () => {
    for (const { path: of, field } of unsent.stuck()) if (unsent.state(of, field).state === "refused") unsent.drop(of, field);
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && (unsent.stuck().length || (!navigator.onLine && unsent.mine().length))) event.preventDefault();
  });
  // Whoever goes on within the moment of a pause loses nothing.
  addEventListener("pagehide", () => unsent.part());
  show();
  unsent.send();
}
