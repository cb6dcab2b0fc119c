/** Fills the placements of a page: import placements from "https://.../placements.js"; docs/placements.md has all.
 *
 *   <section data-segue-placement="home-hero"><h1 data-segue-field="title">Welcome</h1></section>
 *   placements.start(segue, { api: "https://...", writeKey: "wk_..." });
 *
 * What the page shows itself stays where nothing is to be changed, nothing was answered in time, or nobody agreed to be
 * measured. Texts are set as text; only a field named `html` is markup, which the playbook wrote. */
const FIELD = "data-segue-field", SLOT = "data-segue-placement", SHOWN = "data-segue-variant";
const LINKS = { __proto__: null, url: "href", image: "src", picture: "src" };
const named = (said, name) => (Object.hasOwn(said, name) ? said[name] : null); // not what every object has
const ITEM = "data-segue-item";
const SEEN_MS = 1000, ASK_MS = 120, RECENT = 20;

let segue, set, timer, token, number = 0;
const recent = []; // what was done on this page: an answer counts it, whether or not it has arrived
const own = new Map(); // what the page itself shows, by element
const told = new Map(); // {variant, holdout} by element
const viewed = new Set(); // what was reported as seen
const store = (() => { try { return sessionStorage; } catch { return null; } })();
const kept = (name, usual) => { try { return JSON.parse(store.getItem(`segue.${name}`)) ?? usual; } catch { return usual; } };
const keep = (name, value) => { try { store.setItem(`segue.${name}`, JSON.stringify(value)); } catch { /* it is asked anew */ } };
const slots = () => [...document.querySelectorAll(`[${SLOT}]`)];
const session = () => kept("session") ?? (keep("session", crypto.randomUUID?.() ?? String(Math.random())), kept("session"));

/** Asks for every placement of the page at once. */
async function ask() {
  const asked = slots().filter((one) => !one.hasAttribute(SHOWN) || told.has(one)); // what a server has filled stays
  const nth = ++number;
  if (!asked.length || !segue.allowed()) return release();
  const body = {
    writeKey: set.writeKey, anonymousId: segue.anonymousId() ?? undefined, ...set.user, events: recent, session: session(),
    placements: [...new Set(asked.map((one) => one.getAttribute(SLOT)))], shown: kept("shown", {}), visit: kept("visit", []),
    product: set.product, locale: set.locale ?? document.documentElement.lang,
  };
  if (!body.anonymousId && !body.userId && !set.token) return release();
  const answer = await post(body, AbortSignal.timeout(set.patience)).then((one) => (one.ok ? one.json() : null)).catch(() => null);
  if (nth !== number) return; // asked again meanwhile
  if (answer) {
    keep("visit", answer.visit);
    const shown = Object.entries(answer.placements).filter(([, one]) => one.variant).map(([id, one]) => [id, one.variant]);
    keep("shown", { ...kept("shown", {}), ...Object.fromEntries(shown) });
    for (const one of asked) fill(one, named(answer.placements, one.getAttribute(SLOT)));
    dispatchEvent(new CustomEvent("segue:decided", { detail: answer }));
  }
  release();
}

/** With a token where the page has one; one that is not taken (any more), or is about somebody else, is asked for anew, once. */
async function post(body, signal, again) {
  if (again || !token) token = typeof set.token === "function" ? await set.token() : set.token;
  const answer = await fetch(set.api + "/v1/decide", {
    method: "POST", body: JSON.stringify({ ...body, token }), headers: { "Content-Type": "text/plain" }, credentials: "omit", signal,
  });
  return [401, 403].includes(answer.status) && !again && typeof set.token === "function" ? post(body, signal, true) : answer;
}

const release = () => document.documentElement.removeAttribute("data-segue-wait");

/** Fills one place, or gives it back to the page. */
function fill(place, answer) {
  if (!answer) return;
  const same = told.get(place)?.said === JSON.stringify(answer);
  if (same) return;
  told.set(place, { variant: answer.variant, holdout: answer.holdout, said: JSON.stringify(answer) });
  if (!own.has(place)) own.set(place, [...place.childNodes].map((one) => one.cloneNode(true)));
  place.replaceChildren(...own.get(place).map((one) => one.cloneNode(true)));
  place.toggleAttribute(SHOWN, !!answer.content);
  if (answer.content) {
    place.setAttribute(SHOWN, answer.variant);
    place.hidden = false;
    put(place, answer.content);
    list(place, answer.content.items ?? []);
  }
  watch(place);
}

/** Puts what is said into the elements that name it; what is not said is hidden. */
function put(place, content) {
  for (const one of place.querySelectorAll(`[${FIELD}]`)) {
    for (const name of one.getAttribute(FIELD).split(" ")) {
      const value = named(content, name);
      const link = LINKS[name];
      if (value == null || value === "") one.hidden ||= !link;
      else if (!link) name === "html" ? (one.innerHTML = value) : (one.textContent = value);
      else if (/^(https?:|\/|\.|#|[^:]*$)/i.test(value)) one.setAttribute(link, value); // no javascript:
    }
  }
}

/** Repeats the template of a list for each thing that is recommended. */
function list(place, items) {
  const template = place.querySelector(`template[${ITEM}]`);
  for (const item of template ? items : []) {
    const made = template.content.cloneNode(true);
    put(made, { ...item, ...item.reason && { reason: item.reason.words } });
    made.firstElementChild?.setAttribute(ITEM, item.product_id);
    template.before(made);
  }
}

// ---- Seen and clicked -----------------------------------------------------------------------------------------------
const waits = new WeakMap();
const eyes = typeof IntersectionObserver === "function" && new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) {
    clearTimeout(waits.get(target));
    if (isIntersecting) waits.set(target, setTimeout(() => report("Placement Viewed", target), SEEN_MS));
  }
}, { threshold: 0.5 });

function watch(place) {
  eyes && (eyes.unobserve(place), eyes.observe(place));
}

/** Once for each variant that was seen; a click as often as it happens. */
function report(event, place, more) {
  const { variant = place.getAttribute(SHOWN), holdout = false } = told.get(place) ?? {};
  const about = { placement: place.getAttribute(SLOT), variant, holdout, ...more };
  const name = JSON.stringify(about);
  if (event === "Placement Viewed" && (viewed.has(name) || !viewed.add(name))) return;
  if (variant || holdout) segue.track(event, about);
}

function clicked({ target }) {
  const place = target.closest?.(`[${SLOT}]`);
  const item = target.closest?.(`[${ITEM}]`)?.getAttribute(ITEM);
  if (place && target.closest("a, button")) report("Placement Clicked", place, item && { product_id: item });
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(ask, ASK_MS);
}

export default {
  /** Options: api, writeKey; user {userId, userHash} of who is signed in, or a token (a text, or a
   *  function that gives one); product and locale of the page; patience in ms. */
  start(measuring, options) {
    segue = measuring;
    set = { patience: 800, product: "", ...options };
    for (const one of slots()) if (one.hasAttribute(SHOWN)) watch(one); // a server has filled it
    addEventListener("segue", ({ detail: { state, events } }) => {
      if (state !== "queued") return;
      recent.push(...events.filter((one) => !one.event?.startsWith("Placement ")));
      recent.splice(0, recent.length - RECENT);
      if (events.some((one) => !one.event?.startsWith("Placement "))) soon();
    });
    addEventListener("click", clicked, true);
    setTimeout(release, set.patience);
    return ask();
  },
  ask,
};
