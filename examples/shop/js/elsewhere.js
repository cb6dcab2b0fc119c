/** A cart from another device: read with the token of a link, or opened with six digits that somebody was given. */
import { configured } from "./frame.js";

const WORDS = "shop.words";
const FAILED = "That did not work. Try again in a moment.";

/** The word by which Segue knows this browser again: a code that was sent twice is still used once. */
function word(code) {
  const words = JSON.parse(sessionStorage.getItem(WORDS) ?? "{}");
  words[code] ??= crypto.randomUUID();
  sessionStorage.setItem(WORDS, JSON.stringify(words));
  return words[code];
}

const sentence = (words) => `${words[0].toUpperCase()}${words.slice(1)}.`;

async function ask(token, more) {
  const found = await configured;
  if (!found?.api) throw new Error("No running Segue was found, so no cart can be fetched.");
  const address = new URL(`/c/${encodeURIComponent(token)}`, found.api);
  const asked = { headers: { Accept: "application/json" }, cache: "no-store", referrerPolicy: "no-referrer", ...more };
  const response = await fetch(address, asked).catch(() => null);
  const said = await response?.json().catch(() => null);
  if (!response?.ok || !said?.cart) throw new Error(said?.detail ? sentence(said.detail) : FAILED);
  return said.cart;
}

/** The cart of a link's token: looking changes nothing. Throws an Error in words. */
export const read = (token) => ask(token);

/** The cart of a code, which is used up by this. Throws an Error in words. */
export const open = (code) => ask(code, { method: "POST", body: new URLSearchParams({ redemption: word(code) }) });
