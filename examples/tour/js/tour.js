/** The tour: one step open at a time; each finds out by itself that it is done, and says what happened inside. */
import { element, elements, fill, html } from "/shop/js/html.js";
import { ACTS, me } from "./acts.js";
import { ask } from "./asking.js";
import { named, phoneAt } from "./devices.js";
import { far, forget, keep } from "./keeping.js";
import { empty, half, narrow, onPhone, open as openStage, show } from "./stage.js";
import { STEPS, stepOf } from "./steps.js";

const PAUSE = 1200; // ms between two looks
const LONG = 25000; // ms after which a step that is not done says what may help
let state = far();
let since = Date.now();
let left = false; // whether the measures were opened

const within = (id) => element(`#step-${id}`);
const nth = (id) => STEPS.findIndex((one) => one.id === id) + 1;
const after = (id) => STEPS[nth(id)];
const doneSoFar = () => STEPS.filter((one) => state.done[one.id]).length;

const fact = (words) => html`<li>${words}</li>`;
const way = ({ text, path }) => html`<a href="${path}" target="_blank">${text}</a>`;

/** What staff look things up by; whoever was in the middle of the tour before has kept none. */
const looked = (ids) => ids?.length ? html`<details class="ids"><summary>Details</summary><ul>${ids.map(fact)}</ul></details>` : "";

const inside = ({ facts, links, ids }, next) => html`<div class="inside"><h3>What happened inside</h3>
  <ul>${facts.map(fact)}</ul><p class="ways">${links.map(way)}</p>${looked(ids)}
  ${next ? html`<button type="button" class="button next">Next: ${next.title.toLowerCase()}</button>` : html`<p class="end"><b>That was the tour.</b> Go on in the <a href="/console" target="_blank">console</a>, or look around in the shop: it stays yours.</p>`}</div>`;

const row = (step) => html`<li><details id="step-${step.id}" data-id="${step.id}" name="step">
  <summary><span class="nth" aria-hidden="true">${nth(step.id)}</span><b>${step.title}</b><span class="tick"></span></summary>
  <div class="doing"><p>${step.words}</p>${step.acts ? ACTS[step.acts].markup : ""}<p class="answer" role="status"></p>
    <button type="button" class="button plain toward">Show me where</button><p class="waiting">Waiting for you to do it</p><p class="help" hidden><b>Nothing yet?</b> ${step.hint}</p></div>
  <div class="done"></div></details></li>`;

function progress() {
  const count = doneSoFar();
  element("#far").textContent = count === STEPS.length ? "All ten steps are done" : `${count} of ${STEPS.length} steps done`;
  element("#progress").value = count;
}

function showDone(id) {
  const known = state.done[id];
  within(id).classList.toggle("ticked", Boolean(known));
  fill(`#step-${id} .tick`, known ? html`<span class="unseen">done</span>` : "");
  fill(`#step-${id} .done`, known ? inside(known, after(id)) : "");
  element(`#step-${id} .next`)?.addEventListener("click", () => go(after(id).id));
}

/** Puts the place of a step beside it, at the page where it begins. */
function place(step, fresh, where) {
  show(step.stage, fresh ? (step.at ?? step.go) : undefined, where);
}

function opened(id) {
  const fresh = state.open !== id;
  state.open = id;
  since = Date.now();
  keep(state);
  element(`#step-${id} .help`).hidden = true;
  if (!state.done[id]) place(stepOf(id), fresh);
  look();
}

function go(id) {
  within(id).open = true;
  half("story");
  element("summary", within(id)).focus();
}

function say(problem) {
  const line = element("#problem");
  line.hidden = !problem;
  if (line.textContent !== problem) line.textContent = problem;
}

function recognised(id, { facts, links, ids }) {
  state.done[id] = { facts, links, ids };
  keep(state);
  showDone(id);
  progress();
  element("#said").textContent = `Step ${nth(id)} is done: ${stepOf(id).title}. ${facts.join(" ")}`;
  if (narrow()) half("story");
}

async function look() {
  clearTimeout(look.timer);
  const id = state.open;
  if (id && !state.done[id]) {
    try {
      const said = await ask("look", { step: id, ...me(), phone: onPhone(), cart: JSON.parse(named("shop.cart") ?? "null")?.id ?? "", left });
      say("");
      ready(id, said.ready);
      if (said.done && id === state.open) recognised(id, said);
      else element(`#step-${id} .help`).hidden = Date.now() - since < LONG;
      element(`#step-${id} .waiting`).textContent = said.facts.join(" ") || "Waiting for you to do it";
    } catch (problem) {
      say(problem.message);
    }
  }
  clearTimeout(look.timer);
  if (!document.hidden) look.timer = setTimeout(look, PAUSE);
}

/** What a step offers can be pressed once the API says so, and not while it is being done. */
function ready(id, yes) {
  const form = element(`#step-${id} form.act`);
  if (!form) return;
  form.dataset.ready = yes ? "yes" : "";
  element("button", form).disabled = !yes || form.ariaBusy === "true";
}

async function acted(submitted, step) {
  submitted.preventDefault();
  const form = submitted.target;
  const tell = (markup) => fill(`#step-${step.id} .answer`, markup);
  form.ariaBusy = "true";
  element("button", form).disabled = true;
  try {
    await ACTS[step.acts].act(form, tell);
  } catch (problem) {
    tell(html`${problem.message}`);
  }
  form.ariaBusy = "false";
  element("button", form).disabled = form.dataset.ready === "";
}

function listen(step) {
  const one = within(step.id);
  one.addEventListener("toggle", () => one.open && opened(step.id));
  element("form.act", one)?.addEventListener("submit", (submitted) => acted(submitted, step));
  element(".toward", one).addEventListener("click", () => (place(step, true, step.where), half("stage")));
}

const credential = (name, value) => html`<div><dt>${name}</dt><dd><code>${value}</code><button type="button" class="quiet" aria-label="Copy: ${name}">Copy</button></dd></div>`;

function login({ username, password }) {
  fill("#login", html`${credential("E-mail", username)}${credential("Password", password)}`);
  for (const button of elements("#login button")) button.addEventListener("click", () => copy(button));
}

async function copy(button) {
  await navigator.clipboard.writeText(element("code", button.parentElement).textContent).catch(() => null);
  button.textContent = "Copied";
}

function anew() {
  empty();
  forget();
  ask("slow").catch(() => null);
  location.reload();
}

async function start() {
  const { staff, phone } = await ask("begin");
  login(staff);
  openStage(phoneAt(phone));
  show("shop");
  within((STEPS.find(({ id }) => !state.done[id]) ?? STEPS.at(-1)).id).open = true;
}

fill("#steps", html`${STEPS.map(row)}`);
STEPS.forEach(listen);
STEPS.forEach(({ id }) => showDone(id));
progress();
element("#measures").addEventListener("click", () => (left = true));
element("#anew").addEventListener("click", anew);
document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(look.timer) : look()));
addEventListener("pagehide", () => navigator.sendBeacon("/local/tour/slow", "{}"));
start().catch((problem) => say(problem.message));
