/** The chat of a shop's visitors: <script src="https://.../chat.js" data-write-key="wk_..." defer></script>
 * One file, no build; nothing is loaded from elsewhere, nothing is evaluated. docs/chat.md has all. */
(() => {
  "use strict";
  if (window.segueChat) return;
  const TEXTS = {
    en: { open: "Chat with us", title: "How can we help?", close: "Close the chat", log: "Conversation", write: "Your message", send: "Send", start: "Begin", soon: "Somebody answers in about {0} minutes.", now: "We are here.", closed: "We are closed until {0}. Write to us: we answer then.", unread: "{0} new", you: "You", shop: "Shop", sending: "Sending …", again: "Not sent. Trying again …", refused: "Could not be sent: {0}", offline: "No connection. Trying again …", more: "Go on elsewhere", email: "By e-mail", sms: "By text message", whatsapp: "By WhatsApp", call: "By telephone", address: "Your e-mail address", known: "We write to {0}. Or say another address:", dial: "Call {0}", help: "Does one of these answer it?", yes: "That answered it", no: "No, I want to write to somebody", glad: "Good to hear. Write whenever there is more.", number: "Your number, with its country: +31 6 …", cancel: "Cancel", moved: "We have written to you there. Just answer that message.", code: "Say this code on the telephone: {0}", slow: "Too many messages at once. Wait a moment.", "sign-in": "Sign in first: then this conversation goes on elsewhere.", "others-wrote": "Others may have written here, or by mail: this conversation goes on here.", optional: "optional", ended: "This link has ended. Answer the message that it stood in." },
    de: { open: "Chat mit uns", title: "Wie können wir helfen?", close: "Chat schließen", log: "Gespräch", write: "Ihre Nachricht", send: "Senden", start: "Anfangen", soon: "Jemand antwortet in etwa {0} Minuten.", now: "Wir sind da.", closed: "Wir sind erst {0} wieder da. Schreiben Sie uns: Wir antworten dann.", unread: "{0} neu", you: "Sie", shop: "Shop", sending: "Wird gesendet …", again: "Nicht gesendet. Neuer Versuch …", refused: "Nicht gesendet: {0}", offline: "Keine Verbindung. Neuer Versuch …", more: "Woanders weitermachen", email: "Per E-Mail", sms: "Per SMS", whatsapp: "Per WhatsApp", call: "Per Telefon", address: "Ihre E-Mail-Adresse", known: "Wir schreiben an {0}. Oder woandershin:", dial: "{0} anrufen", help: "Beantwortet das Ihre Frage?", yes: "Ja, das war die Antwort", no: "Nein, ich möchte jemandem schreiben", glad: "Schön. Schreiben Sie einfach, wenn noch etwas ist.", number: "Ihre Nummer mit Land: +49 151 …", cancel: "Abbrechen", moved: "Wir haben Ihnen dort geschrieben. Antworten Sie einfach darauf.", code: "Sagen Sie am Telefon diesen Code: {0}", slow: "Zu viele Nachrichten auf einmal. Bitte kurz warten.", "sign-in": "Bitte erst anmelden: Dann geht es woanders weiter.", "others-wrote": "Andere können hier oder per E-Mail geschrieben haben: Es geht hier weiter.", optional: "freiwillig", ended: "Dieser Link gilt nicht mehr. Antworten Sie auf die Nachricht, in der er stand." },
  };
  const DARK = "--a:#8fd6c1;--o:#0d1f1a;--p:#171c1b;--i:#eef2f0;--s:#262e2b;--l:#45514c;--f:#adb9b4;--b:#ffb4a8";
  const STYLE = `:host{all:initial;--a:#1d5c4d;--o:#fff;--p:#fff;--i:#1b211f;--s:#eef2f0;--l:#c9d2ce;--f:#56625d;--b:#a3261b}
@media(prefers-color-scheme:dark){:host(:not([data-theme=light])){${DARK}}}:host([data-theme=dark]){${DARK}}
*{box-sizing:border-box;font:inherit}[hidden]{display:none!important}
#all{position:fixed;z-index:2147483000;right:16px;bottom:16px;font:16px/1.45 system-ui,sans-serif;color:var(--i)}
button{cursor:pointer;border:1px solid var(--l);border-radius:10px;padding:8px 12px;background:var(--p);color:var(--i);min-height:40px}
button.main{background:var(--a);border-color:var(--a);color:var(--o);font-weight:600}
:focus-visible{outline:3px solid var(--a);outline-offset:2px}
#knob{border-radius:28px;padding:12px 20px;box-shadow:0 4px 16px #0004}#knob b{margin-left:8px;padding:1px 8px;border-radius:12px;background:var(--o);color:var(--a)}
#box{display:flex;flex-direction:column;width:380px;height:min(600px,calc(100dvh - 32px));background:var(--p);border:1px solid var(--l);border-radius:16px;overflow:hidden;box-shadow:0 8px 32px #0005}
header{display:flex;gap:8px;padding:14px 16px;border-bottom:1px solid var(--l)}header div{flex:1}h2,p{margin:0}h2{font-size:18px;font-weight:650}#hint,#foot,label,.it{color:var(--f);font-size:14px}
#x{border:0;font-size:22px;line-height:1}
ol{flex:1;overflow-y:auto;margin:0;padding:16px;list-style:none;display:flex;flex-direction:column;gap:8px}
li{max-width:84%;padding:8px 12px;border-radius:14px 14px 14px 4px;background:var(--s);overflow-wrap:anywhere;white-space:pre-wrap;align-self:start}
li.me{align-self:end;background:var(--a);color:var(--o);border-radius:14px 14px 4px}li.it{align-self:center;background:none;text-align:center}
a{color:inherit}.file,.by,small,#warn a{display:block}::placeholder{color:var(--f)}li .row{gap:4px;margin-top:8px}li button{padding:6px 11px}small{font-size:12px}.by{font-weight:600;font-size:14px}li.more{max-width:100%;align-self:stretch;border:1px solid var(--l);background:none;white-space:normal}details{border-top:1px solid var(--l)}.more p,summary{padding:8px 0}summary{font-weight:600;cursor:pointer}details p{white-space:pre-wrap}.more button{margin:6px 0}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
form{padding:12px;border-top:1px solid var(--l)}form,.row{display:flex;gap:8px;flex-wrap:wrap}label{flex:1 1 100%}
textarea,input{width:100%;margin-top:4px;border:1px solid var(--f);border-radius:10px;padding:9px 11px;background:var(--p);color:var(--i);font-size:16px}
#write{align-items:end}#write label{flex:1 1 0}textarea{display:block;margin:0;resize:none;height:42px;max-height:120px;field-sizing:content}
#foot{padding:0 12px 10px}#foot button{border:0;padding:2px 6px;min-height:32px;text-decoration:underline;color:inherit}
#warn{padding:8px 16px;font-size:14px;color:var(--b)}#warn.good{color:var(--i);font-weight:600}
@media(max-width:480px){#all.on{inset:0}.on #box{width:100%;height:100%;border:0;border-radius:0}}`;
  const MARKUP = `<div id="all"><section id="box" role="dialog" aria-labelledby="title" aria-describedby="hint" hidden><header><div><h2 id="title"></h2><p id="hint"></p></div><button id="x" type="button">×</button></header><ol id="list" role="log" aria-live="polite" tabindex="0"></ol><p id="warn" role="status" hidden></p><form id="first" hidden></form><form id="write"><label><textarea id="entry" maxlength="4000" rows="1"></textarea></label><button id="send" class="main"></button></form><form id="place" hidden></form><div id="foot" class="row" role="group"></div></section><button id="knob" class="main" type="button" aria-haspopup="dialog" aria-expanded="false"><span id="say"></span><b id="badge" hidden></b></button></div>`;
  const SHOWN = 2000, HIDDEN = 30000, MOST = 60000; // ms between two looks
  const script = document.currentScript;
  const set = { api: script && new URL(script.src).origin, writeKey: "", texts: {}, ...script?.dataset, ...window.segueChatSettings };
  const get = (name) => { try { return JSON.parse(localStorage.getItem(`segue.chat.${name}`)); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem(`segue.chat.${name}`, JSON.stringify(value)); } catch { /* a private window chats until it closes */ } return value; };
  const locale = set.locale || document.documentElement.lang || navigator.language || "en";
  const words = { __proto__: null, ...TEXTS.en, ...TEXTS[locale.slice(0, 2)], ...set.texts };
  const say = (name, value) => words[name].replace("{0}", value);
  const uuid = () => crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint32Array(4))].join("-");
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const here = () => location.href.split(/[?#]/)[0];
  const make = (tag, props, ...inside) => { const made = Object.assign(document.createElement(tag), props); made.append(...inside.filter(Boolean)); return made; };

  let chat = get("chat"); // {id, token, who}
  let pending = get("pending") ?? []; // what was not answered yet: sent again under the same name
  let seen = get("seen") ?? "";
  let back = get("back"); // the token of a link of ours that has led here
  const led = /^#segue-chat=([\w.-]+)$/.exec(location.hash)?.[1];
  if (led) { back = keep("back", led); history.replaceState(history.state, "", location.href.split("#")[0]); }
  let user = null, turns = new Map(), mark = "", hours, asks = [], timer, failed = 0, fresh = false, busy = false;
  let about = {}; // what the shop said of itself when the chat was opened
  let state, stays, ways = 0, articles = [], looked = ""; // what may answer the turn that was looked for
  let declined = get("declined"); // {who, time}: nothing more until the shop has answered

  // ---- Whose it is, and what the shop says --------------------------------------------------------------------------
  const identity = () => ({ anonymousId: set.anonymousId || get("visitor") || (set.anonymousId = keep("visitor", uuid())), ...user });
  const owner = () => { const one = identity(); return one.userId ? `u ${one.userId}` : `a ${one.anonymousId}`; };

  async function ask(method, path, body, token) {
    const headers = token ? { Authorization: `Bearer ${token}`, "Content-Type": "application/json" } : { "Content-Type": "text/plain" };
    const answer = await fetch(set.api + path, { method, headers, cache: "no-store", body: body && JSON.stringify(body) }).catch(() => null);
    const said = await answer?.json().catch(() => null);
    return { status: answer?.status ?? 0, said, after: 1000 * Number(answer?.headers.get("Retry-After")) };
  }

  async function begin() {
    const asker = owner();
    const opens = { writeKey: set.writeKey, ...identity(), locale, topic: set.topic || "", page: here() };
    const found = await ask("POST", "/v1/chat", back && !user ? { ...opens, back } : opens);
    if (asker !== owner()) return { status: 0 }; // somebody else by now
    if (back && (found.status === 404 || found.status === 410)) {
      back = keep("back", null);
      warn(words.ended);
      return begin();
    }
    if (found.status === 200) {
      chat = keep("chat", { id: found.said.id, token: found.said.token, who: asker });
      about = found.said;
      ({ hours, ask: asks, mark, state, stays } = about);
      turns = new Map(found.said.turns.map((one) => [one.id, one]));
      fresh = true;
      draw();
    }
    return found;
  }

  /** A request in the chat; it is opened where it is not, and once more where its token has ended. */
  async function inside(method, path, body) {
    for (const again of [false, true]) {
      if (again || !fresh) {
        const begun = await begin();
        if (begun.status !== 200) return begun;
      }
      const found = await ask(method, `/v1/chat/${chat.id}${path}`, body, chat.token);
      if (found.status !== 401 || again) return found;
    }
  }

  async function poll() {
    clearTimeout(timer);
    if ($.box.hidden && chat?.who !== owner()) return; // who has not chatted asks nothing
    const asker = owner();
    const { status, said } = await inside("GET", `?after=${mark}`);
    failed = status === 200 || status === 204 ? 0 : failed + 1;
    if (status === 200 && asker === owner()) {
      for (const one of said.turns) turns.set(one.id, one);
      ({ mark, state, stays } = said);
      draw();
    }
    if (failed > 1 || $.warn.textContent === words.offline) warn(failed ? words.offline : "");
    const usual = $.box.hidden || document.hidden ? HIDDEN : SHOWN;
    clearTimeout(timer);
    timer = setTimeout(poll, Math.min(usual * 2 ** failed, MOST));
  }

  function put(turn) {
    pending.push({ clientId: uuid(), page: here(), who: owner(), ...turn });
    keep("pending", pending);
    draw();
    send();
  }

  /** Sends what waits, one after the other, until it is answered: a repeat is the same turn. What somebody else wrote
   * waits for them: a page learns who is signed in only after it was shown. */
  async function send() {
    if (busy) return;
    busy = true;
    for (let tries = 0, next; (next = pending.find((one) => one.who === owner())); draw()) {
      const sent = next;
      const drop = () => keep("pending", (pending = pending.filter((one) => one !== sent)));
      const mine = () => sent.who === owner(); // who reads the page may be another by now
      const { who, late, ...body } = next;
      const { status, said, after } = await inside("POST", "/turns", body);
      if (status === 201) {
        if (mine()) turns.set(said.turn.id, said.turn);
        tries = 0;
        drop();
      } else if (status >= 400 && status < 500 && status !== 429) {
        drop();
        if (!mine()) continue;
        warn(say("refused", said?.detail ?? status));
        $.entry.value ||= sent.text ?? "";
      } else {
        sent.late = true;
        draw();
        if (status === 429) warn(words.slow);
        await pause(after || Math.min(1000 * 2 ** tries++, HIDDEN));
      }
    }
    busy = false;
    poll();
  }

  // ---- What is seen -------------------------------------------------------------------------------------------------
  const host = make("segue-chat", { lang: locale });
  if (set.theme) host.dataset.theme = set.theme;
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet(); // not an inline style: a strict Content-Security-Policy allows it
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  root.innerHTML = MARKUP;
  const $ = Object.fromEntries([...root.querySelectorAll("[id]")].map((one) => [one.id, one]));
  for (const [id, name] of [["title", "title"], ["send", "send"], ["say", "open"]]) $[id].textContent = words[name];
  for (const [id, name] of [["x", "close"], ["list", "log"], ["entry", "write"], ["foot", "more"]]) $[id].setAttribute("aria-label", words[name]);
  $.entry.placeholder = words.write;

  const clock = (time, day) => new Date(time).toLocaleString(locale, { ...day, hour: "2-digit", minute: "2-digit" });
  const today = (time) => new Date(time).toDateString() === new Date().toDateString();
  const warn = (text, good) => { $.warn.textContent = text; $.warn.hidden = !text; $.warn.classList.toggle("good", !!good); };
  const why = (reason) => words[reason.split(":").at(-1)];
  const button = (textContent, onclick) => make("button", { type: "button", textContent, onclick });
  const field = (label, props) => make("label", {}, label, make("input", props));
  const main = (textContent) => make("button", { className: "main", textContent });
  const link = (href, textContent, className = "") => make("a", { href, target: "_blank", rel: "noopener", textContent, className });
  /** Text as it is, with its addresses as links: nothing that anybody wrote is markup. */
  const linked = (text) => text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/).map((part, nth) => (nth % 2 ? link(part, part) : part));

  function bubble(one, last, same) {
    if (one.articles) return shelf(one.articles);
    const me = one.author === "customer", it = one.author === "system";
    const files = (one.attachments ?? []).filter(({ url }) => /^https?:/.test(url)).map(({ url, name }) => link(url, name, "file"));
    const choices = last && one.choices?.map(({ id, title }) => button(title, () => { $.entry.focus(); put({ choice: id, text: title }); }));
    const by = me ? words.you : one.by || about.shop || words.shop;
    const name = make("b", me || it || same ? { className: "sr", textContent: `${by}: ` } : { className: "by", textContent: by });
    const time = one.time && make("time", { dateTime: one.time, textContent: clock(one.time, !today(one.time) && { weekday: "short", day: "numeric", month: "short" }) });
    return make("li", { className: it ? "it" : me ? "me" : "" }, name, ...linked(one.text), ...files, choices && make("div", { className: "row" }, ...choices), (one.note || time) && make("small", {}, one.note || time));
  }

  /** What may answer it: plain text, an empty line ends a paragraph. */
  function shelf(found) {
    return make("li", { className: "more" }, make("p", { textContent: words.help }), ...found.map(({ id, title, body, locale: lang }) => {
      const parts = body.trim().split(/\n\s*\n/).map((part) => make("p", { lang }, ...linked(part)));
      const one = make("details", {}, make("summary", { lang, textContent: title }), ...parts, button(words.yes, () => answered(id)));
      one.ontoggle = () => { one.ontoggle = null; inside("POST", "/articles", { article: id, did: "opened" }); };
      return one;
    }), button(words.no, decline));
  }

  function decline() {
    declined = keep("declined", { who: owner(), time: [...turns.values()].map(({ time }) => time).sort().at(-1) });
    clear();
  }

  function clear() {
    articles = [];
    draw();
    $.entry.focus();
  }

  async function answered(id) {
    if (refusal(await inside("POST", "/articles", { article: id, did: "helped" }))) return;
    clear();
    warn(words.glad, true);
  }

  /** Asks what may answer the customer's last words, once for each. */
  async function look(last) {
    if (!about.articles || last?.author !== "customer" || looked === last.id || $.box.hidden) return;
    looked = last.id;
    const { status, said } = await inside("GET", "/articles");
    if (looked !== last.id) return;
    articles = status === 200 ? said.articles : [];
    draw();
  }

  const plain = (form) => Object.entries(form ?? {}).map((pair) => pair.join(": ")).join("\n");
  const waiting = ({ clientId, text, form, late }) => ({ id: clientId, author: "customer", text: text || plain(form), note: late ? words.again : words.sending });

  /** Rows that stand stay, so that a screen reader tells of what is new alone. */
  function draw() {
    const kept = [...turns.values()].sort((one, other) => (one.time < other.time ? -1 : 1));
    const theirs = kept.filter(({ author }) => author !== "customer");
    const rows = [...kept, ...pending.filter(({ who }) => who === owner()).map(waiting)];
    const told = rows.length > 0;
    if (!told && about.shop) rows.push({ id: "hello", author: "system", text: words.title });
    look(kept.at(-1));
    const enough = declined?.who === owner() && declined.time > (theirs.at(-1)?.time ?? "");
    if (articles.length && looked === kept.at(-1)?.id && (state ?? "open") === "open" && !enough) rows.push({ id: "articles", articles });
    const old = new Map([...$.list.children].map((row) => [row.dataset.id, row]));
    const atEnd = $.list.scrollHeight - $.list.scrollTop - $.list.clientHeight < 80;
    rows.forEach((one, nth) => {
      const last = nth === rows.length - 1, before = rows[nth - 1];
      const same = before?.author === one.author && before.by === one.by;
      const state = JSON.stringify([one.text, one.note, one.choices && last, same, one.articles]);
      let row = old.get(one.id);
      if (row?.dataset.state !== state) {
        row = bubble(one, last, same);
        Object.assign(row.dataset, { id: one.id, state });
      } else old.delete(one.id);
      if ($.list.children[nth] !== row) $.list.insertBefore(row, $.list.children[nth] ?? null);
    });
    for (const row of old.values()) row.remove();
    if (atEnd) $.list.scrollTop = $.list.scrollHeight;
    const form = asks.length > 0 && !told;
    if (form && $.first.hidden) $.first.replaceChildren(...asks.map(({ id, label, required }) => field(required ? label : `${label} (${words.optional})`, { name: id, required, maxLength: 500 })), main(words.start));
    const asked = form && $.first.hidden && root.activeElement === $.entry;
    $.first.hidden = !form;
    $.write.hidden = form;
    if (asked) $.first.querySelector("input").focus();
    $.foot.hidden = !told || !$.place.hidden;
    if (hours && ways !== stays) {
      ways = stays;
      $.foot.replaceChildren(...(stays ? [why(stays)] : [...about.moves.map((name) => button(words[name], () => askPlace(name))), button(words.call, tellCode)]));
    }
    if (hours) $.hint.textContent = !hours.open ? say("closed", clock(hours.opens, { weekday: "long" })) : hours.minutes ? say("soon", hours.minutes) : words.now;
    if (about.shop) $.title.textContent = set.texts.title ?? [about.shop, about.title].filter(Boolean).join(" · ");
    if (!$.box.hidden && !document.hidden && theirs.length) seen = keep("seen", theirs.at(-1).time);
    const unread = theirs.filter(({ time }) => time > seen).length;
    $.badge.textContent = unread;
    $.badge.hidden = !unread;
    $.knob.setAttribute("aria-label", unread ? `${words.open}, ${say("unread", unread)}` : words.open);
  }

  $.first.onsubmit = (event) => {
    event.preventDefault();
    const form = Object.fromEntries([...new FormData($.first)].filter(([, value]) => value.trim()));
    asks = [];
    if (plain(form)) put({ form });
    draw();
    $.entry.focus();
  };

  function askPlace(channel) {
    const mail = channel === "email";
    const known = about.reach?.[channel];
    const input = { id: "address", type: mail ? "email" : "tel", autocomplete: mail ? "email" : "tel", required: !known, maxLength: 200 };
    const done = () => { $.place.hidden = true; draw(); $.entry.focus(); };
    $.place.replaceChildren(field(known ? say("known", known) : mail ? words.address : words.number, input), main(words[channel]), button(words.cancel, done));
    $.place.hidden = false;
    warn("");
    draw();
    root.getElementById("address").focus();
    $.place.onsubmit = async (event) => {
      event.preventDefault();
      const { value } = root.getElementById("address");
      const place = { channel, address: mail ? value : value.replace(/[^\d+]/g, "") };
      let found, tries = 0; // whoever has just begun is known in a moment
      while ((found = await inside("POST", "/move", place)).status === 503 && tries++ < 3) await pause(found.after || SHOWN);
      if (refusal(found)) return;
      warn(words.moved, true);
      done();
    };
  }

  async function tellCode() {
    const found = await inside("POST", "/code", {});
    if (!refusal(found)) warn(say("code", found.said.code.replace(/(...)/, "$1 ")), true);
    if (found.status && about.phone) $.warn.append(" ", make("a", { href: `tel:${about.phone.replace(/[^\d+]/g, "")}`, textContent: say("dial", about.phone) }));
  }

  function refusal({ status, said }) {
    if (status !== 201) warn(status === 403 ? why(said.type) : said?.detail ?? words.offline);
    return status !== 201;
  }

  $.write.onsubmit = (event) => {
    event.preventDefault();
    const text = $.entry.value.trim();
    if (!text) return;
    $.entry.value = "";
    warn("");
    put({ text });
    $.list.scrollTop = $.list.scrollHeight;
  };
  $.entry.onkeydown = (press) => {
    if (press.key !== "Enter" || press.shiftKey || press.isComposing) return;
    press.preventDefault();
    $.write.requestSubmit();
  };

  function toggle(open) {
    $.box.hidden = !open;
    $.knob.hidden = open;
    $.all.classList.toggle("on", open);
    $.knob.setAttribute("aria-expanded", open);
    draw();
    (!open ? $.knob : $.write.hidden ? $.first.querySelector("input") : $.entry).focus();
    $.list.scrollTop = $.list.scrollHeight;
    poll();
  }
  $.knob.onclick = () => toggle(true);
  $.x.onclick = () => toggle(false);
  $.box.onkeydown = (press) => {
    if (press.key === "Escape") toggle(false);
  };
  document.addEventListener("visibilitychange", () => document.hidden || (draw(), poll()));

  /** Each sees their own. */
  function become(next) {
    user = next;
    turns = new Map();
    mark = looked = "";
    articles = [];
    about.reach = 0;
    fresh = false;
    if (chat && chat.who !== owner() && !user) chat = keep("chat", null);
    draw();
    busy ? poll() : send();
  }

  window.segueChat = {
    identify: (who) => become(who),
    reset() { delete set.anonymousId; keep("visitor", null); back = keep("back", null); pending = keep("pending", []); become(null); },
    set: (more) => { Object.assign(set, more); become(user); },
    open: () => toggle(true),
    close: () => toggle(false),
  };
  const hang = () => { document.body.append(host); draw(); if (led) toggle(true); if (!led || pending.length) send(); };
  if (document.body) hang(); else addEventListener("DOMContentLoaded", hang);
})();
