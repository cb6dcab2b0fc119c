/* A new broadcast: the result stands only while the form says what was counted; the channels are those of its message. */
(() => {
  "use strict";
  const form = document.getElementById("asked"), result = document.getElementById("result"), changed = document.getElementById("changed");
  const channel = form.elements.channel, all = [...channel.options], OURS = ["token", "occasion", "do"];

  /* Without a message all channels are there; with one, or two, those that each of them has a text for. */
  function narrow() {
    const chosen = [form.elements.template, form.elements.second].filter((one) => one.value).map((one) => one.selectedOptions[0].dataset.channels.split(" "));
    const had = channel.value, there = all.filter((one) => !one.value || chosen.every((known) => known.includes(one.value)));
    channel.replaceChildren(...there);
    const kept = there.some((one) => one.value === had) ? had : "";
    channel.value = kept || (chosen.length && there.length === 2 ? there[1].value : "");
  }

  function stand() {
    if (!result) return;
    const counted = new FormData(result.querySelector("form"));
    const stands = [...new FormData(form)].every(([name, value]) => OURS.includes(name) || value === counted.get(name));
    result.hidden = !stands;
    for (const one of result.querySelectorAll("button")) one.disabled = !stands;
    changed.hidden = stands;
  }

  function look() {
    narrow();
    stand();
  }
  form.addEventListener("input", look);
  form.addEventListener("change", look);
  window.addEventListener("pageshow", look); // a browser that comes back puts in what was typed
  look();
})();
