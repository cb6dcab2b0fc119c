/** The sum of a cart or an order, as a small bill. */
import { money } from "./catalog.js";
import { html } from "./html.js";

const free = (cents) => (cents ? money(cents) : "Free");

export const bill = ({ subtotal, shipping }) => html`
  <dl class="bill">
    <div><dt>Products</dt><dd>${money(subtotal)}</dd></div>
    <div><dt>Delivery</dt><dd>${free(shipping)}</dd></div>
    <div class="total"><dt>Total</dt><dd>${money(subtotal + shipping)}</dd></div>
  </dl>`;
