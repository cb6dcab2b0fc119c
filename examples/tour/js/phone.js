/** The phone: the shop under this machine's other name, which is another place to the browser, so nothing that the laptop
 * keeps is known here. It tells the tour, and only the tour, who is on the phone and which cart is there. */
import { html } from "/shop/js/html.js";
import { keeps, named, OTHER } from "./devices.js";

const PAUSE = 500;
const FIRST = "/shop/cart.html";
const tour = window.opener ?? (window.parent === window ? null : window.parent);

const refused = html`<div class="empty"><h1>No storage here</h1>
  <p>This browser lets a page within another page keep nothing, so the phone cannot be a device of its own here.</p>
  <a class="button" href="phone.html" target="_blank" rel="opener">Open the phone in a window of its own</a></div>`;

const frame = () => document.querySelector("iframe");

function tell() {
  tour?.postMessage({ phone: { visitor: named("segue.anonymous"), cart: JSON.parse(named("shop.cart") ?? "null")?.id ?? "" } }, OTHER);
}

function told({ origin, data }) {
  if (origin !== OTHER) return;
  if (data.forget) localStorage.clear();
  if (data.forget || data.go) frame().src = data.go ?? FIRST;
}

document.body.innerHTML = keeps() ? html`<iframe src="${FIRST}" title="The demo shop on the phone"></iframe>` : refused;
if (keeps()) {
  addEventListener("message", told);
  setInterval(tell, PAUSE);
}
