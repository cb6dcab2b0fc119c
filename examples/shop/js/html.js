/** Markup as a template: whatever is put in is escaped, except what was made by `html` itself. */
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

class Markup extends String {}

const written = (value) => {
  if (value instanceof Markup) return value;
  if (Array.isArray(value)) return value.map(written).join("");
  return value == null || value === false ? "" : String(value).replace(/[&<>"']/g, (sign) => ESCAPES[sign]);
};

export const html = (parts, ...values) => new Markup(String.raw({ raw: parts }, ...values.map(written)));

export const element = (selector, within = document) => within.querySelector(selector);
export const elements = (selector, within = document) => [...within.querySelectorAll(selector)];
export const fill = (target, markup) => {
  (typeof target === "string" ? element(target) : target).innerHTML = markup;
};
