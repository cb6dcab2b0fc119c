/** The phone is the shop at another port of this machine: another place to the browser, with a storage of its own. */
export const phoneAt = (port) => `${location.protocol}//${location.hostname}:${port}`;

/** The origin of the tour that this phone belongs to, as its own front says; "" without one. */
export async function tourOf() {
  const response = await fetch("/local/config.json", { cache: "no-store" }).catch(() => null);
  const said = response?.ok ? await response.json().catch(() => null) : null;
  return said?.tour ?? "";
}

/** The address of a page of this device, or "" for any other: a page elsewhere, a script, a text that is none. */
export function pageHere(said) {
  try {
    const { origin, protocol, href } = new URL(said, location.href);
    return origin === location.origin && protocol === location.protocol ? href : "";
  } catch {
    return "";
  }
}

/** The address by which this browser is signed in to the shop, "" before. */
export const addressHere = () => JSON.parse(named("shop.account") ?? "null")?.email ?? "";

/** What is kept under a name, or null. */
export const named = (name) => localStorage.getItem(name);
