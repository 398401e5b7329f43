// What a juror has filled in and the server has not: it stays on this device until it is sent.
// One entry a field, by juror, page and field; nothing else of hers is kept here.
const PREFIX = "forebild-unsent:";
const KEPT_FOR = 30 * 24 * 3600 * 1000;
const AGAIN_AFTER = [2, 5, 15, 30, 60].map((seconds) => seconds * 1000);

// A private window may refuse to keep anything: then the page itself holds it.
const spare = new Map();
const store = {
  get: (key) => { try { return localStorage.getItem(key); } catch { return spare.get(key) ?? null; } },
  set: (key, value) => { try { localStorage.setItem(key, value); } catch { spare.set(key, value); } },
  drop: (key) => { spare.delete(key); try { localStorage.removeItem(key); } catch { /* never kept */ } },
  keys: () => { try { return [...Object.keys(localStorage), ...spare.keys()]; } catch { return [...spare.keys()]; } },
};

const read = (key) => { try { return JSON.parse(store.get(key)); } catch { return null; } };

export const everythingKept = () =>
  store.keys().filter((key) => key.startsWith(PREFIX)).map((key) => ({ key, ...read(key) }));

export const forgetEverything = () => everythingKept().forEach(({ key }) => store.drop(key));

// Sends one field at a time, the oldest first. `changed` is called whenever something is different.
export class Unsent {
  constructor(juror, key, changed) {
    Object.assign(this, { juror, key, changed, states: new Map(), tries: 0 });
    for (const { key: name, at } of everythingKept()) if (!(Date.now() - at < KEPT_FOR)) store.drop(name);
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.send(); });
  }

  name(path, field) { return `${PREFIX}${this.juror}:${path}:${field}`; }

  mine() {
    return everythingKept()
      .filter((kept) => kept.key.startsWith(`${PREFIX}${this.juror}:`))
      .sort((one, other) => one.at - other.at);
  }

  find(path, field) { return read(this.name(path, field)); }

  // `shown` is what the field was when the page was opened; an older unsent value keeps its own.
  keep({ path, field, value, shown }) {
    const before = this.find(path, field);
    const kept = { path, field, value, shown: before?.shown ?? shown, sent: before?.sent ?? [], at: Date.now() };
    store.set(this.name(path, field), JSON.stringify(kept));
    this.tell(kept, "waiting");
  }

  drop(path, field) {
    store.drop(this.name(path, field));
    this.states.delete(this.name(path, field));
    this.changed();
  }

  // She has seen what stands on the server, and wants hers: the next try is over that.
  insist(path, field, shown) {
    const kept = this.find(path, field);
    store.set(this.name(path, field), JSON.stringify({ ...kept, shown, sent: [] }));
    this.tell(kept, "waiting");
    return this.send();
  }

  state(path, field) { return this.states.get(this.name(path, field)); }

  tell({ path, field }, state, more = {}) {
    this.states.set(this.name(path, field), { state, ...more });
    this.changed();
  }

  // What is waiting for a line, or for her to decide: she is asked before she leaves.
  stuck() { return this.mine().filter((kept) => !["waiting", "sending", undefined].includes(this.state(kept.path, kept.field)?.state)); }

  // Whether it waits for her: to choose, or to write something else.
  isHers({ path, field }) { return ["theirs", "refused"].includes(this.state(path, field)?.state); }

  // One after the other, so that an older value never lands on a newer one.
  send() {
    clearTimeout(this.timer);
    this.last = (this.last ?? Promise.resolve()).then(() => this.sendAll());
    return this.last;
  }

  // The page goes away: all at once, and whatever does not arrive is sent from the next page.
  part() {
    for (const kept of this.mine()) if (!this.isHers(kept)) this.sendOne(kept, true);
  }

  async sendAll() {
    for (const kept of this.mine()) {
      if (this.isHers(kept)) continue;
      if (!(await this.sendOne(kept))) return this.later(this.state(kept.path, kept.field).state);
    }
    this.tries = 0;
    return undefined;
  }

  // What stopped one stops the others: each field says so.
  later(why) {
    for (const kept of this.mine()) if (!this.isHers(kept)) this.tell(kept, why);
    this.timer = setTimeout(() => this.send(), AGAIN_AFTER[Math.min(this.tries, AGAIN_AFTER.length - 1)]);
    this.tries += 1;
  }

  // Whether it makes sense to go on with the next.
  async sendOne(kept, parting = false) {
    const sent = [...new Set([...kept.sent, kept.value])];
    store.set(this.name(kept.path, kept.field), JSON.stringify({ ...kept, sent }));
    this.tell(kept, "sending");
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.key);
    body.set("juror", this.juror);
    body.set(kept.field, kept.value);
    body.set("shown", `${kept.field}:${kept.shown}`);
    let answer, said = {};
    try {
      answer = await fetch(kept.path, {
        method: "POST", body, headers: { "X-Requested-With": "autosave" }, redirect: "manual",
        keepalive: parting, signal: parting ? undefined : AbortSignal.timeout(20000),
      });
      if (answer.headers.get("content-type")?.includes("json")) said = await answer.json();
    } catch {
      this.tell(kept, "noline");
      return false;
    }
    return this.answered(kept, answer, said);
  }

  answered(kept, answer, said) {
    const now = this.find(kept.path, kept.field);
    if (answer.ok && said.shown) return this.saved(kept, now, said.shown[kept.field]);
    if (answer.status === 409 && said.theirs) return this.differs(kept, said.theirs[kept.field]);
    if (answer.type === "opaqueredirect") { this.tell(kept, "signedout"); return false; }
    if (answer.status === 403) { this.tell(kept, "old"); return false; }
    if (answer.status === 422) { this.tell(kept, "refused", { why: said.errors }); return true; }
    if (answer.status === 404) { this.tell(kept, "refused", {}); return true; }
    this.tell(kept, "noline");
    return false;
  }

  // What she has typed since it left is sent next, over what has just been saved.
  saved(kept, now, shown) {
    if (now && now.value !== kept.value) {
      store.set(this.name(kept.path, kept.field), JSON.stringify({ ...now, shown, sent: [kept.value] }));
      return true;
    }
    store.drop(this.name(kept.path, kept.field));
    this.tell(kept, "saved", { shown });
    return true;
  }

  // An answer that got lost on the way: what stands there is what this device sent before.
  async differs(kept, theirs) {
    if (kept.sent.includes(String(theirs.value)) && theirs.shown !== kept.shown) {
      store.set(this.name(kept.path, kept.field), JSON.stringify({ ...kept, shown: theirs.shown, sent: [] }));
      return this.sendOne(this.find(kept.path, kept.field));
    }
    this.tell(kept, "theirs", theirs);
    return true;
  }
}
