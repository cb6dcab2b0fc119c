/** Measures how a page is used: import behaviour from "https://.../behaviour.js"; behaviour.start(segue);
 *
 * - `Product Feature Viewed` {feature, dwell_seconds, product_id?}: how long an element with `data-segue-feature` was
 *   read: every ten seconds, and when the reader goes on or the page closes;
 * - `Rage Clicked` {element}: more than three clicks on one element within a second; what is meant to be clicked often
 *   says `data-segue-often`;
 * - `Dead Clicked` {element}: a click on a button, or on what looks like one, after which nothing changes;
 * - `Form Error Shown` {form, field, error}: a field that was refused and why (`valueMissing`, `typeMismatch` ...; of
 *   what the page itself marks with `aria-invalid`: `refused`), never what was written in it;
 * - `Slow Page Viewed` {seconds}: the largest thing of the page came after 2.5 seconds (web.dev/lcp).
 *
 * All of these say the page's `path`, and its kind as `page_type` where `<html data-segue-page="product">` tells it; an
 * element is `button#buy.wide`, numbers of three digits and more left out. Only after consent: `segue.track` keeps nothing before. No text of the page and nothing that was typed is read. */
const FEATURE = "data-segue-feature", PRODUCT = "data-segue-product";
const LEAST = 2, AT_ONCE = 10, LONGEST = 300; // seconds of reading that count, are told at once, and of one thing at most
const BESIDE = 40; // pixels: what differs by less stands side by side
const RAGE = { clicks: 4, ms: 1000 }, DEAD_MS = 700, SLOW_SECONDS = 2.5, AGAIN_MS = 1000;
const PRESSED = "button, [role=button], [data-segue-clickable], [style*=cursor], [class*=button], [class*=btn]";
const LEADS = "a[href], [role=link], summary, label, input, select, textarea, [data-segue-often]";
const SAID = /^[a-z][\w-]{0,39}$/i, NUMBER = /\d{3,}/g, CLASSES = 2;

let segue;
const inSight = new Set(), told = new WeakMap(); // told: seconds of each, all in all
let at = null, seconds = 0, pointed = null; // what is read just now, for how long; what the pointer is on
let clicks = [];
const refusals = new WeakMap(); // when a field was last told of
let changed = 0;

/** What an element is, without what it says: its id, name or kind. */
const named = (one) => one.id || one.getAttribute?.("name") || one.tagName.toLowerCase();

/** As a selector; an id or a class that is no plain word is left out. */
function selected(one) {
  const [id, ...classes] = [one.id, ...(one.classList ?? [])].map((word) => SAID.test(word) && word.replace(NUMBER, "0"));
  return [one.tagName.toLowerCase(), ...(id ? [`#${id}`] : []), ...classes.filter(Boolean).slice(0, CLASSES).map((word) => `.${word}`)].join("");
}

function tellOf(event, said) {
  const kind = document.documentElement.dataset.seguePage;
  segue.track(event, { ...said, path: location.pathname, ...(kind && { page_type: kind }) });
}

function tell() {
  const sum = (told.get(at) ?? 0) + seconds;
  if (at && seconds >= LEAST && sum <= LONGEST) {
    told.set(at, sum);
    const product = at.closest(`[${PRODUCT}]`)?.getAttribute(PRODUCT);
    segue.track("Product Feature Viewed", { feature: at.getAttribute(FEATURE), dwell_seconds: seconds, ...(product && { product_id: product }) });
  }
  seconds = 0;
}

function fromMiddle(one) {
  const { top, bottom } = one.getBoundingClientRect();
  return Math.abs((top + bottom - innerHeight) / 2);
}

/** Of what is in sight one thing is read: what the pointer is on, else what is nearest to the middle of the window. Of
 * what stands side by side nobody can tell. */
function reading() {
  if (document.hidden) return null;
  if (inSight.has(pointed)) return pointed;
  const [first, second] = [...inSight].map((one) => [fromMiddle(one), one]).sort(([one], [other]) => one - other);
  return first && !(second && second[0] - first[0] < BESIDE) ? first[1] : null;
}

/** Once a second. What is read for long is told meanwhile, so that the page can follow. */
function look() {
  const now = reading();
  if (now !== at) {
    tell();
    at = now;
  }
  if (at && ++seconds >= AT_ONCE) tell();
}

/** Most of it, or what is longer than the window fills half of that. */
const seen = ({ intersectionRatio, intersectionRect, rootBounds }) =>
  intersectionRatio >= 0.6 || (rootBounds && intersectionRect.height >= rootBounds.height / 2);

const eyes = typeof IntersectionObserver === "function" && new IntersectionObserver((changes) => {
  for (const one of changes) seen(one) ? inSight.add(one.target) : inSight.delete(one.target);
}, { threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1] });

/** Watches what is there, and what comes. */
function watch(root) {
  for (const one of root.querySelectorAll?.(`[${FEATURE}]`) ?? []) eyes && eyes.observe(one);
  if (root.hasAttribute?.(FEATURE)) eyes && eyes.observe(root);
}

function clicked({ target, timeStamp: time }) {
  const one = target.closest?.(PRESSED) ?? target;
  if (target.closest?.("[data-segue-often]")) return;
  clicks = [...clicks.filter((other) => other.one === one && time - other.time < RAGE.ms), { one, time }];
  if (clicks.length === RAGE.clicks) {
    clicks = [];
    tellOf("Rage Clicked", { element: selected(one) });
  }
  if (!target.closest?.(PRESSED) || one.disabled || target.closest(LEADS)) return;
  const before = changed, at = location.href;
  setTimeout(() => changed === before && at === location.href && tellOf("Dead Clicked", { element: selected(one) }), DEAD_MS);
}

function refused(field, error) {
  const now = performance.now();
  if (now - (refusals.get(field) ?? -AGAIN_MS) < AGAIN_MS) return;
  refusals.set(field, now);
  tellOf("Form Error Shown", { form: field.form ? named(field.form) : "", field: field.name || field.id || "", error });
}

function unfit({ target }) {
  for (const error in target.validity) if (target.validity[error]) return refused(target, error);
}

/** What a page says of a field itself. */
const marked = ({ target, attributeName: name, oldValue: before }) =>
  name === "aria-invalid" && target.ariaInvalid === "true" && before !== "true" && refused(target, "refused");

function slow() {
  try {
    let seconds = 0;
    new PerformanceObserver((list) => { for (const one of list.getEntries()) seconds = one.startTime / 1000; }).observe({ type: "largest-contentful-paint", buffered: true });
    addEventListener("visibilitychange", () => seconds > SLOW_SECONDS && tellOf("Slow Page Viewed", { seconds: Math.round(seconds * 10) / 10 }), { once: true });
  } catch { /* this browser does not tell */ }
}

export default {
  start(measuring) {
    segue = measuring;
    watch(document.documentElement);
    new MutationObserver((changes) => {
      changed++;
      for (const one of changes) marked(one);
      for (const { addedNodes } of changes) for (const one of addedNodes) watch(one);
    }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeOldValue: true, characterData: true });
    for (const sign of ["scroll", "input", "change", "blur"]) addEventListener(sign, () => changed++, { capture: true, passive: true });
    globalThis.navigation?.addEventListener("navigate", () => changed++); // the next page may take its time
    setInterval(look, 1000);
    addEventListener("pointerover", ({ target, pointerType }) => { pointed = pointerType === "mouse" ? target.closest?.(`[${FEATURE}]`) : null; }, { passive: true });
    addEventListener("visibilitychange", () => document.hidden && tell());
    addEventListener("pagehide", tell, true); // before the events that wait leave
    addEventListener("click", clicked, true);
    addEventListener("invalid", unfit, true);
    slow();
  },
};
