/** What the shop tells Segue, in the names of Segment's e-commerce spec, version 2. */
import segue from "../segue.js";
import { currency, link, picture } from "./catalog.js";
import { linesOf, linkTo, subtotal } from "./cart.js";

const STORE = "Tarn & Light";
const amount = (cents) => cents / 100;

/** A product as the spec describes one; links are absolute, because mails show them too. */
const described = (product, more = {}) => ({
  product_id: product.id, sku: product.sku, name: product.name, brand: product.brand, category: product.category,
  price: amount(product.cents), currency, url: link(product), image_url: picture(product), ...more,
});

const inCart = (held) => linesOf(held).map(({ product, quantity }, nth) => described(product, { quantity, position: nth + 1 }));
const inList = (products) => products.map((product, nth) => described(product, { position: nth + 1 }));

export const searched = (query) => segue.track("Products Searched", { query });
export const listViewed = (list, category, products) =>
  segue.track("Product List Viewed", { list_id: list, category, products: inList(products) });
export const productClicked = (product, position, list) => segue.track("Product Clicked", described(product, { position, list_id: list }));
export const productViewed = (product) => segue.track("Product Viewed", described(product, { value: amount(product.cents) }));

/** Whoever wants to hear when a product can be bought again; a name of ours, beside those of the spec. */
export const awaited = ({ id, name }) => segue.track("Back In Stock Requested", { product_id: id, name });

/** An article, by what it is about: reading it tells what somebody is looking into. */
export const articleViewed = ({ id, title, category, topics }) =>
  segue.track("Article Viewed", { content_id: id, title, category, topics });

/** One event for a change of `pieces`, added or removed. */
export function piecesChanged(held, product, pieces) {
  if (!pieces) return;
  const event = pieces > 0 ? "Product Added" : "Product Removed";
  segue.track(event, described(product, { cart_id: held.id, quantity: Math.abs(pieces) }));
}

export const cartViewed = (held) =>
  segue.track("Cart Viewed", { cart_id: held.id, currency, value: amount(subtotal(held)), url: linkTo(held), products: inCart(held) });

export const checkoutStarted = (held, checkout, email) =>
  segue.track("Checkout Started", {
    checkout_id: checkout, cart_id: held.id, affiliation: STORE, value: amount(subtotal(held)), currency, email, url: linkTo(held), products: inCart(held),
  });

const STEPS = 3; // of this shop's checkout
export const stepViewed = (checkout, step) => segue.track("Checkout Step Viewed", { checkout_id: checkout, step, steps: STEPS });
export const stepCompleted = (checkout, step, chosen) => segue.track("Checkout Step Completed", { checkout_id: checkout, step, steps: STEPS, ...chosen });
export const paymentEntered = (checkout, method) => segue.track("Payment Info Entered", { checkout_id: checkout, step: 3, payment_method: method });

export const orderCompleted = (order, held) =>
  segue.track("Order Completed", {
    order_id: order.id, checkout_id: order.checkout, cart_id: held.id, affiliation: STORE, email: order.email, currency,
    subtotal: amount(order.subtotal), shipping: amount(order.shipping), revenue: amount(order.subtotal), total: amount(order.total), products: inCart(held),
  });

export const consentGiven = (channel, granted) => segue.track("Consent Updated", { channel, purpose: "marketing", granted });

const CHANNEL = "inapp"; // so that it counts for the inbox and not for the web
export const messageRead = (id) => segue.track("Message Read", { message_id: id, channel: CHANNEL });
export const messageFollowed = (id, url) => segue.track("Message Link Clicked", { message_id: id, channel: CHANNEL, url });
export const messageDismissed = (id) => segue.track("Message Dismissed", { message_id: id, channel: CHANNEL });

const called = (name) => ({ name, firstName: name.split(" ")[0] });
export const signedIn = ({ id, email, name }) => segue.identify(id, { email, ...called(name) });
export const guestKnown = (email, name, phone) => segue.identify({ email, ...called(name), ...(phone && { phone }) });
export const addressKnown = (email) => segue.identify({ email });
export const signedOut = () => segue.reset();

/** Before a page is left on purpose: gives what waits a moment to be answered. What is not goes out later. */
export const settled = () => Promise.race([segue.flush(), new Promise((resolve) => setTimeout(resolve, 1500))]);
