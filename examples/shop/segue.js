/**
 * segue.js: the browser's side of Segue. It speaks Segment's HTTP API and needs nothing else.
 *
 *   import segue from "./segue.js";
 *   segue.load("wk_...", { host: "https://ingest.example.com" });      // { consent: "required" } waits for segue.consent(true)
 *   segue.page();
 *   segue.track("Product Viewed", { product_id: "lumen", price: 59 });
 *   segue.identify("cus_42", { email: "ada@example.com" });
 *
 * An event waits in localStorage, under a key of its own, until it has been answered: it survives a reload, a closed
 * lid and a server that says "later". What may arrive twice has the same messageId, so it counts once.
 * Everything that happens is told to the page as a `segue` event on `window` (queued, sent, later, refused, beacon).
 */
const LIBRARY = { name: "segue.js", version: "1.0.0" };
const QUEUE = "segue.queue.";
const ROOM = 60000; // browsers refuse to keep more than 64 KB in flight while a page closes
const MOST = 100; // events in a batch
const PATIENCE = 300; // seconds: the longest Retry-After that is believed

let key, host, strict, timer, leaving, count = 0, failures = 0;
let held = []; // calls made before load()
let flying = new Set(); // names of the events whose answer is awaited

const store = storage();
const get = (name) => store.getItem("segue." + name);
const put = (name, value) => (value == null ? store.removeItem("segue." + name) : store.setItem("segue." + name, value));
const allowed = () => (strict ? get("consent") === "yes" : get("consent") !== "no");
const tell = (state, events, more) => dispatchEvent(new CustomEvent("segue", { detail: { state, events, ...more } }));

/** localStorage, or the page's own memory where the browser forbids it. */
function storage() {
  try {
    localStorage.setItem("segue.try", 1);
    localStorage.removeItem("segue.try");
    return localStorage;
  } catch {
    return Object.create({
      getItem(name) { return this[name] ?? null; },
      setItem(name, value) { this[name] = String(value); },
      removeItem(name) { delete this[name]; },
    });
  }
}

// crypto.randomUUID exists on https and loopback only.
const uuid = () =>
  crypto.randomUUID?.() ??
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

function anonymousId() {
  if (!get("anonymous")) put("anonymous", uuid());
  return get("anonymous");
}

function page() {
  const { pathname: path, search, href: url } = location;
  return { path, search, url, title: document.title, referrer: document.referrer };
}

function record(type, fields) {
  if (!key) return void held.push([type, fields]);
  if (!allowed()) return;
  const event = {
    type, messageId: uuid(), timestamp: new Date().toISOString(), anonymousId: anonymousId(), userId: get("user"), ...fields,
    context: { page: page(), userAgent: navigator.userAgent, locale: navigator.language, timezone: Intl.DateTimeFormat().resolvedOptions().timeZone, library: LIBRARY },
  };
  try {
    put(`queue.${event.timestamp}.${String(count++).padStart(4, "0")}.${event.messageId}`, JSON.stringify(event));
  } catch {
    return tell("refused", [event], { status: 0, answer: "this browser's storage is full" });
  }
  tell("queued", [event]);
  plan(100);
}

/** The oldest events that fit into one request, as [name in the store, event]. */
function waiting(except = new Set()) {
  const names = Object.keys(store).filter((name) => name.startsWith(QUEUE) && !except.has(name)).sort().slice(0, MOST);
  const batch = [];
  let room = ROOM;
  for (const name of names) {
    const text = store.getItem(name); // null where another tab was faster
    room -= text?.length ?? 0;
    if (room < 0 && batch.length) break;
    if (text) batch.push([name, JSON.parse(text)]);
  }
  return batch;
}

const body = (batch) => JSON.stringify({ batch: events(batch), sentAt: new Date().toISOString(), writeKey: key });
const events = (batch) => batch.map(([, event]) => event);
const forget = (names) => names.forEach((name) => store.removeItem(name));

function plan(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(flush, milliseconds);
}

/** Sends what waits; one tab at a time where the browser has locks. */
const flush = () => (navigator.locks ? navigator.locks.request("segue", deliver) : deliver());

async function deliver() {
  const rest = get("after") - Date.now();
  if (rest > 0) return plan(rest);
  const batch = waiting();
  if (!key || !batch.length) return;
  const text = body(batch);
  flying = new Set(batch.map(([name]) => name));
  const response = await fetch(host + "/v1/batch", {
    method: "POST", body: text, keepalive: new Blob([text]).size < ROOM, credentials: "omit", signal: AbortSignal.timeout(15000),
    headers: { "Content-Type": "text/plain" }, // a simple request: no preflight
  }).catch(() => null);
  settle(batch, response, await response?.json().catch(() => null));
  flying = new Set();
}

function settle(batch, response, answer) {
  if (!response && leaving) return; // it may well have arrived: the next page asks
  const status = response?.status ?? 0;
  const later = !status || status === 408 || status === 429 || status >= 500;
  failures = later ? failures + 1 : 0;
  const pause = later ? delay(response?.headers.get("Retry-After")) : 0;
  put("after", later ? Date.now() + pause : null);
  if (!later) forget(batch.map(([name]) => name));
  tell(later ? "later" : response.ok ? "sent" : "refused", events(batch), { status, answer, pause });
  plan(pause);
}

/** Milliseconds to wait: what the server asked for, in seconds or as a date, or twice as long as the last time. */
function delay(asked) {
  const seconds = asked && (isNaN(asked) ? (Date.parse(asked) - Date.now()) / 1000 : +asked);
  return 1000 * (seconds > 0 ? Math.min(seconds, PATIENCE) : Math.min(2 ** failures, 60) * (0.5 + Math.random() / 2));
}

/** The page may never wake again: what has not been sent leaves without waiting for an answer. */
function leave() {
  leaving = true;
  if (!key || get("after") > Date.now()) return;
  const batch = waiting(flying);
  if (batch.length && navigator.sendBeacon(`${host}/beacon/v1/batch?writeKey=${encodeURIComponent(key)}`, body(batch))) {
    forget(batch.map(([name]) => name));
    tell("beacon", events(batch));
  }
}

/** Forgets who is here, as on sign-out; the next event starts a new visitor. */
const reset = () => ["user", "anonymous"].forEach((name) => put(name));

export default {
  load(writeKey, options) {
    [key, host, strict] = [writeKey, options.host.replace(/\/$/, ""), options.consent === "required"];
    addEventListener("pagehide", leave);
    addEventListener("pageshow", ({ persisted }) => {
      leaving = false; // back out of the browser's memory
      if (persisted) plan(0);
    });
    addEventListener("online", flush);
    for (const call of held.splice(0)) record(...call);
    plan(0);
  },
  page: (name, properties) => record("page", { name, properties: { ...page(), ...properties } }),
  track: (event, properties) => record("track", { event, properties }),
  /** identify("cus_42", { email }) for someone who signed in; identify({ email }) for a guest who told an address. */
  identify(user, traits) {
    const [id, about] = typeof user === "string" ? [user, traits] : [null, user];
    if (id && get("user") && get("user") !== id) reset(); // someone else on the same device
    if (id && allowed()) put("user", id);
    record("identify", { userId: id ?? get("user"), traits: about });
  },
  reset,
  /** Yes or no to being measured; no also forgets what waits and who is here. */
  consent(yes) {
    if (!yes) forget(Object.keys(store).filter((name) => name.startsWith("segue.")));
    put("consent", yes ? "yes" : "no");
  },
  allowed,
  flush,
  anonymousId: () => get("anonymous"),
  userId: () => get("user"),
};
