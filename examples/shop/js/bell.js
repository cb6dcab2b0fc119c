/** The bell: what Segue wrote to who is here, to be read on the page itself. */
import segue from "../segue.js";
import { element, elements, fill, html } from "./html.js";
import { messageDismissed, messageFollowed, messageRead } from "./measuring.js";

const DONE = "shop.inbox"; // what was read or put away here: an answer may be a moment behind
const PAUSE = 15000;
const SOON = 500; // until the first event has made this browser somebody
const done = { read: [], away: [], ...JSON.parse(sessionStorage.getItem(DONE) ?? "{}") };
const hashes = new Map();
let found = null; // the local stack
let messages = [];
let timer;

const ICON = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 17.5h14c-1.2-1.2-1.8-2.6-1.8-5V10a5.2 5.2 0 0 0-10.4 0v2.5c0 2.4-.6 3.8-1.8 5z"/><path d="M10 20.5a2.2 2.2 0 0 0 4 0"/></svg>`;

export const bell = html`<div class="bell">
  <button id="bell" class="tool" type="button" aria-expanded="false" aria-controls="inbox">${ICON}<span>Messages</span><b id="unread" hidden></b></button>
  <section id="inbox" aria-label="Messages for you" tabindex="-1" hidden></section></div>`;

const when = (time) => new Date(time).toLocaleString("en-IE", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

const isNew = ({ id, read }) => !read && !done.read.includes(id);

const item = ({ id, title, body, link, image, time, fresh }) => html`
  <li ${fresh && html`class="unread"`} data-id="${id}">
    ${image && html`<img src="${image}" alt="" width="56" height="56">`}
    <div><b>${title}</b><p>${body}</p><time>${when(time)}</time> ${link && html`<a href="${link}">Have a look</a>`}</div>
    <button type="button" class="away" aria-label="Put away: ${title}">×</button></li>`;

const nothing = html`<p class="nothing">No messages. Where the playbook sends on the channel <code>inapp</code>, they stand here.</p>`;

function keep(kind, id) {
  done[kind] = [...done[kind], id].slice(-200);
  sessionStorage.setItem(DONE, JSON.stringify(done));
}

function show() {
  const here = messages.filter(({ id }) => !done.away.includes(id)).map((one) => ({ ...one, fresh: isNew(one) }));
  const unread = here.filter(({ fresh }) => fresh).length;
  fill("#inbox", html`<h2>For you</h2>${here.length ? html`<ul>${here.map(item)}</ul>` : nothing}`);
  element("#unread").textContent = unread || "";
  element("#unread").hidden = !unread;
  element("#bell").setAttribute("aria-label", unread ? `Messages, ${unread} unread` : "Messages");
}

/** What the shop's own server says of who is signed in; here the local stack plays it. "" without one. */
async function proof(userId) {
  if (!hashes.has(userId)) {
    const response = await fetch("/local/proof", { method: "POST", body: JSON.stringify({ userId }) }).catch(() => null);
    if (response?.ok) hashes.set(userId, (await response.json()).userHash);
  }
  return hashes.get(userId) ?? "";
}

/** Who asks: a user with the proof, else the browser; null where nobody is measured. */
export async function asker() {
  const [userId, anonymousId] = [segue.userId(), segue.anonymousId()];
  const userHash = userId && (await proof(userId));
  if (userHash) return { userId, userHash, anonymousId };
  return anonymousId ? { anonymousId } : null;
}

async function ask() {
  clearTimeout(timer);
  const who = found && segue.allowed() ? await asker() : null;
  const said = { method: "POST", cache: "no-store", headers: { "Content-Type": "text/plain" } }; // a simple request: no preflight
  const response = who && (await fetch(new URL("/v1/inbox", found.api), { ...said, body: JSON.stringify({ writeKey: found.write_key, ...who }) }).catch(() => null));
  if (response?.ok) messages = (await response.json()).messages;
  if (!who) messages = [];
  if (element("#inbox").hidden) show(); // what is being read stays as it is
  if (found && !document.hidden) timer = setTimeout(ask, who || !segue.allowed() ? PAUSE : SOON);
}

function toggle(open) {
  element("#inbox").hidden = !open;
  element("#bell").setAttribute("aria-expanded", open);
  show();
  if (!open) return;
  for (const { dataset } of elements("#inbox .unread")) read(dataset.id);
  element("#unread").hidden = true;
  element("#inbox").focus();
}

function read(id) {
  keep("read", id);
  messageRead(id);
}

function pressed({ target }) {
  const { id } = target.closest("[data-id]")?.dataset ?? {};
  if (!id) return;
  if (target.closest("a")) return messageFollowed(id, target.href);
  if (!target.closest(".away")) return;
  keep("away", id);
  messageDismissed(id);
  show();
  element("#inbox").focus();
}

/** Starts listening; the bell stands in the page. */
export function hang() {
  element("#bell").addEventListener("click", () => toggle(element("#inbox").hidden));
  element("#inbox").addEventListener("click", pressed);
  element(".bell").addEventListener("keydown", (press) => press.key === "Escape" && !element("#inbox").hidden && (toggle(false), element("#bell").focus()));
  document.addEventListener("pointerdown", ({ target }) => !target.closest(".bell") && !element("#inbox").hidden && toggle(false));
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : ask()));
  show();
}

/** Takes note of the local configuration, or of its absence (null). */
export function ring(configuration) {
  found = configuration;
  return ask();
}
