/** Shows where something is in a frame of this origin: scrolls it into view and draws a line around it for two seconds. */
const SHOWN = 2000; // ms
const PATIENCE = 8000; // ms: a page builds itself, the chat comes from the stack
const PAUSE = 100;
const LINE = { outline: "4px solid #d9622b", outlineOffset: "4px", scrollMargin: "6rem" };

const pause = (time) => new Promise((done) => setTimeout(done, time));
const seen = (one) => one.getClientRects().length > 0;

/** What is seen of a path of selectors, each but the first within the shadow of the one before; null without any. */
function found(frame, [first, ...inner]) {
  const host = [...(frame.contentDocument?.querySelectorAll(first) ?? [])];
  return inner.reduce((all, selector) => all.flatMap((one) => [...(one.shadowRoot?.querySelectorAll(selector) ?? [])]), host).find(seen) ?? null;
}

async function awaited(frame, path) {
  const end = Date.now() + PATIENCE;
  let one = found(frame, path);
  while (!one && frame.isConnected && Date.now() < end) {
    await pause(PAUSE);
    one = found(frame, path);
  }
  return one;
}

/** Once a page that is on its way is there; at once where none is. `begin` sends it there. */
export const gone = (frame, begin) =>
  new Promise((done) => {
    frame.addEventListener("load", done, { once: true });
    begin();
  });

/** Points at the first thing that is seen of a path; where nothing comes, nothing happens. */
export async function point(frame, path) {
  const one = await awaited(frame, path);
  if (!one || one.dataset.pointed) return;
  const before = Object.fromEntries(Object.keys(LINE).map((name) => [name, one.style[name]]));
  one.dataset.pointed = "yes";
  Object.assign(one.style, LINE);
  one.scrollIntoView({ block: one.offsetHeight > frame.clientHeight ? "start" : "center" });
  await pause(SHOWN);
  Object.assign(one.style, before);
  delete one.dataset.pointed;
  if (one.ownerDocument !== frame.contentDocument) await point(frame, path); // its page was loaded again meanwhile
}
