/** Asks for a file every two seconds while the page can be seen, and tells when it has changed. */
const PAUSE = 2000;

/** `changed(data)` gets every new content, `reached(yes)` whether the last question was answered. */
export function poll(address, changed, reached) {
  let last = null;
  let timer;

  async function ask() {
    clearTimeout(timer);
    const text = await fetch(address, { cache: "no-store" }).then((response) => (response.ok ? response.text() : null)).catch(() => null);
    reached(text !== null);
    if (text !== null && text !== last) {
      last = text;
      changed(JSON.parse(text));
    }
    if (!document.hidden) timer = setTimeout(ask, PAUSE);
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : ask()));
  return ask();
}
