/** The phone: the shop at another port, so nothing that the laptop keeps is known here. It tells the tour, and only the
 * tour, who is on the phone and which cart is there. */
import { html } from "/shop/js/html.js";
import { named, tourOf } from "./devices.js";

const PAUSE = 500;
const FIRST = "/shop/cart.html";
const TOUR = tourOf(location.hash);

const frame = () => document.querySelector("iframe");

function tell() {
  window.parent.postMessage({ phone: { visitor: named("segue.anonymous") ?? "", cart: JSON.parse(named("shop.cart") ?? "null")?.id ?? "" } }, TOUR);
}

function told({ origin, data }) {
  if (origin !== TOUR) return;
  if (data.forget) localStorage.clear();
  if (data.forget || data.go) frame().src = data.go ?? FIRST;
}

document.body.innerHTML = html`<iframe src="${FIRST}" title="The demo shop on the phone"></iframe>`;
if (TOUR) {
  addEventListener("message", told);
  setInterval(tell, PAUSE);
}
