/* What may stand here: a list beside the caret, by the schema of the file. Ctrl+Space asks for it, Escape sends it away. */
(() => {
  "use strict";
  const text = document.querySelector("[data-words]");
  if (!text) return;
  const list = document.createElement("ul");
  Object.assign(list, { className: "completion", id: "completion", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", JSON.parse(document.documentElement.dataset.said).offers);
  text.parentElement.append(list);
  text.setAttribute("aria-controls", "completion");
  text.setAttribute("aria-autocomplete", "list");
  let known = null, early = null, offers = [], picked = 0, word = ""; // early: how it was asked before the words were here
  fetch(text.dataset.words).then((answer) => answer.json()).then((found) => { known = found; if (early !== null) show(early); }, () => {});

  /* The block keys that lead to a line ("-" for an item of a list), and what stands on the line behind them. */
  function leading(lines) {
    const ways = [], beside = {}; // the keys of each mapping so far
    const way = () => ways.map((one) => one.key);
    let rest = "", scalar = Infinity;
    for (const line of lines) {
      let column = line.match(/^ */)[0].length;
      const last = line === lines.at(-1), blank = !line.trim() || line.trim().startsWith("#");
      if (!last && (blank || column > scalar)) continue;
      scalar = Infinity;
      rest = line.slice(column);
      for (let dash; (dash = rest.match(/^-( +|$)/)); column += dash[0].length, rest = rest.slice(dash[0].length)) {
        while (ways.length && (ways.at(-1).column > column || (ways.at(-1).column === column && ways.at(-1).key === "-"))) ways.pop();
        ways.push({ column, key: "-" });
        beside[way()] = [];
      }
      while (ways.length && ways.at(-1).column >= column) ways.pop();
      const key = last ? null : rest.match(/^([\w./ -]+?):(?: |$)/);
      if (key) {
        (beside[way()] ||= []).push(key[1]);
        ways.push({ column, key: key[1] });
        beside[way()] = [];
      }
      if (/[|>][+-]?\s*$/.test(rest)) scalar = column;
    }
    return { path: way(), rest, beside: beside[way()] || [] };
  }

  /* Where the caret stands: the keys that lead there, what has been typed of the next word, and whether it is a value. */
  function place() {
    const { path: from, rest, beside } = leading(text.value.slice(0, text.selectionStart).split("\n"));
    const outer = [];
    let path = from, key = null, typed = "";
    for (const sign of rest) {
      if (sign === "{" || sign === "[") {
        outer.push([path, key]);
        path = [...path, ...(key === null ? [] : [key]), ...(sign === "[" ? ["-"] : [])];
        [key, typed] = [null, ""];
      } else if ((sign === "}" || sign === "]") && outer.length) {
        [path, key] = outer.pop();
        typed = "";
      } else if (sign === "," && outer.length) [key, typed] = [null, ""];
      else if (sign === ":" && key === null) [key, typed] = [typed.trim(), ""];
      else typed += sign;
    }
    typed = typed.trimStart();
    if (/[^\w./-]/.test(typed)) return null;
    return key === null ? { path, typed, value: path.at(-1) === "-", key: true, beside: outer.length ? [] : beside } : { path: [...path, key], typed, value: true, key: false };
  }

  function opened(node, seen = 0) {
    if (!node || seen > 6) return [];
    const inner = ["anyOf", "oneOf", "allOf"].flatMap((one) => node[one] || []);
    const meant = node.$ref ? node.$ref.slice(2).split("/").reduce((at, key) => at && at[key], known.schema) : null;
    return [node, ...(meant ? opened(meant, seen + 1) : []), ...inner.flatMap((one) => opened(one, seen + 1))];
  }

  function step(nodes, key) {
    const next = nodes.flatMap((node) => {
      if (key === "-") return node.items ? [node.items] : [];
      const own = node.properties && node.properties[key];
      return own ? [own] : typeof node.additionalProperties === "object" ? [node.additionalProperties] : [];
    });
    return next.flatMap((node) => opened(node));
  }

  function words(at) {
    const nodes = at.path.reduce(step, opened(known.schema));
    const found = new Map();
    const offer = (name, insert, about) => found.has(name) || found.set(name, { name, insert, about: about || "" });
    const shapes = at.key ? nodes.filter((node) => node.properties) : [];
    const begun = shapes.filter((node) => shapes.length > 1 && (node.required || []).some((key) => at.beside.includes(key)));
    for (const node of begun.length ? begun : shapes) {
      for (const [key, one] of Object.entries(node.properties)) {
        const later = !begun.length && shapes.length > 1 && node.required && !node.required.includes(key);
        if (!later && !at.beside.includes(key)) offer(key, `${key}: `, one.description || node.description);
      }
    }
    for (const node of at.value ? nodes : []) {
      const plain = [...(node.enum || []), ...("const" in node ? [node.const] : []), ...(node.type === "boolean" ? [true, false] : []), ...(node.examples || [])];
      for (const one of plain) if (typeof one !== "object") offer(String(one), String(one), node.description);
    }
    const last = at.path.filter((one) => one !== "-").pop();
    for (const one of (at.value && known.names[last]) || []) offer(one, one, "");
    return [...found.values()];
  }

  function show(asked) {
    if (!known) early = asked || Boolean(early);
    const at = known && document.activeElement === text && text.selectionStart === text.selectionEnd ? place() : null;
    word = at ? at.typed : "";
    offers = at && (asked || word) ? words(at).filter((one) => one.name.startsWith(word) && one.name !== word).slice(0, 60) : [];
    picked = 0;
    draw();
  }

  /* Where the caret stands on the screen: lines may be wrapped, so the same text is laid out once more, unseen. */
  function caretAt() {
    const same = document.createElement("div"), mark = document.createElement("span");
    same.className = `${text.className} editor-unseen`;
    same.style.width = `${text.clientWidth}px`;
    mark.textContent = "\u200b";
    same.append(text.value.slice(0, text.selectionStart), mark);
    text.parentElement.append(same);
    const at = { bottom: mark.offsetTop + mark.offsetHeight, left: mark.offsetLeft };
    same.remove();
    return at;
  }

  function draw() {
    list.hidden = !offers.length;
    list.replaceChildren(...offers.map((one, at) => {
      const item = document.createElement("li"), name = document.createElement("span"), about = document.createElement("span");
      item.id = `offer-${at}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(at === picked));
      name.textContent = one.name;
      about.textContent = one.about;
      about.className = "muted";
      item.append(name, about);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(at); });
      return item;
    }));
    if (list.hidden) return text.removeAttribute("aria-activedescendant");
    text.setAttribute("aria-activedescendant", `offer-${picked}`);
    const caret = caretAt();
    list.style.top = `${text.offsetTop + caret.bottom}px`;
    const left = text.offsetLeft + caret.left;
    list.style.left = `${Math.max(0, Math.min(left, text.parentElement.clientWidth - list.offsetWidth - 8))}px`;
    list.children[picked].scrollIntoView({ block: "nearest" });
  }

  function take(at) {
    document.execCommand("insertText", false, offers[at].insert.slice(word.length));
    offers = [];
    draw();
  }

  const keys = {
    ArrowDown: () => { picked = (picked + 1) % offers.length; draw(); },
    ArrowUp: () => { picked = (picked + offers.length - 1) % offers.length; draw(); },
    Enter: () => take(picked),
    Tab: () => take(picked),
    Escape: () => { offers = []; draw(); },
  };
  text.addEventListener("keydown", (event) => {
    const asks = event.key === " " && event.ctrlKey;
    if (!asks && (!offers.length || !keys[event.key] || event.shiftKey)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    asks ? show(true) : keys[event.key]();
  }, true);
  text.addEventListener("input", () => show(false));
  text.addEventListener("blur", () => { offers = []; draw(); });
  text.addEventListener("click", () => { offers = []; draw(); });
})();
