/** What stands beside the steps: the shop, the mailbox, the phone. One is seen at a time; each keeps where it is. */
import { element, elements, fill, html } from "/shop/js/html.js";

const PLACES = {
  shop: { title: "The shop", first: "/shop/" },
  mail: { title: "Your mailbox", first: "/mail" },
  phone: { title: "Your phone", first: "" },
};
const NARROW = matchMedia("(max-width: 62rem)");
let phone = { visitor: "", cart: "" };
let shown = "";
let away = ""; // where the phone lives

/** Who is on the phone, and which cart: {visitor, cart}. */
export const onPhone = () => phone;

const frameOf = (id) => element(`#frame-${id}`);

function made(id) {
  const frame = Object.assign(document.createElement("iframe"), { id: `frame-${id}`, title: PLACES[id].title, src: PLACES[id].first, className: id });
  element("#frames").append(frame);
  return frame;
}

/** Shows a place; `go` is a page to open there. */
export function show(id, go) {
  const there = frameOf(id);
  const frame = there ?? made(id);
  if (go && id === "phone") (there ? tellPhone({ go }) : frame.addEventListener("load", () => tellPhone({ go }), { once: true }));
  else if (go) frame.src = go;
  shown = id;
  for (const one of elements("#frames iframe")) one.hidden = one !== frame;
  for (const one of elements("#places button")) one.setAttribute("aria-pressed", one.dataset.place === id);
  element('[data-half="stage"]').textContent = PLACES[id].title;
}

const tellPhone = (said) => frameOf("phone")?.contentWindow.postMessage(said, away);

/** On a small screen one half is seen at a time. */
export function half(name) {
  document.body.classList.toggle("on-stage", name === "stage");
  for (const one of elements("[data-half]")) one.setAttribute("aria-pressed", one.dataset.half === name);
  if (name === "story") element("#steps details[open] summary")?.scrollIntoView({ block: "start" });
}

export const narrow = () => NARROW.matches;

/** Everybody is a stranger again, on the laptop and on the phone. */
export function empty() {
  tellPhone({ forget: true });
  phone = { visitor: "", cart: "" };
  for (const id of ["shop", "mail"]) frameOf(id)?.remove();
}

/** Starts; the phone lives at an address of its own. */
export function open(phoneIsAt) {
  away = phoneIsAt;
  PLACES.phone.first = `${away}/tour/phone.html`;
  fill("#places", html`${Object.entries(PLACES).map(([id, { title }]) => html`<button type="button" data-place="${id}" aria-pressed="false">${title}</button>`)}`);
  for (const button of elements("#places button")) button.addEventListener("click", () => shown !== button.dataset.place && show(button.dataset.place));
  for (const button of elements("[data-half]")) button.addEventListener("click", () => half(button.dataset.half));
  addEventListener("message", ({ origin, data }) => origin === away && data.phone && (phone = data.phone));
}
