/** The local mailbox: every mail that Segue sent, newest first, shown as its reader would see it. `?to=ada@example.com` is
 * one person's alone, `&open=newest` opens what comes last, at full width. */
import { element, elements, fill, html } from "../html.js";
import { poll } from "../polling.js";

const SEEN = "shop.mails-read";
const asked = new URLSearchParams(location.search);
const mine = asked.get("to")?.trim().toLowerCase() ?? null; // null: everybody's
const newest = asked.get("open") === "newest";
const read = new Set(JSON.parse(localStorage.getItem(SEEN) ?? "[]"));
let mails = [];
let chosen = decodeURIComponent(location.hash.slice(1));
let view = "html";

const listed = (addresses) => (addresses ?? []).join(", ");
const isMine = (mail) => mine === null || (mail.To ?? []).some((one) => one.toLowerCase().replace(/^.*<|>.*$/g, "") === mine);
const name = (address) => /^"?([^"<]+?)"?\s*</.exec(address)?.[1] ?? address;
const hue = (text) => [...text].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) % 360, 7);
const moment = ({ Timestamp: given }) => new Date(typeof given === "number" ? given * 1000 : given);
const start = ({ BodyText: text, BodyHtml: markup }) => (text || (markup ?? "").replace(/<(style|head)[\s\S]*?<\/\1>|<[^>]+>|&\w+;/g, " ")).replace(/\s+/g, " ").trim().slice(0, 140);

function when(mail) {
  const time = moment(mail);
  const today = time.toDateString() === new Date().toDateString();
  return time.toLocaleString("en-IE", today ? { hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "short" });
}

/** The ways in which a mail can be shown: what it brought along, and its source as it was stored. */
const viewsOf = (mail) => ({ ...(mail.BodyHtml && { html: "As read" }), ...(mail.BodyText && { text: "Plain text" }), source: "Source" });
const sourceOf = (mail) => JSON.stringify(mail, null, 2);

const row = (mail) => html`
  <button type="button" class="mail ${read.has(mail.MessageId) ? "" : "new"}" data-id="${mail.MessageId}" ${mail.MessageId === chosen && html`aria-current="true"`}>
    <span class="face" data-hue="${hue(listed(mail.To))}" aria-hidden="true">${listed(mail.To).slice(0, 1)}</span>
    <span class="who">${listed(mail.To) || "nobody"}</span><time>${when(mail)}</time>
    <span class="subject">${mail.Subject || "(no subject)"}</span><span class="start">${start(mail)}</span>
  </button>`;

const noMails = html`<div class="empty"><h2>No mail yet</h2><p>Put something in a cart in the <a href="/shop/">shop</a>, sign in, and leave. What Segue writes to you arrives here.</p></div>`;
const noneChosen = html`<div class="empty"><p>Choose a mail to read it.</p></div>`;

const head = (mail) => html`
  <div class="head"><button type="button" class="back">‹ All mails</button><h2 tabindex="-1">${mail.Subject || "(no subject)"}</h2>
    <p>From ${name(mail.Source) === mail.Source ? mail.Source : html`<b>${name(mail.Source)}</b> ${mail.Source.slice(mail.Source.lastIndexOf("<"))}`} to ${listed(mail.To)}, ${moment(mail).toLocaleString("en-IE", { dateStyle: "medium", timeStyle: "short" })}</p>
    <div class="views" role="group" aria-label="Show">${Object.entries(viewsOf(mail)).map(([id, words]) => html`<button type="button" data-view="${id}" aria-pressed="${id === view}">${words}</button>`)}</div></div>`;

/** Nothing in a mail runs: the frame has no scripts and no origin; its links open beside the mailbox. */
function frameOf(mail) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-popups allow-popups-to-escape-sandbox");
  frame.title = mail.Subject || "Mail";
  frame.srcdoc = `<base target="_blank">${mail.BodyHtml}`;
  return frame;
}

function textOf(mail) {
  const text = document.createElement("pre");
  text.textContent = view === "text" ? mail.BodyText : sourceOf(mail);
  return text;
}

function showMail() {
  const mail = mails.find((one) => one.MessageId === chosen);
  element("#panes").classList.toggle("opened", Boolean(mail));
  if (!mail) return fill("#reader", mails.length ? noneChosen : "");
  if (!viewsOf(mail)[view]) view = Object.keys(viewsOf(mail))[0];
  fill("#reader", head(mail));
  element("#reader").append(view === "html" ? frameOf(mail) : textOf(mail));
  element(".back").addEventListener("click", () => choose(""));
  for (const button of elements("[data-view]")) button.addEventListener("click", () => ((view = button.dataset.view), showMail()));
}

function showList() {
  const words = element("#find").value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = mails.filter((mail) => words.every((word) => `${listed(mail.To)} ${mail.Subject} ${mail.BodyText ?? ""}`.toLowerCase().includes(word)));
  const fresh = mails.filter((mail) => !read.has(mail.MessageId)).length;
  document.title = `${fresh ? `(${fresh}) ` : ""}Mailbox · Segue`;
  fill("#rows", mails.length && !found.length ? html`<div class="empty"><p>No mail has these words.</p></div>` : mails.length ? found.map(row).join("") : noMails);
  for (const face of elements(".face")) face.style.setProperty("--hue", face.dataset.hue);
  for (const button of elements(".mail")) button.addEventListener("click", () => choose(button.dataset.id));
}

function open(id) {
  chosen = id;
  if (id) localStorage.setItem(SEEN, JSON.stringify([...read.add(id)].slice(-500)));
  history.replaceState(null, "", id ? `#${encodeURIComponent(id)}` : location.pathname + location.search);
  showList();
  showMail();
}

function choose(id) {
  const left = chosen;
  open(id);
  element(id ? "#reader h2" : `[data-id="${CSS.escape(left)}"]`)?.focus({ preventScroll: true });
}

function arrived(data) {
  const before = mails.length;
  const last = mails[0]?.MessageId;
  mails = Object.values(data.messages ?? {}).flat().filter(isMine).sort((left, right) => moment(right) - moment(left));
  element("#count").textContent = mails.length === 1 ? "1 mail" : `${mails.length} mails`;
  if (newest && mails.length && mails[0].MessageId !== last) return open(mails[0].MessageId);
  showList();
  if (!element("#reader").hasChildNodes() || !before || !chosen) showMail();
}

element("#panes").classList.toggle("unlisted", newest);
element("#find").addEventListener("input", showList);
element("#rows").addEventListener("keydown", ({ key, target }) => {
  const next = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[key];
  target[next]?.focus();
});
poll("/local/mail.json", arrived, (reached) => {
  element("#live").classList.toggle("lost", !reached);
  element("#live").title = reached ? "Looking for new mail every two seconds" : "The local stack does not answer";
});
