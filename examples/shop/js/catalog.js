/** What the shop sells: read once from catalog.json. Money is in cents until it is shown or reported. */
export const ROOT = new URL("..", import.meta.url);

const catalog = await (await fetch(new URL("catalog.json", ROOT))).json();

export const { categories, currency, products, shipping } = catalog;

const shown = new Intl.NumberFormat("en-IE", { style: "currency", currency });
export const money = (cents) => shown.format(cents / 100);

export const productOf = (id) => products.find((product) => product.id === id);
export const categoryOf = (id) => categories.find((category) => category.id === id);
export const link = (product) => new URL(`product.html?id=${product.id}`, ROOT).href;
export const picture = (product) => new URL(`pictures/${product.id}.svg`, ROOT).href;

/** Products of a category that contain every word of the query. */
export function search({ category, query = "" }) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return products.filter((product) => {
    const text = [product.name, product.brand, product.category, categoryOf(product.category).name, product.blurb, product.story].join(" ").toLowerCase();
    return (!category || product.category === category) && words.every((word) => text.includes(word));
  });
}

/** What goes well with a product: what fits its mount, what the catalog pairs it with, then the same shelf. */
export function companions(product, most = 4) {
  const fits = products.filter((other) => product.mount && other.mount === product.mount && other.category !== product.category);
  const shelf = products.filter((other) => other.category === product.category);
  return [...new Set([...fits, ...product.goes_with.map(productOf), ...shelf])].filter((other) => other !== product).slice(0, most);
}
