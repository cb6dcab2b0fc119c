/** The cart: change it, leave it, or go on. A link from a mail, or from another device, opens it with what was in it. */
import segue from "../../segue.js";
import { cart, delivery, linesOf, restore, setPieces, subtotal, take } from "../cart.js";
import { link, money, picture, productOf, shipping } from "../catalog.js";
import { open, read } from "../elsewhere.js";
import { say } from "../frame.js";
import { element, elements, fill, html } from "../html.js";
import { cartViewed, piecesChanged } from "../measuring.js";
import { bill } from "../summary.js";

const row = ({ product, quantity, cents }) => html`
  <li class="line" data-id="${product.id}">
    <a href="${link(product)}" tabindex="-1" aria-hidden="true"><img src="${picture(product)}" alt="" width="96" height="96"></a>
    <div><h2><a href="${link(product)}">${product.name}</a></h2><p>${product.brand} · ${money(product.cents)} each</p></div>
    <div class="stepper" role="group" aria-label="Pieces of ${product.name}">
      <button type="button" data-step="-1" aria-label="One less">−</button><output>${quantity}</output><button type="button" data-step="1" aria-label="One more">+</button></div>
    <b class="price">${money(cents)}</b>
    <button type="button" class="quiet" data-remove aria-label="Remove ${product.name}">Remove</button>
  </li>`;

const nothing = html`
  <div class="empty"><img src="pictures/trail-38.svg" alt="" width="160" height="160"><h1>Your cart is empty</h1>
    <p>Good trips start with an empty pack. Put something in it.</p><a class="button" href="./">Start looking</a></div>`;

const elsewhere = (any) => html`
  <section class="panel elsewhere" aria-labelledby="elsewhere"><h2 id="elsewhere">${any ? "Take this cart to another device" : "Open a cart from another device"}</h2>
    <p>Ask us by phone, in the chat or in the store: we give you a link or six digits that open ${any ? "this" : "your"} cart there. No account, no address.</p>
    <form id="code"><label class="field">Have a code?<input name="code" required pattern="[0-9]{6}" maxlength="6" inputmode="numeric" autocomplete="one-time-code"></label>
      <button class="button plain">Open that cart</button></form>
    <p class="hint" id="code-answer" role="alert"></p>
    <p class="hint"><b>Where is the code from?</b> Customers get it from an agent, who reads out six digits or sends a link. In this demo the tour gives you one, in its step <i>Move the cart to the phone</i>.</p></section>`;

function nudge(held) {
  const missing = shipping.free_from - subtotal(held);
  return missing > 0 ? html`<p class="nudge">${money(missing)} more and delivery is free.</p>` : html`<p class="nudge good">Delivery is on us.</p>`;
}

const filled = (held) => html`
  <h1>Your cart</h1>
  <div class="sides">
    <ul class="lines">${linesOf(held).map(row)}</ul>
    <aside class="panel" aria-label="Sum">${bill({ subtotal: subtotal(held), shipping: delivery(held) })}${nudge(held)}
      <a class="button wide" href="checkout.html">Check out</a><a class="quiet" href="./">Keep looking</a></aside>
  </div>`;

function change(id, quantity, focus) {
  piecesChanged(cart(), productOf(id), setPieces(id, quantity));
  show();
  (element(`[data-id="${id}"] ${focus}`) ?? element("#main a, #main button")).focus();
}

function show() {
  const held = cart();
  const lines = linesOf(held);
  fill("#main", html`${lines.length ? filled(held) : nothing}${elsewhere(lines.length)}`);
  element("#code").addEventListener("submit", enter);
  for (const line of elements(".line")) {
    const { id } = line.dataset;
    element("[data-remove]", line).addEventListener("click", () => change(id, 0, "[data-remove]"));
    for (const button of elements("[data-step]", line)) {
      const step = Number(button.dataset.step);
      button.addEventListener("click", () => change(id, (cart().pieces[id] ?? 0) + step, `[data-step="${step}"]`));
    }
  }
}

async function enter(submitted) {
  submitted.preventDefault();
  element("#code-answer").textContent = "";
  await bring(open(new FormData(submitted.target).get("code")), (words) => (element("#code-answer").textContent = words));
}

/** Fills the cart with the one that comes, or says why it does not. */
async function bring(coming, failed) {
  try {
    take(await coming);
    say(html`Your cart is here, as you left it.`);
    show();
    cartViewed(cart());
  } catch (problem) {
    failed(problem.message);
  }
}

const handover = new URLSearchParams(location.search).get("handover");
if (restore(location.search)) say(html`Your cart is back, as you left it.`);
if (location.search) history.replaceState(null, "", location.pathname);
show();
segue.page("Cart");
if (handover) bring(read(handover), (words) => say(html`${words}`));
else if (linesOf(cart()).length) cartViewed(cart());
