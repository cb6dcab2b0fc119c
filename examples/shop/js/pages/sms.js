/** The local phone: text messages that Segue sent, one thread per number. */
import { element, elements, fill, html } from "../html.js";
import { poll } from "../polling.js";

let threads = [];
let chosen = decodeURIComponent(location.hash.slice(1));

const last = ({ texts }) => texts.at(-1)?.Message ?? "";

const row = (thread) => html`
  <button type="button" class="mail" data-id="${thread.number}" ${thread.number === chosen && html`aria-current="true"`}>
    <span class="face" aria-hidden="true">${thread.number.slice(-2)}</span>
    <span class="who">${thread.number}</span><time>${thread.texts.length}</time><span class="start">${last(thread)}</span></button>`;

const noTexts = html`<div class="empty"><h2>No text messages yet</h2><p>When a journey writes to a phone, what it says arrives here.</p></div>`;
const noneChosen = html`<div class="empty"><p>Choose a number to read what it was sent.</p></div>`;

const bubble = ({ Message: text, Subject: subject, Timestamp: time }) =>
  html`<div class="bubble">${subject && html`<b>${subject}</b>\n`}${text}${time && html`<small>${new Date(time * 1000).toLocaleTimeString("en-IE")}</small>`}</div>`;

const opened = ({ number, texts }) => html`
  <div class="head"><button type="button" class="back">‹ All numbers</button><h2 tabindex="-1">${number}</h2></div>
  <div class="thread" tabindex="0" aria-label="Messages">${texts.map(bubble)}</div>`;

function show() {
  const thread = threads.find(({ number }) => number === chosen);
  element("#panes").classList.toggle("opened", Boolean(thread));
  fill("#rows", threads.length ? threads.map(row).join("") : noTexts);
  fill("#reader", thread ? opened(thread) : threads.length ? noneChosen : "");
  for (const face of elements(".face")) face.style.setProperty("--hue", (parseInt(face.textContent, 10) * 37) % 360);
  for (const button of elements(".mail")) button.addEventListener("click", () => choose(button.dataset.id));
  element(".back")?.addEventListener("click", () => choose(""));
}

function choose(number) {
  chosen = number;
  history.replaceState(null, "", number ? `#${encodeURIComponent(number)}` : location.pathname);
  show();
  element(number ? "#reader h2" : ".mail")?.focus({ preventScroll: true });
}

function arrived(data) {
  threads = Object.entries(data.sms_messages ?? {}).map(([number, texts]) => ({ number, texts })).filter(({ texts }) => texts.length);
  const count = threads.reduce((sum, { texts }) => sum + texts.length, 0);
  element("#count").textContent = count === 1 ? "1 message" : `${count} messages`;
  show();
}

poll("/local/sms.json", arrived, (reached) => {
  element("#live").classList.toggle("lost", !reached);
  element("#live").title = reached ? "Looking for new messages every two seconds" : "The local stack does not answer";
});
