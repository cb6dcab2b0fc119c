/** "What Segue saw": every event of this visit and what became of it, beside the page that caused it. */
import segue from "../segue.js";
import { element, fill, html } from "./html.js";

const LOG = "shop.seen";
const OPEN = "shop.drawer";
const MOST = 80;
const STATES = {
  queued: ["waiting", "on its way"],
  later: ["waiting", "will be tried again"],
  beacon: ["left", "left as the page closed"],
  refused: ["refused", "refused"],
  sent: ["sent", "stored"],
};

let seen = JSON.parse(sessionStorage.getItem(LOG) ?? "[]");
let connected = null; // not known yet
let unfolded = new Set();

const titleOf = ({ type, event, name }) => event ?? (type === "page" ? `Page: ${name}` : type);
const clock = (time) => new Date(time).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });

function note({ detail }) {
  for (const event of detail.events) {
    const known = seen.find((row) => row.event.messageId === event.messageId);
    const row = known ?? { event };
    Object.assign(row, { state: detail.state, status: detail.status, answer: detail.answer, pause: detail.pause });
    if (!known) seen.unshift(row);
  }
  seen = seen.slice(0, MOST);
  sessionStorage.setItem(LOG, JSON.stringify(seen));
  show();
}

function chip({ state, status, pause }) {
  const [kind, words] = STATES[state];
  const said = state === "later" && pause ? `again in ${Math.ceil(pause / 1000)} s` : words;
  return html`<span class="chip ${kind}">${status ? html`<b>${status}</b> ` : ""}${said}</span>`;
}

const item = (row) => html`
  <li><details data-id="${row.event.messageId}" ${unfolded.has(row.event.messageId) && html`open`}>
    <summary><span class="what"><b>${titleOf(row.event)}</b><time>${clock(row.event.timestamp)}</time></span>${chip(row)}</summary>
    ${row.answer && html`<p class="answer">Answer: <code>${typeof row.answer === "string" ? row.answer : JSON.stringify(row.answer)}</code></p>`}
    <pre tabindex="0">${JSON.stringify(row.event, null, 2)}</pre>
  </details></li>`;

const nothing = () =>
  html`<p class="nothing">${connected === false ? "No running Segue was found, so nothing is measured. Start one with make up and open the shop from its address." : "Nothing yet. Look at a product, or put something in the cart."}</p>`;

function people() {
  const user = segue.userId();
  const visitor = segue.anonymousId();
  return html`<dl><div><dt>Visitor</dt><dd><code>${visitor ? visitor.slice(0, 8) : "none yet"}</code></dd></div>
    <div><dt>Customer</dt><dd><code>${user ?? "not signed in"}</code></dd></div></dl>`;
}

function show() {
  const answered = seen.filter((row) => row.state === "sent").length;
  element("#drawer-count").textContent = seen.length || "";
  fill("#drawer-sum", html`${answered} of ${seen.length} ${seen.length === 1 ? "event" : "events"} stored`);
  fill("#drawer-people", people());
  fill("#drawer-list", seen.length ? html`<ol>${seen.map(item)}</ol>` : nothing());
}

function toggle(open, byHand = true) {
  sessionStorage.setItem(OPEN, open ? "yes" : "no");
  element("#drawer").hidden = !open;
  element("#drawer-toggle").setAttribute("aria-expanded", open);
  document.body.classList.toggle("with-drawer", open);
  if (byHand) element(open ? "#drawer-close" : "#drawer-toggle").focus();
}

const frame = html`
  <button id="drawer-toggle" type="button" aria-controls="drawer" aria-expanded="false">
    <span class="dot"></span>What Segue saw <b id="drawer-count"></b></button>
  <aside id="drawer" aria-label="What Segue saw" hidden>
    <header><div><h2>What Segue saw</h2><p id="drawer-sum" aria-live="polite"></p></div>
      <button id="drawer-close" type="button" aria-label="Close">×</button></header>
    <div id="drawer-people"></div>
    <div id="drawer-list"></div>
    <footer><label class="switch"><input type="checkbox" id="drawer-consent"> Measure my visit</label>
      <nav aria-label="Where it goes"><a href="/mail">Mailbox</a><a href="/sms">Texts</a><a href="/console">Console</a></nav></footer>
  </aside>`;

/** Adds the drawer to the page and starts listening. */
export function openDrawer() {
  document.body.insertAdjacentHTML("beforeend", frame);
  const consent = element("#drawer-consent");
  consent.addEventListener("change", () => (segue.consent(consent.checked), show()));
  element("#drawer-toggle").addEventListener("click", () => toggle(element("#drawer").hidden));
  element("#drawer-close").addEventListener("click", () => toggle(false));
  element("#drawer").addEventListener("keydown", (press) => press.key === "Escape" && toggle(false));
  element("#drawer-list").addEventListener("toggle", ({ target }) => unfolded[target.open ? "add" : "delete"](target.dataset.id), true);
  addEventListener("segue", note);
  toggle(sessionStorage.getItem(OPEN) === "yes", false);
  show();
}

/** Takes note of the local configuration, or of its absence (null). */
export function connect(found) {
  connected = Boolean(found);
  document.body.classList.toggle("unconnected", !connected);
  element("#drawer-consent").checked = segue.allowed();
  show();
}
