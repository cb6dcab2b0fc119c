/** A product as a card in a grid, and the grid that reports which one was chosen. */
import { categoryOf, link, money, picture } from "./catalog.js";
import { elements, fill, html } from "./html.js";
import { productClicked } from "./measuring.js";

const card = (product, nth) => html`
  <li class="card">
    <a href="${link(product)}" data-nth="${nth}">
      <img src="${picture(product)}" alt="" width="480" height="480" loading="${nth < 8 ? "eager" : "lazy"}">
      <span class="kind">${categoryOf(product.category).name}</span>
      <h3>${product.name}</h3>
      <p>${product.blurb}</p>
      <b class="price">${money(product.cents)}${product.sold_out && html` <small>sold out</small>`}</b>
    </a>
  </li>`;

export function showGrid(target, products, list) {
  fill(target, html`<ul class="grid">${products.map(card)}</ul>`);
  for (const anchor of elements(`${target} a[data-nth]`)) {
    const nth = Number(anchor.dataset.nth);
    anchor.addEventListener("click", () => productClicked(products[nth], nth + 1, list));
  }
}
