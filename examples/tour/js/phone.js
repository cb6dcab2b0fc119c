/** The phone: the shop at another port, so nothing that the laptop keeps is known here. It tells the tour, and only the
 * tour, who is on the phone and which cart is there; and only the tour tells it where to go and what to point at. */
import { html } from "/shop/js/html.js";
import { named, pageHere, tourOf } from "./devices.js";
import { gone, point } from "./pointing.js";

const PAUSE = 500;
const FIRST = "/shop/cart.html";
const tour = tourOf(); // whoever has framed this page may say anything; the front knows

const frame = () => document.querySelector("iframe");

const tell = (to) =>
  window.parent.postMessage({ phone: { visitor: named("segue.anonymous") ?? "", cart: JSON.parse(named("shop.cart") ?? "null")?.id ?? "" } }, to);

async function told({ origin, data }) {
  if (origin !== (await tour)) return;
  const page = data.go ? pageHere(data.go) : data.forget && FIRST;
  if (data.forget) localStorage.clear();
  if (page) await gone(frame(), () => (frame().src = page));
  if (data.point) point(frame(), data.point);
}

document.body.innerHTML = html`<iframe src="${FIRST}" title="The demo shop on the phone"></iframe>`;
addEventListener("message", told);
tour.then((known) => known && setInterval(tell, PAUSE, known));
