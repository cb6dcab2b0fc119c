/** The checkout: who and where, how it travels, how it is paid. Three steps on one page, one open at a time. */
import segue from "../../segue.js";
import { account, keepOrder, signIn } from "../account.js";
import { cart, delivery, empty, linesOf, subtotal } from "../cart.js";
import { money, picture } from "../catalog.js";
import "../frame.js";
import { element, elements, fill, html } from "../html.js";
import { checkoutStarted, consentGiven, guestKnown, orderCompleted, paymentEntered, settled, signedIn, stepCompleted, stepViewed } from "../measuring.js";
import { bill } from "../summary.js";

const held = cart();
const checkout = `chk_${held.id.slice(5)}`;
const person = account();
const given = { method: "standard" };

const nothing = html`<div class="empty"><h1>Nothing to check out</h1><p>Your cart is empty.</p><a class="button" href="./">Back to the shop</a></div>`;

const field = (name, words, more = "") => html`<label class="field">${words}<input name="${name}" ${more}></label>`;

const contact = html`
  ${field("email", "E-mail", html`type="email" required autocomplete="email" value="${person?.email ?? ""}"`)}
  ${field("name", "Full name", html`required autocomplete="name" value="${person?.name ?? ""}"`)}
  ${field("street", "Street and number", html`required autocomplete="street-address"`)}
  <div class="pair">${field("zip", "Postcode", html`required autocomplete="postal-code"`)}${field("city", "Town", html`required autocomplete="address-level2"`)}</div>
  ${field("phone", "Phone, if the driver should call", html`type="tel" autocomplete="tel"`)}
  ${!person && html`<label class="tick"><input type="checkbox" name="join"> Make me an account with this address</label>`}
  <label class="tick"><input type="checkbox" name="news"> Write to me now and then about new things</label>`;

const choice = (group, value, words, detail, checked) => html`
  <label class="choice"><input type="radio" name="${group}" value="${value}" ${checked && html`checked`}><span><b>${words}</b><small>${detail}</small></span></label>`;

const travel = html`
  ${choice("method", "standard", "Standard", `Two to three days · ${delivery(held, "standard") ? money(delivery(held, "standard")) : "free"}`, true)}
  ${choice("method", "express", "Express", `Tomorrow before noon · ${money(delivery(held, "express"))}`)}`;

const payment = html`
  ${choice("payment", "card", "Demo card", "Ends in 4242 and charges nobody", true)}
  ${choice("payment", "invoice", "Invoice", "Pay within thirty days, or never: this is a demo")}`;

const STEPS = [
  { title: "Who and where", fields: contact, action: "Go on to delivery" },
  { title: "Delivery", fields: travel, action: "Go on to payment" },
  { title: "Payment", fields: payment, action: "Place the order" },
];

const step = ({ title, fields, action }, nth) => html`
  <form class="step" data-nth="${nth}"><h2><i>${nth + 1}</i>${title}<span class="told"></span><button type="button" class="quiet" data-back hidden>Change</button></h2>
    <div class="fields" hidden>${fields}<button class="button wide">${action}</button></div></form>`;

const line = ({ product, quantity, cents }) =>
  html`<li><img src="${picture(product)}" alt="" width="56" height="56"><span>${quantity} × ${product.name}</span><b>${money(cents)}</b></li>`;

const filled = html`
  <h1>Checkout</h1>
  <div class="sides"><div class="steps">${STEPS.map(step)}</div>
    <aside class="panel" aria-label="Your order"><h2>Your order</h2><ul class="small-lines">${linesOf(held).map(line)}</ul><div id="bill"></div></aside></div>`;

const sums = () => ({ subtotal: subtotal(held), shipping: delivery(held, given.method) });

const told = () => [
  given.email && `${given.name}, ${given.email}`,
  given.reached > 1 && (given.method === "express" ? "Express" : "Standard"),
];

function open(nth) {
  given.reached = nth;
  for (const form of elements(".step")) {
    const own = Number(form.dataset.nth);
    form.classList.toggle("done", own < nth);
    element(".fields", form).hidden = own !== nth;
    element("[data-back]", form).hidden = own >= nth;
    element(".told", form).textContent = own < nth ? told()[own] || "" : "";
  }
  fill("#bill", bill(sums()));
  stepViewed(checkout, nth + 1);
  if (nth) element(`[data-nth="${nth}"] input`)?.focus();
}

function introduce() {
  if (given.join) signedIn(signIn(given.email, given.name));
  else if (person?.email === given.email) signedIn(person);
  else guestKnown(given.email, given.name, given.phone);
  if (given.news) consentGiven("email", true);
  stepCompleted(checkout, 1, { email: given.email });
}

async function place() {
  paymentEntered(checkout, given.payment);
  stepCompleted(checkout, 3, { payment_method: given.payment });
  const order = {
    id: `TL-${Date.now().toString(36).toUpperCase()}`, checkout, email: given.email, name: given.name, placed: new Date().toISOString(),
    lines: linesOf(held).map(({ product, quantity, cents }) => ({ id: product.id, name: product.name, quantity, cents })),
    ...sums(), total: sums().subtotal + sums().shipping,
  };
  keepOrder(order);
  orderCompleted(order, held);
  empty();
  await settled();
  location.assign(`thanks.html?order=${order.id}`);
}

const AFTER = [introduce, () => stepCompleted(checkout, 2, { shipping_method: given.method }), place];

function goOn(submitted) {
  submitted.preventDefault();
  element("button:not([data-back])", submitted.target).disabled = submitted.target.dataset.nth === "2";
  const nth = Number(submitted.target.dataset.nth);
  Object.assign(given, Object.fromEntries(new FormData(submitted.target)));
  AFTER[nth]();
  if (nth + 1 < STEPS.length) open(nth + 1);
}

segue.page("Checkout");
if (linesOf(held).length) {
  fill("#main", filled);
  for (const form of elements(".step")) {
    form.addEventListener("submit", goOn);
    element("[data-back]", form).addEventListener("click", () => open(Number(form.dataset.nth)));
  }
  element('[data-nth="1"]').addEventListener("change", ({ target }) => {
    given.method = target.value;
    fill("#bill", bill(sums()));
  });
  checkoutStarted(held, checkout, person?.email);
  open(0);
} else {
  fill("#main", nothing);
}
