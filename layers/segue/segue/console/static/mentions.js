/* @ in a note suggests colleagues: arrow keys choose, Enter takes, Esc closes. Names can be typed without it. */
(() => {
  "use strict";
  const MOST = 8, BEGUN = /(?:^|[^\w@.])@([\w.+-]*)$/;
  const text = document.getElementById("reply-text"), list = document.getElementById("colleagues");
  if (!text || !list) return;
  const told = document.getElementById("colleagues-said"), note = document.querySelector('#reply [name="kind"][value="note"]');
  const words = JSON.parse(document.documentElement.dataset.said);
  let at = 0;

  const fits = () => [...list.children].filter((option) => !option.hidden);
  const begun = () => (note.checked && text.selectionStart === text.selectionEnd ? BEGUN.exec(text.value.slice(0, text.selectionStart)) : null);

  function point(place) {
    const options = fits();
    at = (place + options.length) % options.length;
    options.forEach((option, one) => option.setAttribute("aria-selected", String(one === at)));
    options[at].scrollIntoView({ block: "nearest" });
    text.setAttribute("aria-activedescendant", options[at].id);
  }

  function close() {
    list.hidden = true;
    told.textContent = "";
    for (const name of ["role", "aria-expanded", "aria-controls", "aria-autocomplete", "aria-activedescendant"]) text.removeAttribute(name);
  }

  function look() {
    const word = begun()?.[1].toLowerCase();
    if (word === undefined) return close();
    let left = MOST;
    for (const option of list.children) {
      const { name, email } = option.dataset;
      option.hidden = ![name, email].some((one) => one.toLowerCase().startsWith(word)) || left-- <= 0;
    }
    const count = fits().length;
    if (!count || (count === 1 && fits()[0].dataset.name.toLowerCase() === word)) return close();
    list.hidden = false;
    text.setAttribute("role", "combobox");
    text.setAttribute("aria-expanded", "true");
    text.setAttribute("aria-controls", list.id);
    text.setAttribute("aria-autocomplete", "list");
    told.textContent = count === 1 ? words.colleague : words.colleagues.replace("{}", count);
    point(0);
  }

  function put(option) {
    const end = text.selectionStart, start = end - begun()[1].length;
    text.setRangeText(`${option.dataset.name} `, start, end, "end");
    close();
    text.focus();
    text.dispatchEvent(new Event("input"));
  }

  const keys = {
    ArrowDown: () => point(at + 1),
    ArrowUp: () => point(at - 1),
    Enter: () => put(fits()[at]),
    Tab: () => put(fits()[at]),
    Escape: close,
  };
  text.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.isComposing;
    if (list.hidden || !plain || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    event.stopPropagation(); // Esc closes the list and no more
    keys[event.key]();
  });
  text.addEventListener("input", look);
  text.addEventListener("click", look);
  text.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps its focus
  list.addEventListener("click", (event) => { const option = event.target.closest("[role=option]"); if (option) put(option); });
})();
