/** One product: picture, price, how many, and what goes with it. */
import segue from "../../segue.js";
import { account } from "../account.js";
import { showGrid } from "../card.js";
import { add, cart } from "../cart.js";
import { categoryOf, companions, money, picture, productOf } from "../catalog.js";
import { say } from "../frame.js";
import { element, fill, html } from "../html.js";
import { addressKnown, awaited, piecesChanged, productViewed } from "../measuring.js";
import { about, articleLink } from "../reading.js";

const product = productOf(new URLSearchParams(location.search).get("id"));

const missing = html`
  <div class="empty"><h1>We do not carry that</h1><p>The product may have been renamed or sold out for good.</p>
    <a class="button" href="./">Back to the shop</a></div>`;

const point = ({ topics, title, lead }, link) => html`
  <li data-segue-feature="${topics.at(-1)}"><h3>${title}</h3><p>${lead}</p><a href="${link}">Read on</a></li>`;

/** What is told of each feature; how long it is read says what somebody wants to know. */
function reading(one) {
  const found = about(one);
  return found.length > 0 && html`<section><h2>Worth knowing</h2><ul class="points">${found.map((article) => point(article, articleLink(article)))}</ul></section>`;
}

const sale = html`
      <form id="buy">
        <label class="pieces">Pieces <input type="number" name="quantity" min="1" max="20" value="1" inputmode="numeric"></label>
        <button class="button wide">Add to cart</button>
      </form>
      <p class="stock">In stock, with you in two to three days</p>`;

const person = account();
const sold = html`
      <p class="stock out">Sold out for now</p>
      <form id="await">
        ${!person && html`<label class="field">E-mail<input type="email" name="email" required autocomplete="email"></label>`}
        <button class="button wide">Tell me when it is back</button>
        <p class="hint">One message, when it is here. Nothing else comes of it.</p>
      </form>`;

const shown = (one, shelf) => html`
  <nav class="crumbs" aria-label="Where you are"><a href="./">Shop</a><a href="./?category=${shelf.id}">${shelf.name}</a><span aria-current="page">${one.name}</span></nav>
  <div class="product">
    <img src="${picture(one)}" alt="${one.name}" width="480" height="480">
    <div>
      <p class="kind">${one.brand}</p>
      <h1>${one.name}</h1>
      <p class="lead">${one.blurb}</p>
      <p class="price">${money(one.cents)} <small>with tax</small></p>
      ${one.sold_out ? sold : sale}
      <p>${one.story}</p>
      <dl class="facts">${one.facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    </div>
  </div>
  ${reading(one)}
  <section data-segue-placement="may-suit"><h2 data-segue-field="title">Goes well with it</h2>
    <ul class="strip"><template data-segue-item><li class="card"><a data-segue-field="url" href="#"><img data-segue-field="picture" alt="" width="480" height="480"><h3 data-segue-field="title"></h3><p data-segue-field="reason"></p><b class="price" data-segue-field="price_text"></b></a></li></template></ul>
    <div id="companions" data-segue-own></div></section>`;

function buy(submitted) {
  submitted.preventDefault();
  const pieces = add(product.id, Math.max(1, Number(new FormData(submitted.target).get("quantity")) || 1));
  piecesChanged(cart(), product, pieces);
  say(pieces ? html`<b>${product.name}</b> is in your cart. <a href="cart.html">View cart</a>` : html`Twenty pieces is all we can pack. <a href="cart.html">View cart</a>`);
}

function wait(submitted) {
  submitted.preventDefault();
  const { email } = Object.fromEntries(new FormData(submitted.target));
  if (!segue.allowed()) return say(html`We can only note it while “Measure my visit” is on, under <b>What Segue saw</b>.`);
  if (email) addressKnown(email);
  awaited(product);
  fill("#await", html`<p role="status"><b>Noted.</b> We write ${email ? html`to ${email}` : "to you"} when it is back.</p>`);
}

if (product) {
  document.title = `${product.name} · Tarn & Light`;
  element("#main").dataset.segueProduct = product.id;
  fill("#main", shown(product, categoryOf(product.category)));
  element("#buy")?.addEventListener("submit", buy);
  element("#await")?.addEventListener("submit", wait);
  showGrid("#companions", companions(product), `with-${product.id}`);
  segue.page("Product");
  productViewed(product);
} else {
  fill("#main", missing);
  segue.page("Not found");
}
