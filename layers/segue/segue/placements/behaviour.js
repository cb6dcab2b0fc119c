/** Measures how a page is used: import behaviour from "https://.../behaviour.js"; behaviour.start(segue);
 *
 * - `Product Feature Viewed` {feature, dwell_seconds, product_id?}: how long an element with `data-segue-feature` was
 *   read: every ten seconds, and when the reader goes on or the page closes;
 * - `Rage Clicked` and `Dead Clicked` {element}: three clicks on one spot within a second; a click on what looks like a
 *   button and changes nothing;
 * - `Form Error Shown` {form, field}: a field that was refused, never what was written in it;
 * - `Slow Page Viewed` {path, seconds}: the largest thing of the page came after 2.5 seconds (web.dev/lcp).
 *
 * Only after consent: `segue.track` keeps nothing before. No text of the page and nothing that was typed is read. */
const FEATURE = "data-segue-feature", PRODUCT = "data-segue-product";
const LEAST = 2, AT_ONCE = 10, LONGEST = 300; // seconds of reading that count, are told at once, and of one thing at most
const BESIDE = 40; // pixels: what differs by less stands side by side
const RAGE = { clicks: 3, ms: 1000, pixels: 30 }, DEAD_MS = 700, SLOW_SECONDS = 2.5;
const LOOKS_CLICKABLE = "a, button, [role=button], [role=link], summary, label, input, select, textarea";

let segue;
const inSight = new Set(), told = new WeakMap(); // told: seconds of each, all in all
let at = null, seconds = 0, pointed = null; // what is read just now, for how long; what the pointer is on
const clicks = [];
let changed = 0;

/** What an element is, without what it says: its id, name or kind. */
const named = (one) => one.id || one.getAttribute?.("name") || one.getAttribute?.("data-testid") || one.tagName.toLowerCase();

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

function clicked(event) {
  const { target, clientX: x, clientY: y, timeStamp: time } = event;
  clicks.push({ x, y, time });
  clicks.splice(0, clicks.length - RAGE.clicks);
  const near = clicks.every((one) => time - one.time < RAGE.ms && Math.hypot(x - one.x, y - one.y) < RAGE.pixels);
  if (clicks.length === RAGE.clicks && near) {
    clicks.length = 0;
    segue.track("Rage Clicked", { element: named(target), path: location.pathname });
  }
  const asked = target.closest?.("[data-segue-clickable], [style*=cursor], [class*=button], [class*=btn]");
  if (!asked || target.closest(LOOKS_CLICKABLE)) return;
  const before = changed, at = location.href;
  setTimeout(() => changed === before && at === location.href && segue.track("Dead Clicked", { element: named(asked), path: location.pathname }), DEAD_MS);
}

const refused = ({ target }) => segue.track("Form Error Shown", { form: target.form ? named(target.form) : "", field: target.name || target.id || "", path: location.pathname });

function slow() {
  try {
    let seconds = 0;
    new PerformanceObserver((list) => { for (const one of list.getEntries()) seconds = one.startTime / 1000; }).observe({ type: "largest-contentful-paint", buffered: true });
    addEventListener("visibilitychange", () => seconds > SLOW_SECONDS && segue.track("Slow Page Viewed", { path: location.pathname, seconds: Math.round(seconds * 10) / 10 }), { once: true });
  } catch { /* this browser does not tell */ }
}

export default {
  start(measuring) {
    segue = measuring;
    watch(document.documentElement);
    new MutationObserver((changes) => {
      changed++;
      for (const { addedNodes } of changes) for (const one of addedNodes) watch(one);
    }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, characterData: true });
    setInterval(look, 1000);
    addEventListener("pointerover", ({ target, pointerType }) => { pointed = pointerType === "mouse" ? target.closest?.(`[${FEATURE}]`) : null; }, { passive: true });
    addEventListener("visibilitychange", () => document.hidden && tell());
    addEventListener("pagehide", tell, true); // before the events that wait leave
    addEventListener("click", clicked, true);
    addEventListener("invalid", refused, true);
    slow();
  },
};
