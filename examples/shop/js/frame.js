/** What every page has: header, footer, the drawer, and the start of the measuring script. */
import segue from "../segue.js";
import { account } from "./account.js";
import { bell, hang, ring } from "./bell.js";
import { cart, piecesIn } from "./cart.js";
import { categories } from "./catalog.js";
import { connect, openDrawer } from "./drawer.js";
import { element, fill, html } from "./html.js";
import { place } from "./placements.js";
import { talk } from "./talk.js";

const asked = new URLSearchParams(location.search);

const ICONS = {
  search: html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/></svg>`,
  person: html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="8.5" r="4"/><path d="M4 20.5c1-4.5 4-6.5 8-6.5s7 2 8 6.5"/></svg>`,
  bag: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 8.5h14l1 12H4z"/><path d="M8.5 8.5V7a3.5 3.5 0 0 1 7 0v1.5"/></svg>`,
};

const categoryLink = ({ id, name }) =>
  html`<a href="./?category=${id}" ${asked.get("category") === id && html`aria-current="page"`}>${name}</a>`;

const header = (person) => html`
  <a class="skip" href="#main">Skip to content</a>
  <p class="notice">A demo shop. Nothing here is for sale, and everything you do here is only told to your own Segue.</p>
  <div class="bar">
    <a class="mark" href="./"><img src="mark.svg" width="32" height="32" alt=""><span>Tarn <i>&amp;</i> Light</span></a>
    <nav class="shelves" aria-label="Categories">${categories.map(categoryLink)}</nav>
    <form class="search" role="search" action="./">
      ${ICONS.search}<input type="search" name="q" aria-label="Search the shop" placeholder="Search" value="${asked.get("q") ?? ""}" enterkeyhint="search">
    </form>
    ${bell}
    <a class="tool" href="account.html">${ICONS.person}<span>${person ? person.name.split(" ")[0] : "Sign in"}</span></a>
    <a class="tool" href="cart.html">${ICONS.bag}<span>Cart</span><b id="pieces" aria-live="polite"></b></a>
  </div>`;

const footer = html`
  <div class="columns">
    <div><a class="mark" href="./"><img src="mark.svg" width="28" height="28" alt=""><span>Tarn <i>&amp;</i> Light</span></a>
      <p>Cameras, camp and coffee for people who leave early and come back late.</p></div>
    <nav aria-label="Shelves"><h2>Shop</h2>${categories.map(categoryLink)}</nav>
    <nav aria-label="The demo"><h2>Behind the counter</h2>
      <a href="/mail">Mailbox</a><a href="/sms">Text messages</a><a href="/console">Console</a></nav>
    <div><h2>Good to know</h2><p>Free delivery from €75. Thirty days to change your mind. No card is ever charged: this shop is made up, down to the last bean.</p></div>
  </div>`;

function count() {
  const pieces = piecesIn(cart());
  const badge = element("#pieces");
  badge.textContent = pieces || "";
  badge.hidden = !pieces;
  badge.setAttribute("aria-label", `${pieces} in the cart`);
}

/** A line at the foot of the window that says what has just happened. */
export function say(markup) {
  const toast = element("#toast");
  fill(toast, markup);
  toast.classList.add("shown");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => toast.classList.remove("shown"), 5000);
}

/** Where events go: written by the local stack; without it the shop works and measures nothing. */
async function configuration() {
  const response = await fetch("/local/config.json", { cache: "no-store" }).catch(() => null);
  return response?.ok ? response.json().catch(() => null) : null;
}

fill("#header", header(account()));
fill("#footer", footer);
document.body.insertAdjacentHTML("beforeend", html`<div id="toast" role="status"></div>`);
count();
addEventListener("cart", count);
addEventListener("storage", count);

hang();
openDrawer();

/** What the local stack said of itself; null without one. */
export const configured = configuration();
configured.then((found) => {
  if (found) segue.load(found.write_key, { host: found.ingest });
  connect(found);
  ring(found);
  talk(found);
  place(found);
});
