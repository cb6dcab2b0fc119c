/* Comfort for whoever writes in the playbook; the page is whole without it. */
(() => {
  "use strict";
  const form = document.querySelector("[data-editor]");
  if (!form) return;
  const text = form.querySelector("#text"), gutter = form.querySelector("[data-gutter]");
  const begun = text.value;
  let sent = false;

  /* Long lines are wrapped, and each number is as high as its line: the lines are laid out once more, unseen. */
  const unseen = document.createElement("div");
  text.wrap = "soft";
  text.classList.add("wraps");
  unseen.className = `${text.className} editor-unseen`;
  unseen.setAttribute("aria-hidden", "true");
  text.parentElement.append(unseen);

  function measure(lines) {
    unseen.style.width = `${text.clientWidth}px`;
    while (unseen.children.length > lines.length) unseen.lastElementChild.remove();
    while (unseen.children.length < lines.length) unseen.append(document.createElement("div"));
    lines.forEach((line, at) => {
      const said = line || "\u200b";
      if (unseen.children[at].textContent !== said) unseen.children[at].textContent = said;
    });
    const heights = Array.from(unseen.children, (one) => one.getBoundingClientRect().height);
    heights.forEach((high, at) => { gutter.children[at].style.height = `${high}px`; });
    text.style.minHeight = `${unseen.getBoundingClientRect().height}px`;
  }

  /* As many numbers as lines; a marked line keeps its mark until the text is sent again. */
  function number() {
    const lines = text.value.split("\n");
    while (gutter.children.length > lines.length) gutter.lastElementChild.remove();
    while (gutter.children.length < lines.length) {
      const one = document.createElement("span");
      one.textContent = gutter.children.length + 1;
      gutter.append(one);
    }
    text.rows = Math.max(lines.length, 12);
    measure(lines);
  }

  function jump(line, column) {
    const before = text.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(before + column - 1, before + column - 1);
    gutter.children[line - 1]?.scrollIntoView({ block: "center" });
  }

  /* A new line begins where the last one began, and deeper after a colon. */
  function indent(event) {
    const before = text.value.slice(0, text.selectionStart).split("\n").pop();
    const deeper = /:\s*$/.test(before) ? "  " : "";
    const space = before.match(/^ */)[0] + deeper;
    if (!space) return;
    event.preventDefault();
    document.execCommand("insertText", false, "\n" + space);
  }

  text.addEventListener("input", number);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && !event.defaultPrevented) indent(event);
  });
  for (const one of document.querySelectorAll("[data-line]")) {
    one.addEventListener("click", (event) => {
      event.preventDefault();
      jump(Number(one.dataset.line), Number(one.dataset.column));
    });
  }
  for (const one of form.querySelectorAll("[data-submits]")) one.addEventListener("change", () => form.requestSubmit(form.querySelector("[data-submit]")));
  document.addEventListener("submit", (event) => { sent = event.submitter?.formTarget !== "_blank"; });
  window.addEventListener("beforeunload", (event) => { if (!sent && text.value !== begun) event.preventDefault(); });
  number();
  new ResizeObserver(() => measure(text.value.split("\n"))).observe(text.parentElement);
})();
