/** What the playbook shows in this page, and how the page is used: scripts of the stack itself. */
import segue from "../segue.js";
import { asker } from "./bell.js";
import { money, productOf } from "./catalog.js";
import { element, elements } from "./html.js";

/** Prices of what was put in, as this shop writes them. */
function price() {
  for (const item of elements("li[data-segue-item]")) {
    const product = productOf(item.dataset.segueItem);
    if (product) element(".price", item).textContent = money(product.cents);
  }
}

/** Measures how a page is used, and fills what is marked with `data-segue-placement`, once the local stack is there. */
export async function place(found) {
  if (!found) return;
  const who = segue.allowed() ? await asker() : null;
  const user = who?.userHash && { userId: who.userId, userHash: who.userHash };
  const [placements, behaviour] = await Promise.all(["placements", "behaviour"].map((name) => import(`${found.api}/${name}.js`)));
  behaviour.default.start(segue);
  addEventListener("segue:decided", price);
  const product = document.querySelector("[data-segue-product]")?.dataset.segueProduct ?? "";
  if (document.querySelector("[data-segue-placement]")) await placements.default.start(segue, { api: found.api, writeKey: found.write_key, user, product });
}
