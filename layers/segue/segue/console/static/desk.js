/* The desk: what changes comes by itself, the keyboard does what the mouse does, what is typed is kept. Everything here
   can be read, answered and resolved without it. */
(() => {
  "use strict";
  const MINUTE = 60000, HOUR = 60 * MINUTE, DAY = 24 * HOUR, SOON = 10 * MINUTE, PAUSE = 800, FAR = 80;
  const READ = 1000, LOST = 10000, LONGEST = 15000, TOLD = 5000, NARROW = matchMedia("(max-width: 760px)");
  const words = JSON.parse(document.documentElement.dataset.said);
  const said = (name, ...values) => values.reduce((text, value) => text.replace("{}", () => value), words[name]);
  const OFF = "segue-keys", GAP = /\[[^[\]\n?]{1,60}\?\]/;
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const reply = one("#reply"), text = one("#reply-text"), thread = one("#thread"), below = one("#thread-below");
  const way = () => one("#reply-way select");

  function span(length) {
    if (length < HOUR) return said("span_minutes", Math.max(1, Math.floor(length / MINUTE)));
    const hours = Math.floor(length / HOUR), minutes = Math.floor((length % HOUR) / MINUTE), days = Math.floor(length / DAY);
    if (length < DAY) return minutes ? said("span_hours_minutes", hours, minutes) : said("span_hours", hours);
    return days === 1 ? said("span_day") : said("span_days", days);
  }

  /* The service clocks go on where they stand: what was due becomes late. */
  function tick() {
    for (const clock of all("[data-clock]")) {
      const left = Number(clock.dataset.moment) - Date.now();
      if (clock.dataset.clock === "due" && left <= 0) clock.dataset.clock = "late";
      const kind = clock.dataset.clock, told = said(kind, span(Math.abs(left)));
      if (clock.textContent !== told) clock.textContent = told;
      clock.classList.toggle("bad", kind === "late");
      clock.classList.toggle("warn", kind === "due" && left <= SOON);
      clock.classList.toggle("good", kind === "due" && left > SOON);
    }
  }

  /* Lines that are the same keep their place, their focus and what is selected in them. A list that grows keeps what
     stands before the first line that comes. */
  function merge(list, fresh) {
    const focused = document.activeElement?.closest("li")?.id;
    const at = [...list.children].findIndex((line) => line.id === focused);
    const ids = new Set([...fresh.children].map((line) => line.id));
    const met = [...list.children].findIndex((line) => ids.has(line.id) && !line.matches(".thread-day"));
    const start = list.matches("[data-grows]") && met > 0 ? met : 0;
    const before = new Set([...list.children].slice(0, start).map((line) => line.id));
    const known = new Map([...list.children].slice(start).map((line) => [line.id, line]));
    [...fresh.children].filter((line) => !before.has(line.id)).forEach((line, index) => {
      const place = start + index;
      const mine = known.get(line.id);
      known.delete(line.id);
      const right = mine && mine.dataset.mark === line.dataset.mark ? mine : line;
      if (mine && right !== mine) mine.replaceWith(right);
      if (list.children[place] !== right) list.insertBefore(right, list.children[place] || null);
    });
    for (const gone of known.values()) gone.remove();
    if (!focused || at < 0 || document.activeElement?.closest("li")) return;
    const next = document.getElementById(focused) || list.children[Math.min(at, list.children.length - 1)];
    next?.querySelector("a")?.focus();
  }

  function take(fresh) {
    const mine = document.getElementById(fresh.id);
    if (!mine) return;
    if (!fresh.matches("[data-follow]")) {
      if (mine.dataset.mark !== fresh.dataset.mark || !fresh.dataset.mark) put(mine, fresh, () => mine.replaceWith(fresh));
      return;
    }
    if (fresh.matches("[data-whole]")) {
      put(mine, fresh, () => mine.replaceChildren(...fresh.childNodes));
      return void Object.assign(mine.dataset, fresh.dataset);
    }
    const last = atEnd(mine), before = { ...mine.dataset };
    Object.assign(mine.dataset, fresh.dataset);
    for (const part of [...fresh.children]) {
      const old = part.id && document.getElementById(part.id);
      if (!old || old.dataset.kept) continue;
      if (part.matches("[data-keyed]")) merge(old, part);
      else if (old.textContent !== part.textContent) old.replaceChildren(...part.childNodes);
    }
    if (mine !== thread) return;
    if (last) mine.scrollTop = mine.scrollHeight;
    if (before.version !== mine.dataset.version) changed(before, last);
  }

  /* What is put in place of something else leaves folded what was folded, chosen what was chosen, and the focus. */
  function put(mine, fresh, replace) {
    for (const fold of all("details[id]", fresh)) fold.open = document.getElementById(fold.id)?.open ?? (fold.open && !NARROW.matches);
    const chosen = mine.id === "reply-way" && way() && way().value !== mine.dataset.usual ? way().value : "";
    for (const some of all("[data-scripted]", fresh)) some.hidden = false;
    const focus = mine.contains(document.activeElement) ? like(document.activeElement) : "";
    replace();
    if (chosen && [...way().options].some((option) => option.value === chosen && !option.disabled)) way().value = chosen;
    if (focus) one(focus)?.focus();
  }

  /* How what has the focus is found again. */
  function like(focused) {
    for (const name of ["id", "href", "formaction", "name", "data-use"]) if (focused.hasAttribute(name)) return `[${name}="${CSS.escape(focused.getAttribute(name))}"]`;
    const fold = focused.closest("details[id]");
    return fold ? `#${CSS.escape(fold.id)} > summary` : "";
  }

  const atEnd = (area) => area.scrollHeight - area.scrollTop - area.clientHeight < FAR;

  /* A colleague's answer is told, what is typed stays, and whoever has read what came goes on from there. */
  function changed(before, last) {
    if (reply && before.answered !== thread.dataset.answered) tell(said("answered_meanwhile", thread.dataset.by || said("somebody")));
    if (before.heard !== thread.dataset.heard) settle();
    below.hidden = last || !thread.checkVisibility();
    const fields = JSON.parse(thread.dataset.fields || "{}");
    for (const [name, value] of Object.entries(fields)) {
      const field = one(`#sorting [name="${name}"]`);
      if (!field || field.value !== field.defaultValue || field === document.activeElement) continue;
      field.value = field.defaultValue = value;
    }
    for (const area of all("[data-whole]")) area.dispatchEvent(new Event("segue:look"));
    read();
  }

  /* What the page said of the last thing done is over with the next one: what the customer says, or what is typed. */
  function settle() {
    const done = one(".talk-said");
    if (!done) return;
    const focused = done.contains(document.activeElement);
    done.remove();
    if (focused) thread.focus({ preventScroll: true });
  }

  /* What was in view for a moment is read: forms bring back its version. */
  let reading = 0;
  function read() {
    clearTimeout(reading);
    if (!thread) return;
    if (atEnd(thread)) below.hidden = true;
    const seen = () => !document.hidden && thread.checkVisibility() && atEnd(thread);
    if (!seen()) return;
    reading = setTimeout(() => {
      if (seen()) for (const field of all('[name="version"]')) field.value = thread.dataset.version;
    }, READ);
  }

  /* Whoever has typed something does not lose it to the page where one signs in. */
  function signedOut() {
    if (!text || !text.value) return void location.reload();
    tell(said("signed_out"));
  }

  function tell(words) {
    const told = one("#reply-meanwhile");
    if (told.textContent !== words) told.textContent = words;
    told.hidden = false;
  }

  /* Whether the page can ask what is new: what cannot is told, tried again, and told when it is back. */
  const failing = new Set(), lost = one("#lost");
  let gone = 0;
  function heard(area, answer) {
    const was = failing.size;
    answer && answer.status < 400 ? failing.delete(area) : failing.add(area);
    if (failing.size === was || !lost || (was && failing.size)) return;
    clearTimeout(gone);
    lost.hidden = false;
    lost.classList.toggle("warn", !!failing.size);
    one("[data-lost-again]").hidden = !failing.size;
    one("[data-lost-text]").textContent = said(failing.size ? (answer ? "silent" : "lost") : "back");
    if (failing.size) return;
    gone = setTimeout(() => { lost.hidden = true; }, TOLD);
    keep();
  }

  async function look(area) {
    const url = new URL(area.dataset.follow, location.href);
    url.searchParams.set("seen", area.dataset.seen);
    const answer = await fetch(url, { credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(LOST) }).catch(() => null);
    if (answer && answer.type === "opaqueredirect") return signedOut();
    const came = answer && answer.status === 200 ? await answer.text().catch(() => null) : "";
    heard(area, came === null ? null : answer);
    if (!came) return;
    const page = new DOMParser().parseFromString(came, "text/html");
    for (const fresh of [...page.body.children]) take(fresh);
    tick();
    document.dispatchEvent(new CustomEvent("segue:came"));
  }

  /* Looks every so often, less often while nothing answers, and at once where something says so. */
  function follow(area) {
    let timer = 0, tries = 0, looking = false;
    const wait = () => { timer = setTimeout(again, Math.min(LONGEST, Number(area.dataset.every) * 2 ** Math.min(tries, 3))); };
    async function again() {
      clearTimeout(timer);
      if (looking) return;
      looking = true;
      if (!document.hidden) await look(area);
      looking = false;
      tries = failing.has(area) ? tries + 1 : 0;
      wait();
    }
    area.addEventListener("segue:look", again);
    addEventListener("online", again);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });
    one("[data-lost-again]")?.addEventListener("click", again);
    wait();
  }

  /* What is typed is kept a moment after the last letter, and when the page is left. */
  let kept = text ? text.value : "", timer = 0;
  async function keep() {
    clearTimeout(timer);
    if (!reply || text.value === kept) return;
    kept = text.value;
    const body = new URLSearchParams({ token: reply.elements.token.value, text: kept });
    const answer = await fetch(reply.dataset.draft, { method: "POST", body, keepalive: true }).catch(() => null);
    const told = one("#reply-kept"), well = !!answer && answer.ok;
    told.textContent = said(well ? "draft" : "no_draft");
    told.dataset.well = well;
    if (!well && kept === body.get("text")) kept = null; // tried again with the next letter, and when the connection is back
  }

  if (reply) {
    text.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, PAUSE); settle(); });
    if (text.autofocus) text.setSelectionRange(text.value.length, text.value.length); // what was not sent goes on at its end
    reply.addEventListener("submit", () => clearTimeout(timer));
    addEventListener("pagehide", () => { if (!one("[aria-busy]", reply)) keep(); });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) one("[data-send]").click();
    });
    const use = (offer, menu) => {
      const apart = /\S$/.test(text.value.slice(0, text.selectionStart)) ? "\n" : "";
      text.setRangeText(apart + offer, text.selectionStart, text.selectionEnd, "end");
      if (menu) menu.open = false;
      else one('.desk-parts [value="talk"]').checked = true; // on a narrow screen what is beside covers the text
      text.focus();
      const gap = text.value.match(GAP); // what a macro leaves open is selected, to be written over
      if (gap) text.setSelectionRange(gap.index, gap.index + gap[0].length);
      text.dispatchEvent(new Event("input"));
    };
    /* A macro comes with what it sets; in an emptied box nothing of it is left. */
    const withMacro = (key, sets) => {
      reply.elements.macro.value = key;
      one("#reply-sets").outerHTML = sets;
    };
    text.addEventListener("input", () => {
      const open = one("[data-gaps]", reply);
      if (open) open.hidden = !GAP.test(text.value);
      if (reply.elements.macro.value && !text.value.trim()) withMacro("", '<fieldset id="reply-sets" hidden></fieldset>');
    });
    document.addEventListener("click", (event) => {
      const offer = event.target.closest("[data-use]"); // some come in while somebody looks on
      if (offer) use(offer.dataset.use, offer.closest("[data-menu]"));
    });
    for (const macro of all("[data-from]")) macro.addEventListener("click", async (event) => {
      event.preventDefault();
      macro.setAttribute("aria-busy", "true");
      const answer = await fetch(macro.dataset.from, { credentials: "same-origin" }).catch(() => null);
      macro.removeAttribute("aria-busy");
      if (!answer || !answer.ok) return void (one("#reply-kept").textContent = answer ? await answer.text() : said("no_connection"));
      const made = await answer.json();
      withMacro(macro.dataset.macro, made.sets);
      use(made.text, macro.closest("[data-menu]"));
    });
    const picker = one("#reply-file"), held = reply.elements.files;
    const attached = () => JSON.parse(held.value || "[]");
    const list = (more = "") => {
      const names = attached().map((file) => file.name).join(", ");
      one("#reply-attached").textContent = [names, more].filter(Boolean).join(" · ");
    };
    picker.addEventListener("change", async () => {
      for (const file of picker.files) {
        list(said("attaching", file.name));
        const wrong = await upload(file).catch(() => said("upload_failed"));
        list(wrong ? said("not_attached", file.name, wrong) : "");
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
      if (!(await fetch(made.url, { method: "POST", body: form })).ok) return said("upload_refused");
      held.value = JSON.stringify([...attached(), made.attachment]);
      return "";
    }
    list();
    /* The channel that was chosen is that of the page when it is loaded again. */
    document.addEventListener("change", (event) => {
      if (event.target !== way()) return;
      const url = new URL(location.href), usual = one("#reply-way").dataset.usual;
      way().value === usual ? url.searchParams.delete("by") : url.searchParams.set("by", way().value);
      url.searchParams.delete("said");
      history.replaceState(null, "", url);
    });
  }

  if (thread) {
    thread.scrollTop = thread.scrollHeight;
    let ended = true, top = 0;
    thread.addEventListener("scroll", () => {
      if (atEnd(thread)) ended = true;
      else if (thread.scrollTop < top) ended = false;
      top = thread.scrollTop;
      read();
    }, { passive: true });
    new ResizeObserver(() => { if (ended) thread.scrollTop = thread.scrollHeight; }).observe(thread); // what is said around it takes room
    document.addEventListener("visibilitychange", read);
    below.addEventListener("click", () => { thread.scrollTop = thread.scrollHeight; thread.focus(); });
    for (const part of all('[name="part"]')) part.addEventListener("change", () => {
      if (part.value !== "talk") return;
      thread.scrollTop = thread.scrollHeight;
      read();
    });
    thread.addEventListener("click", older);
  }

  /* What was said before comes above what is shown, and the reader stays where they are. */
  async function older(event) {
    const link = event.target.closest("[data-older]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.matches("[aria-busy]")) return;
    link.setAttribute("aria-busy", "true");
    const answer = await fetch(link.href, { credentials: "same-origin" }).catch(() => null);
    if (!answer || !answer.ok) return void location.assign(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const list = one("#thread-turns"), height = thread.scrollHeight, top = thread.scrollTop;
    const lines = all("#thread-turns > li", page);
    for (const line of lines) if (line.matches(".thread-day")) document.getElementById(line.id)?.remove();
    list.prepend(...lines.filter((line) => !document.getElementById(line.id)));
    one("#thread-more").dataset.kept = "true";
    one("#thread-more").replaceChildren(...one("#thread-more", page).childNodes);
    document.dispatchEvent(new CustomEvent("segue:came"));
    thread.scrollTop = top + thread.scrollHeight - height;
    (one("#thread-more a") || thread).focus({ preventScroll: true });
  }

  /* What is folded on a narrow screen is open on a wide one, but for what is seldom needed; what the reader opens stays so. */
  function fold() {
    for (const part of all("[data-fold]")) part.open = !NARROW.matches && part.dataset.fold !== "folded";
  }
  NARROW.addEventListener("change", fold);
  if (NARROW.matches) fold();

  /* After the end of one conversation the next one is at hand. */
  const onward = one("[data-onward]");
  if (onward) {
    const row = document.getElementById(onward.dataset.onward)?.querySelector("a");
    (row?.checkVisibility() ? row : onward).focus();
  }

  /* What leads elsewhere says that it is on its way. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".talk-row, .desk-filter a, .desk-back, [data-onward]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.defaultPrevented) link.setAttribute("aria-busy", "true");
  });

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

  /* Macros and articles, the one that fits best at hand. */
  function offer() {
    const menu = one(".offers-menu");
    if (!menu) return;
    menu.open = true;
    (one(".offer-line :is(a, button:not([hidden]))", menu) || one("summary", menu)).focus();
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    r: () => write("said"),
    n: () => write("note"),
    e: () => one('[data-key="e"]')?.click(),
    a: () => one('[data-key="a"]')?.click(),
    m: offer,
    z: () => { const menu = one("#snooze"); if (menu) { menu.open = true; one("button", menu).focus(); } },
    i: () => one(".nav [aria-current]")?.click(),
    "?": () => { if (!one("#keys")?.open) one("#keys")?.showModal(); },
  };
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && one("[data-menu][open]");
    if (menu) return void (menu.open = false, one("summary", menu).focus());
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
  document.addEventListener("click", (event) => { for (const menu of all("[data-menu][open]")) if (!menu.contains(event.target)) menu.open = false; });
  for (const area of all("[data-follow]")) follow(area);
  setInterval(tick, 15000);
  tick();
})();
