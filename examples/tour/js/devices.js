/** The phone is the shop at another port of this machine: another place to the browser, with a storage of its own. */
const HERE = ["127.0.0.1", "localhost"];

export const phoneAt = (port) => `${location.protocol}//${location.hostname}:${port}`;

/** Which tour has opened this phone: an address of this machine, or "". */
export function tourOf(hash) {
  try {
    const { hostname, origin } = new URL(decodeURIComponent(hash.slice(1)));
    return HERE.includes(hostname) ? origin : "";
  } catch {
    return "";
  }
}

/** What is kept under a name, or null. */
export const named = (name) => localStorage.getItem(name);
