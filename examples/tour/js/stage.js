/** What stands beside the steps: the shop, the mailbox, the phone. One is seen at a time; each keeps where it is. */
import { element, elements, fill, html } from "/shop/js/html.js";
import { addressHere } from "./devices.js";
import { gone, point } from "./pointing.js";

const PLACES = {
  shop: { title: "The shop", first: () => "/shop/" },
  mail: { title: "Your mailbox", first: mailbox },
  phone: { title: "Your phone", first: () => `${away}/tour/phone.html` },
};
const NARROW = matchMedia("(max-width: 62rem)");
const coming = {}; // what is loaded, or being loaded, by place
let phone = { visitor: "", cart: "" };
let shown = "";
let away = ""; // where the phone lives

/** Who is on the phone, and which cart: {visitor, cart}. */
export const onPhone = () => phone;

const frameOf = (id) => element(`#frame-${id}`);

/** The mails to whoever is signed in here, the newest opened; to nobody before that. */
function mailbox() {
  return `/shop/mail.html?${new URLSearchParams({ to: addressHere(), open: "newest" })}`;
}

/** Makes a frame, or leads it to a page; answers once that is loaded. The phone is told, and waits for its page itself. */
async function led(id, go) {
  const there = frameOf(id);
  const frame = there ?? Object.assign(document.createElement("iframe"), { id: `frame-${id}`, title: PLACES[id].title, className: id });
  const first = PLACES[id].first();
  const page = id === "phone" ? !there && first : (go ?? ((!there || (id === "mail" && frame.dataset.first !== first)) && first));
  frame.dataset.first = first;
  if (page) coming[id] = gone(frame, () => (there ? (frame.src = page) : element("#frames").append(Object.assign(frame, { src: page }))));
  await coming[id];
}

/** Shows a place; `go` is a page to open there, `where` a path of selectors to what is pointed at. */
export async function show(id, go, where) {
  const there = led(id, go);
  const frame = frameOf(id);
  shown = id;
  for (const one of elements("#frames iframe")) one.hidden = one !== frame;
  for (const one of elements("#places button")) one.setAttribute("aria-pressed", one.dataset.place === id);
  element('[data-half="stage"]').textContent = PLACES[id].title;
  await there;
  if (id === "phone" && (go || where)) tellPhone({ go, point: where });
  else if (where) point(frame, where);
}

const tellPhone = (said) => frameOf("phone")?.contentWindow.postMessage(said, away);

/** On a small screen one half is seen at a time. */
export function half(name) {
  document.body.classList.toggle("on-stage", name === "stage");
  for (const one of elements("[data-half]")) one.setAttribute("aria-pressed", one.dataset.half === name);
  if (name === "story") element("#steps details[name][open] summary")?.scrollIntoView({ block: "start" });
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
  fill("#places", html`${Object.entries(PLACES).map(([id, { title }]) => html`<button type="button" data-place="${id}" aria-pressed="false">${title}</button>`)}`);
  for (const button of elements("#places button")) button.addEventListener("click", () => shown !== button.dataset.place && show(button.dataset.place));
  for (const button of elements("[data-half]")) button.addEventListener("click", () => half(button.dataset.half));
  addEventListener("message", ({ origin, data }) => origin === away && data.phone && (phone = data.phone));
}
