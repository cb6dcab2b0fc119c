/** What the playbook shows in this page, and how the page is used: scripts of the stack itself. */
import segue from "../segue.js";
import { asker } from "./bell.js";

/** Measures how a page is used, and fills what is marked with `data-segue-placement`, once the local stack is there. */
export async function place(found) {
  if (!found) return;
  const who = segue.allowed() ? await asker() : null;
  const user = who?.userHash && { userId: who.userId, userHash: who.userHash };
  const [placements, behaviour] = await Promise.all(["placements", "behaviour"].map((name) => import(`${found.api}/${name}.js`)));
  behaviour.default.start(segue);
  const product = document.querySelector("[data-segue-product]")?.dataset.segueProduct ?? "";
  if (document.querySelector("[data-segue-placement]")) await placements.default.start(segue, { api: found.api, writeKey: found.write_key, user, product });
}
