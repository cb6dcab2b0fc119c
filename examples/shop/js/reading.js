/** What the shop has to read: read once from reading.json. */
import { ROOT } from "./catalog.js";

export const { articles } = await (await fetch(new URL("reading.json", ROOT))).json();

export const articleOf = (id) => articles.find((article) => article.id === id);
export const articleLink = (article) => new URL(`article.html?id=${article.id}`, ROOT).href;

/** What there is to read about a product. */
export const about = (product) => articles.filter((article) => article.products.includes(product.id));
