/** The front page: everything, one shelf, or what was searched for. */
import segue from "../../segue.js";
import { showGrid } from "../card.js";
import { categories, categoryOf, search } from "../catalog.js";
import "../frame.js";
import { element, fill, html } from "../html.js";
import { listViewed, searched } from "../measuring.js";
import { articleLink, articles } from "../reading.js";

const asked = new URLSearchParams(location.search);
const query = (asked.get("q") ?? "").trim();
const category = categoryOf(asked.get("category"));
const found = search({ category: category?.id, query });

const target = (id) => `./${new URLSearchParams({ ...(query && { q: query }), ...(id && { category: id }) }).toString().replace(/^(?=.)/, "?")}`;
const filterLink = (id, name) => html`<a href="${target(id)}" ${(category?.id ?? "") === id && html`aria-current="true"`}>${name}</a>`;
const many = (count) => (count === 1 ? "1 product" : `${count} products`);

const heading = () => {
  if (query) return html`<h1>“${query}”</h1><p>${found.length ? many(found.length) : "Nothing found"}${category ? ` in ${category.name}` : ""}</p>`;
  if (category) return html`<h1>${category.name}</h1><p>${category.line}</p>`;
  return html`<h2>Everything on the shelves</h2><p>${many(found.length)}, chosen slowly.</p>`;
};

const nothing = html`
  <div class="empty"><h2>Nothing matches that</h2>
    <p>Try a shorter word, or have a look at everything we carry.</p><a class="button" href="./">Show everything</a></div>`;

const note = (article) => html`
  <article data-segue-feature="${article.topics.at(-1)}"><p class="kind">${article.kind}</p><h3>${article.title}</h3><p>${article.lead}</p><p>${article.parts[0][1]}</p><a href="${articleLink(article)}">Read on</a></article>`;

if (query || category) {
  element("#hero").hidden = true;
  document.title = `${query ? `“${query}”` : category.name} · Tarn & Light`;
} else {
  fill("#notes", html`<h2>Field notes</h2><div class="notes">${articles.slice(0, 3).map(note)}</div>`);
}
fill("#heading", heading());
fill("#filters", html`${filterLink("", "All")}${categories.map(({ id, name }) => filterLink(id, name))}`);

const list = query ? "search" : (category?.id ?? "all");
segue.page(query ? "Search" : (category?.name ?? "Home"), { page_type: query ? "search" : category ? "list" : "home" });
if (query) searched(query);
if (found.length) {
  showGrid("#found", found, list);
  listViewed(list, category?.name, found);
} else {
  fill("#found", nothing);
}
