/* The desk: what changes comes by itself, the keyboard does what the mouse does, what is typed is kept. Everything here
   can be read, answered and resolved without it. */
(() => {
  "use strict";
  const MINUTE = 60000, HOUR = 60 * MINUTE, DAY = 24 * HOUR, SOON = 10 * MINUTE, PAUSE = 800, FAR = 80;
  const PHRASES = { due: "due in %", late: "late by %", waits: "waits %", answered: "answered % ago", resolved: "resolved % ago" };
  const OFF = "segue-keys";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const reply = one("#reply"), text = one("#reply-text"), thread = one("#thread");

  function span(length) {
    if (length < HOUR) return `${Math.max(1, Math.floor(length / MINUTE))} min`;
    const minutes = Math.floor((length % HOUR) / MINUTE), days = Math.floor(length / DAY);
    if (length < DAY) return `${Math.floor(length / HOUR)} h${minutes ? ` ${minutes} min` : ""}`;
    return days === 1 ? "1 day" : `${days} days`;
  }

  /* The service clocks go on where they stand: what was due becomes late. */
  function tick() {
    for (const clock of all("[data-clock]")) {
      const left = Number(clock.dataset.moment) - Date.now();
      if (clock.dataset.clock === "due" && left <= 0) clock.dataset.clock = "late";
      const kind = clock.dataset.clock, said = PHRASES[kind].replace("%", span(Math.abs(left)));
      if (clock.textContent !== said) clock.textContent = said;
      clock.classList.toggle("bad", kind === "late");
      clock.classList.toggle("warn", kind === "due" && left <= SOON);
      clock.classList.toggle("good", kind === "due" && left > SOON);
    }
  }

  /* Lines that are the same keep their place, their focus and what is selected in them. */
  function merge(list, fresh) {
    const known = new Map([...list.children].map((line) => [line.id, line]));
    const focused = document.activeElement?.closest("li")?.id;
    [...fresh.children].forEach((line, place) => {
      const mine = known.get(line.id);
      known.delete(line.id);
      const right = mine && mine.dataset.mark === line.dataset.mark ? mine : line;
      if (mine && right !== mine) mine.replaceWith(right);
      if (list.children[place] !== right) list.insertBefore(right, list.children[place] || null);
    });
    for (const gone of known.values()) gone.remove();
    if (focused && !document.activeElement?.closest("li")) document.getElementById(focused)?.querySelector("a")?.focus();
  }

  function take(fresh) {
    const mine = document.getElementById(fresh.id);
    if (!mine) return;
    if (!fresh.matches("[data-follow]")) {
      if (mine.dataset.mark !== fresh.dataset.mark || !fresh.dataset.mark) mine.replaceWith(fresh);
      return;
    }
    const last = mine.scrollHeight - mine.scrollTop - mine.clientHeight < FAR;
    if (mine === thread) meanwhile(fresh.dataset);
    Object.assign(mine.dataset, fresh.dataset);
    for (const part of [...fresh.children]) {
      const old = part.id && document.getElementById(part.id);
      if (!old) continue;
      if (part.matches("[data-keyed]")) merge(old, part);
      else if (old.textContent !== part.textContent) old.replaceChildren(...part.childNodes);
    }
    if (mine === thread && last) mine.scrollTop = mine.scrollHeight;
  }

  /* Customers' words that are read here count as seen; a colleague's answer is told, and what is typed stays. */
  function meanwhile(fresh) {
    if (!reply || fresh.version === thread.dataset.version) return;
    if (fresh.answered === thread.dataset.answered) {
      if (one("#reply-meanwhile").hidden) reply.elements.version.value = fresh.version;
      return;
    }
    tell(`${fresh.by || "Somebody"} has answered meanwhile. Read it before you send yours.`);
  }

  /* Whoever has typed something does not lose it to the page where one signs in. */
  function signedOut() {
    if (!text || !text.value) return void location.reload();
    tell("You are signed out. Sign in in another window, and go on here.");
  }

  function tell(words) {
    const told = one("#reply-meanwhile");
    if (told.textContent !== words) told.textContent = words;
    told.hidden = false;
  }

  async function follow(area) {
    const wait = () => setTimeout(() => follow(area), Number(area.dataset.every));
    if (document.hidden) return wait();
    const url = new URL(area.dataset.follow, location.href);
    url.searchParams.set("seen", area.dataset.seen);
    const answer = await fetch(url, { credentials: "same-origin", redirect: "manual" }).catch(() => null);
    if (answer && answer.type === "opaqueredirect") return signedOut() || wait();
    document.body.classList.toggle("offline", !answer || answer.status >= 400);
    if (answer && answer.status === 200) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const fresh of [...page.body.children]) take(fresh);
      tick();
      document.dispatchEvent(new CustomEvent("segue:came"));
    }
    return wait();
  }

  /* What is typed is kept a moment after the last letter, and when the page is left. */
  let kept = text ? text.value : "", timer = 0;
  async function keep() {
    clearTimeout(timer);
    if (!reply || text.value === kept) return;
    kept = text.value;
    const body = new URLSearchParams({ token: reply.elements.token.value, text: kept });
    const answer = await fetch(reply.dataset.draft, { method: "POST", body, keepalive: true }).catch(() => null);
    one("#reply-kept").textContent = answer && answer.ok ? "Kept as a draft" : "Not kept: no connection";
  }

  if (reply) {
    text.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, PAUSE); });
    reply.addEventListener("submit", () => clearTimeout(timer));
    addEventListener("pagehide", () => { if (!one("[aria-busy]", reply)) keep(); });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) one("[data-send]").click();
    });
    const put = (said, menu) => {
      text.setRangeText(said, text.selectionStart, text.selectionEnd, "end");
      menu.open = false;
      text.focus();
      text.dispatchEvent(new Event("input"));
    };
    /* A macro comes with what it sets; in an emptied box nothing of it is left. */
    const withMacro = (key, sets) => {
      reply.elements.macro.value = key;
      one("#reply-sets").outerHTML = sets;
    };
    text.addEventListener("input", () => {
      if (reply.elements.macro.value && !text.value.trim()) withMacro("", '<fieldset id="reply-sets" hidden></fieldset>');
    });
    for (const offer of all("[data-use]")) offer.addEventListener("click", () => put(offer.dataset.use, offer.closest("[data-menu]")));
    for (const macro of all("[data-from]")) macro.addEventListener("click", async (event) => {
      event.preventDefault();
      const answer = await fetch(macro.dataset.from, { credentials: "same-origin" }).catch(() => null);
      if (!answer || !answer.ok) return void (one("#reply-kept").textContent = answer ? await answer.text() : "No connection");
      const made = await answer.json();
      withMacro(macro.dataset.macro, made.sets);
      put(made.text, macro.closest("[data-menu]"));
    });
    const picker = one("#reply-file"), held = reply.elements.files;
    const attached = () => JSON.parse(held.value || "[]");
    const list = (more = "") => {
      const names = attached().map((file) => file.name).join(", ");
      one("#reply-attached").textContent = [names, more].filter(Boolean).join(" · ");
    };
    picker.addEventListener("change", async () => {
      for (const file of picker.files) {
        list(`${file.name} is on its way`);
        const wrong = await upload(file).catch(() => "the connection failed");
        list(wrong ? `${file.name} was not attached: ${wrong}` : "");
        if (wrong) break;
      }
      picker.value = "";
    });
    async function upload(file) {
      const body = new URLSearchParams({ token: reply.elements.token.value, name: file.name, type: file.type, size: file.size });
      const answer = await fetch(picker.dataset.upload, { method: "POST", body });
      const made = await answer.json();
      if (!answer.ok) return made.detail;
      const form = new FormData();
      for (const [name, value] of Object.entries(made.fields)) form.append(name, value);
      form.append("file", file);
      if (!(await fetch(made.url, { method: "POST", body: form })).ok) return "the store refused it";
      held.value = JSON.stringify([...attached(), made.attachment]);
      return "";
    }
    list();
    thread.scrollTop = thread.scrollHeight;
  }

  function step(by) {
    const lines = all(".talk-row").filter((line) => line.checkVisibility());
    const at = lines.findIndex((line) => line === document.activeElement || line.matches("[aria-current]"));
    const here = lines.indexOf(document.activeElement);
    const place = here >= 0 ? here + by : at >= 0 ? at + by : by > 0 ? 0 : lines.length - 1;
    lines[Math.min(Math.max(place, 0), lines.length - 1)]?.focus();
  }

  function write(kind) {
    if (!reply) return;
    const chosen = one(`[name="kind"][value="${kind}"]`, reply);
    if (!chosen.disabled) chosen.checked = true;
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length); // a kept draft goes on at its end
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    r: () => write("said"),
    n: () => write("note"),
    e: () => one('[data-key="e"]')?.click(),
    a: () => one('[data-key="a"]')?.click(),
    i: () => one(".nav [aria-current]")?.click(),
    "?": () => one("#keys")?.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.matches("input, textarea, select")) return event.target.blur();
    const busy = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || one("dialog[open]");
    if (busy || event.target.matches("input:not([type=radio]), textarea, select")) return;
    const act = keys[event.key];
    if (!act || (event.key !== "?" && localStorage.getItem(OFF))) return;
    event.preventDefault();
    act();
  });
  one("[data-keys]")?.addEventListener("click", keys["?"]);
  const single = one("#keys-on");
  if (single) {
    single.checked = !localStorage.getItem(OFF);
    single.addEventListener("change", () => (single.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "off")));
  }
  for (const menu of all("[data-menu]")) document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  for (const area of all("[data-follow]")) setTimeout(() => follow(area), Number(area.dataset.every));
  setInterval(tick, 15000);
  tick();
})();
