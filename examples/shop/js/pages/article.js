/** One article: how something is done, and with what. */
import segue from "../../segue.js";
import { showGrid } from "../card.js";
import { categoryOf, productOf } from "../catalog.js";
import "../frame.js";
import { fill, html } from "../html.js";
import { articleViewed } from "../measuring.js";
import { articleOf } from "../reading.js";

const article = articleOf(new URLSearchParams(location.search).get("id"));

const missing = html`
  <div class="empty"><h1>We have not written that</h1><p>Or it is gone. There is more to read beside the products.</p>
    <a class="button" href="./">Back to the shop</a></div>`;

const shown = (one, shelf) => html`
  <nav class="crumbs" aria-label="Where you are"><a href="./">Shop</a><a href="./?category=${shelf.id}">${shelf.name}</a><span aria-current="page">${one.title}</span></nav>
  <article class="reading" data-segue-feature="${one.topics.at(-1)}">
    <p class="kind">${one.kind}</p>
    <h1>${one.title}</h1>
    <p class="lead">${one.lead}</p>
    ${one.parts.map(([heading, text]) => html`<h2>${heading}</h2><p>${text}</p>`)}
  </article>
  <section><h2>What it takes</h2><div id="needed"></div></section>`;

if (article) {
  document.title = `${article.title} · Tarn & Light`;
  fill("#main", shown(article, categoryOf(article.category)));
  showGrid("#needed", article.products.map(productOf), `article-${article.id}`);
  segue.page("Article");
  articleViewed(article);
} else {
  fill("#main", missing);
  segue.page("Not found");
}
