/** What a step offers beside its words: a button, a form, a code. Each is {markup, ready(step's element, tell)}. */
import { element, html } from "/shop/js/html.js";
import { ask } from "./asking.js";
import { named } from "./devices.js";

export const me = () => ({ visitor: named("segue.anonymous") ?? "" });

const WAIT = {
  quick: ({ version, lasts }) => html`The two hours are twenty seconds now: that is <a href="/console/playbook/versions/${version}" target="_blank">version ${version} of the playbook</a>. Wait for the mail. The two hours come back with it, or after ${Math.round(lasts / 60)} minutes.`,
  played: () => html`A played day is running and has shortened the waits already. Wait for the mail.`,
};

async function quicken(within, tell) {
  const said = await ask("quicken");
  element("button", within).hidden = true;
  tell(WAIT[said.how](said));
}

async function code(within, tell) {
  const said = await ask("code", me());
  tell(html`Your code: <output class="code">${said.code}</output> It opens the cart once, for a quarter of an hour.`);
}

async function reply(within, tell) {
  const said = await ask("reply", { ...me(), text: element("textarea", within).value });
  tell(html`Sent from ${said.from}, as your mail program would.`);
}

const button = (words) => html`<form class="act"><button class="button">${words}</button></form>`;

export const ACTS = {
  quicken: { markup: button("Make the two hours twenty seconds"), act: quicken },
  code: { markup: button("Give me six digits"), act: code },
  reply: {
    markup: html`<form class="act"><label class="field">Your answer by mail<textarea name="text" rows="2" maxlength="2000" required>I am on the train now: please answer by mail.</textarea></label><p class="hint first">First press By e-mail in the chat: then there is a mail to answer.</p><button class="button" disabled>Send the mail</button></form>`,
    act: reply,
  },
  leave: { markup: html`<p class="act"><a class="button" id="measures" href="/console/measures" target="_blank">Open the measures</a></p>`, act: null },
};
