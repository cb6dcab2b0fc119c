/* The name of a new file follows from its name in words until somebody writes one; the server says the same. */
(() => {
  "use strict";
  const words = document.querySelector("#called"), name = document.querySelector("#name");
  if (!words || !name) return;
  const spelt = { "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "æ": "ae", "ł": "l" };
  let follows = !name.value;
  name.addEventListener("input", () => { follows = !name.value; });
  words.addEventListener("input", () => {
    if (!follows) return;
    const plain = words.value.toLowerCase().replace(/[äöüßøæł]/g, (one) => spelt[one]).normalize("NFKD");
    name.value = plain.replace(/[^\x00-\x7f]/g, "").replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-|-$/g, "");
  });
})();
