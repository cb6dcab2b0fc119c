"""What can be said of a page's looks by measuring it, in a real Chromium."""

# The page is no wider than its window; nothing that is not to be scrolled reaches out of it, no words spill out of
# their place or are cut off where nothing says that they go on, and cards that stand below each other do not touch.
MEASURED = """() => {
  const SPILLING = "td, th, dt, dd, p, li, h1, h2, h3, .badge, .button";
  const page = document.documentElement, width = page.clientWidth, wrong = [], style = (one) => getComputedStyle(one);
  const told = (one) => one.tagName.toLowerCase() + "." + one.className + " " + one.textContent.trim().slice(0, 40);
  const shown = (one) => one.checkVisibility() && !one.closest(".unseen, .skip, svg, [popover], .desk-bar");
  const scrolled = (one) => one && one !== page && (style(one).overflowX !== "visible" || scrolled(one.parentElement));
  if (page.scrollWidth > width) wrong.push("wider than the window by " + (page.scrollWidth - width));
  if ([...document.querySelectorAll("h1")].filter(shown).length !== 1) wrong.push("not one h1");
  for (const one of [...document.body.querySelectorAll("*")].filter(shown)) {
    const box = one.getBoundingClientRect(), look = style(one);
    const out = box.width && (box.right > width + 1 || box.left < -1) && !scrolled(one.parentElement);
    if (out) wrong.push("outside: " + told(one));
    const hides = look.overflowX === "hidden" && look.textOverflow !== "ellipsis" && look.clipPath === "none";
    const cut = hides && box.width > 1 && one.scrollWidth > one.clientWidth + 1 && one.textContent.trim();
    if (cut) wrong.push("cut off: " + told(one));
    const spills = one.matches(SPILLING) && look.overflowX === "visible" && one.scrollWidth > one.clientWidth + 1;
    if (spills && look.display !== "inline") wrong.push("spills: " + told(one));
    const next = one.nextElementSibling;
    if (!next || !shown(next) || !one.matches(".card, :is(p, h2):has(+ .card)")) continue;
    const gap = next.getBoundingClientRect().top - box.bottom;
    if (gap > -1 && gap < 4) wrong.push("touching: " + told(one) + " and " + told(next));
  }
  return wrong;
}"""


def wrong_looks(page) -> list[str]:
    """What is wrong with the looks of the page as it is, at the width that its window has."""
    return page.evaluate(MEASURED)


INTERACTIVE = "() => performance.getEntriesByType('navigation')[0].domInteractive"


def interactive(page, address: str, tries: int = 3) -> float:
    """After how many milliseconds the page can be used: the best of some loads, since others use the machine too."""
    found = []
    for _ in range(tries):
        page.goto(address)
        found.append(page.evaluate(INTERACTIVE))
    return min(found)
