/** Who is signed in, and what was ordered here. A demo: an e-mail address is enough, nobody checks it. */
const ACCOUNT = "shop.account";
const KNOWN = "shop.known";
const ORDERS = "shop.orders";

const read = (name, otherwise) => {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
};
const write = (name, value) => localStorage.setItem(name, JSON.stringify(value));

/** The same customer number for the same address in every browser, as a shop's own database would give (cyrb53). */
function customerNumber(email) {
  let [left, right] = [0xdeadbeef, 0x41c6ce57];
  for (const sign of email.trim().toLowerCase()) {
    left = Math.imul(left ^ sign.codePointAt(0), 2654435761);
    right = Math.imul(right ^ sign.codePointAt(0), 1597334677);
  }
  left = Math.imul(left ^ (left >>> 16), 2246822507) ^ Math.imul(right ^ (right >>> 13), 3266489909);
  right = Math.imul(right ^ (right >>> 16), 2246822507) ^ Math.imul(left ^ (left >>> 13), 3266489909);
  return `cus_${(4294967296 * (2097151 & right) + (left >>> 0)).toString(36)}`;
}

export const account = () => read(ACCOUNT, null);
export const nameFor = (email) => read(KNOWN, {})[email.trim().toLowerCase()];

/** Signs in, and up where the address is new: {id, email, name}. */
export function signIn(email, name) {
  const address = email.trim();
  const called = name?.trim() || nameFor(address) || address.split("@")[0];
  const known = { id: customerNumber(address), email: address, name: called };
  write(KNOWN, { ...read(KNOWN, {}), [address.toLowerCase()]: called });
  write(ACCOUNT, known);
  return known;
}

export const signOut = () => localStorage.removeItem(ACCOUNT);

export const orders = () => read(ORDERS, []);
export const orderOf = (id) => orders().find((order) => order.id === id);
export const ordersOf = (email) => orders().filter((order) => order.email.toLowerCase() === email.toLowerCase());
export const keepOrder = (order) => write(ORDERS, [order, ...orders()].slice(0, 50));
