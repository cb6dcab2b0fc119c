/** The cart, kept in this browser: an id, and how many of what. */
import { ROOT, productOf, shipping } from "./catalog.js";

const NAME = "shop.cart";
const MOST = 20; // pieces of one product

const fresh = () => ({ id: `cart_${Math.random().toString(36).slice(2, 12)}`, pieces: {} });

export function cart() {
  try {
    return JSON.parse(localStorage.getItem(NAME)) ?? fresh();
  } catch {
    return fresh();
  }
}

function keep(changed) {
  localStorage.setItem(NAME, JSON.stringify(changed));
  dispatchEvent(new Event("cart"));
  return changed;
}

/** Lines in the order in which they were added: {product, quantity, cents}. */
export const linesOf = ({ pieces }) =>
  Object.entries(pieces)
    .map(([id, quantity]) => ({ product: productOf(id), quantity }))
    .filter(({ product, quantity }) => product && quantity > 0)
    .map((line) => ({ ...line, cents: line.product.cents * line.quantity }));

export const piecesIn = (held) => linesOf(held).reduce((sum, line) => sum + line.quantity, 0);
export const subtotal = (held) => linesOf(held).reduce((sum, line) => sum + line.cents, 0);

export function delivery(held, method = "standard") {
  return method === "standard" && subtotal(held) >= shipping.free_from ? 0 : shipping[method];
}

/** Sets how many of a product are in the cart; answers by how many that changed. */
export function setPieces(id, quantity) {
  const held = cart();
  const before = held.pieces[id] ?? 0;
  const after = Math.max(0, Math.min(quantity, MOST));
  if (after) held.pieces[id] = after;
  else delete held.pieces[id];
  keep(held);
  return after - before;
}

export const add = (id, quantity) => setPieces(id, (cart().pieces[id] ?? 0) + quantity);
export const empty = () => keep(fresh());

/** A link that opens this very cart, here or in another browser: `cart.html?cart=<id>&items=<product>:<pieces>,...` */
export function linkTo(held) {
  const url = new URL("cart.html", ROOT);
  url.searchParams.set("cart", held.id);
  url.searchParams.set("items", linesOf(held).map(({ product, quantity }) => `${product.id}:${quantity}`).join(","));
  return url.href;
}

/** Fills this browser's cart with one from elsewhere: {id, items: [{product_id, quantity}]}. */
export function take({ id, items }) {
  const pieces = {};
  for (const { product_id: product, quantity } of items) {
    if (productOf(product)) pieces[product] = Math.min((pieces[product] ?? 0) + quantity, MOST);
  }
  return keep({ id, pieces });
}

/** Brings back the cart that a link names; answers whether it differs from the one at hand. */
export function restore(search) {
  const asked = new URLSearchParams(search);
  const id = asked.get("cart");
  if (!/^[\w-]{4,64}$/.test(id ?? "") || id === cart().id) return false;
  const parts = (asked.get("items") ?? "").split(",").map((part) => part.split(":"));
  const items = parts.map(([product, pieces]) => ({ product_id: product, quantity: Math.max(1, Number(pieces) || 1) }));
  if (!items.some((item) => productOf(item.product_id))) return false;
  take({ id, items });
  return true;
}
