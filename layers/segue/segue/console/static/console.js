/* Comfort only: everything here can be read and done without it. */
(() => {
  "use strict";
  const MINUTE = 60000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
  const words = JSON.parse(document.documentElement.dataset.said || "{}"), spoken = document.documentElement.lang;
  const place = navigator.languages.find((one) => one.startsWith(spoken)) || spoken;
  const said = (name, ...values) => values.reduce((text, value) => text.replace("{}", value), words[name]);
  /* Days as the server writes them, which stand beside these; the clock as one has it where one is. */
  const twelve = new Intl.DateTimeFormat(place, { hour: "numeric" }).resolvedOptions().hour12;
  const form = (options) => new Intl.DateTimeFormat(spoken === "en" ? "en-GB" : spoken, options);
  const clock = { hour: twelve ? "numeric" : "2-digit", minute: "2-digit", hourCycle: twelve ? "h12" : "h23" };
  const styles = {
    clock: form(clock),
    second: form({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }),
    date: form({ day: "numeric", month: "short", year: "numeric" }),
    moment: form({ day: "numeric", month: "short", ...clock }),
    full: form({ dateStyle: "long", timeStyle: "medium", hourCycle: clock.hourCycle }),
  };

  function ago(time) {
    const age = Date.now() - time;
    if (age < MINUTE) return said("now");
    if (age < HOUR) return said("minutes", Math.floor(age / MINUTE));
    if (age < DAY) return said("hours", Math.floor(age / HOUR));
    const days = Math.floor(age / DAY);
    if (days < 31) return days === 1 ? said("day") : said("days", days);
    return styles.date.format(time);
  }

  /* Times are written in UTC by the server; here they become the reader's own. */
  function localise(root) {
    for (const time of root.querySelectorAll("time[data-style]")) {
      const moment = new Date(time.dateTime);
      const style = time.dataset.style;
      time.textContent = style === "ago" ? ago(moment) : (styles[style] || styles.full).format(moment);
      time.title = styles.full.format(moment);
    }
  }

  /* What only works with a script appears, also in what comes later; what stands in for it goes. */
  function reveal() {
    for (const one of document.querySelectorAll("[data-scripted]")) one.hidden = false;
    for (const one of document.querySelectorAll("[data-unscripted]")) one.hidden = true;
  }

  let paused = false;
  const feed = document.getElementById("feed");
  const button = document.querySelector("[data-pause]");

  function say(text, stalled) {
    if (!button) return;
    button.querySelector("[data-pause-text]").textContent = text;
    button.classList.toggle("stalled", stalled);
  }

  /* What comes overlaps with what is here: the lines that were here stay, so that focus and place stay too. */
  function tidy() {
    if (!feed) return;
    const known = new Set();
    for (const row of [...feed.children].reverse()) known.has(row.id) ? row.remove() : known.add(row.id);
    while (feed.children.length > Number(feed.dataset.most)) feed.lastElementChild.remove();
  }

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt.id === "poll" && (paused || document.hidden)) event.preventDefault();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt.id === "poll" && !paused) say(said(event.detail.successful ? "pause" : "reconnecting"), !event.detail.successful);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    localise(event.detail.target.parentElement || document);
    reveal();
    tidy();
  });
  /* What takes a while says so; coming back to the page ends it. */
  document.addEventListener("submit", (event) => event.submitter && event.submitter.formTarget !== "_blank" && event.submitter.setAttribute("aria-busy", "true"));
  window.addEventListener("pageshow", () => {
    for (const one of document.querySelectorAll("[aria-busy]")) one.removeAttribute("aria-busy");
  });
  document.addEventListener("keydown", (event) => {
    const field = document.getElementById("find-big") || document.getElementById("find");
    if (event.key !== "/" || !field || /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    field.focus();
  });

  if (button) {
    button.addEventListener("click", () => {
      paused = !paused;
      button.setAttribute("aria-pressed", String(paused));
      say(said(paused ? "resume" : "pause"), false);
    });
  }
  document.addEventListener("click", async (event) => {
    const one = event.target.closest("[data-copy]");
    if (!one) return;
    const field = document.getElementById(one.dataset.copy);
    field.select();
    const copied = navigator.clipboard ? await navigator.clipboard.writeText(field.value).then(() => true, () => false) : document.execCommand("copy");
    one.querySelector("[data-copy-text]").textContent = said(copied ? "copied" : "press");
  });
  reveal();

  /* Groups of the menu stay as they were left; on a phone the menu closes by Escape and by a tap beside it. */
  const shut = "segue-menu", groups = [...document.querySelectorAll(".nav-group")], more = document.querySelector(".near-more");
  const left = JSON.parse(localStorage.getItem(shut) || "{}");
  for (const one of groups) {
    if (!one.querySelector("[aria-current]")) one.open = left[one.dataset.group] ?? one.open;
    one.firstElementChild.addEventListener("click", () => localStorage.setItem(shut, JSON.stringify(Object.assign(left, { [one.dataset.group]: !one.open }))));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !more?.open) return;
    more.open = false;
    more.firstElementChild.focus();
  });
  document.addEventListener("click", (event) => {
    if (more?.open && !event.target.closest(".menu, .near")) more.open = false;
  });
  document.querySelector(".nav [aria-current]")?.scrollIntoView({ block: "nearest" });
  for (const one of document.querySelectorAll(".flow-scroll")) one.scrollLeft = (one.scrollWidth - one.clientWidth) / 2;
  localise(document);
  document.addEventListener("segue:came", () => localise(document));
  setInterval(() => { if (!document.hidden) localise(document); }, 30000);
})();
