"""A short recording of the product for README: `python -m segue_tools.recording [PORT]`.

On a running stack on which a day was played (`make run`), a visitor becomes a customer and writes to the shop, and an
agent answers, in a Chromium; what both see is left as one moving picture. playwright and Pillow must be there.
"""

import os
import shutil
import sys
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import uuid4

from PIL import Image

from segue_tools.places import ROOT
from segue_tools.stacks import needed

PICTURE = ROOT / "docs" / "images" / "recording.webp"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDE, HIGH = 1160, 740  # of the window
WIDTH, HEIGHT, QUALITY = 928, 592, 72  # of the picture
READING = 2600  # ms that a caption stands
PATIENCE = 30_000  # ms: a cold function, a stream, a poll
WORDS, ANSWER = "Is the tent waterproof?", "It is: 3,000 mm, with taped seams."
HERO, TRIES = "[data-segue-placement=home-hero] h1", 10
WORKED_OUT = "() => !document.body.innerText.includes('Being worked out')"
CAPTION = """(words) => {
  document.querySelector("#recording-caption")?.remove();
  const shown = Object.assign(document.createElement("p"), { id: "recording-caption", textContent: words });
  Object.assign(shown.style, { position: "fixed", inset: "auto 0 0 0", width: "auto", margin: 0, border: 0,
    padding: "11px 28px", background: "#17171c", color: "#fff", font: "600 19px system-ui, sans-serif" });
  shown.popover = "manual"; // above an open chat
  document.body.append(shown);
  shown.showPopover();
}"""


@dataclass
class Recording:
    """Frames, each with the time that it stands (ms)."""

    frames: list[tuple[Image.Image, int]] = field(default_factory=list)

    def shows(self, page: Any, words: str, lasts: int = READING) -> None:
        """What a window shows now, with a caption."""
        page.wait_for_timeout(400)
        page.evaluate(CAPTION, words)
        taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
        self.frames.append((taken.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS), lasts))
        page.evaluate("document.querySelector('#recording-caption').remove()")

    def leave(self) -> int:
        """Writes the picture; its size in bytes."""
        first, *others = [frame for frame, _ in self.frames]
        lasting = [lasts for _, lasts in self.frames]
        first.save(PICTURE, save_all=True, append_images=others, duration=lasting, loop=0, quality=QUALITY, method=6)
        return PICTURE.stat().st_size


def visits(page: Any, made: Recording, outputs: dict[str, Any]) -> None:
    """Somebody looks around and fills a cart."""
    page.goto(outputs["shop"])
    before = page.locator(HERO).inner_text()
    made.shows(page, "A visitor whom nobody knows")
    for _ in range(2):
        page.goto(f"{outputs['shop']}product.html?id=ridge-2")
        page.get_by_role("button", name="Add to cart").wait_for()
        page.wait_for_timeout(1500)
    made.shows(page, "They look at a tent, and again")
    _changed(page, outputs["shop"], before)
    made.shows(page, "… and the shop has changed for them")
    page.goto(f"{outputs['shop']}product.html?id=ridge-2")
    page.get_by_role("button", name="Add to cart").click()
    page.get_by_role("button", name="What Segue saw").click()
    page.locator(".chip.sent").first.wait_for()
    made.shows(page, "Each click is an event, stored before it is answered")
    page.locator("#drawer-close").click()


def _changed(page: Any, shop: str, before: str) -> None:
    """The shop's first page, opened again until it says something else: a cold function may come too late for one."""
    for _ in range(TRIES):
        page.goto(shop)
        page.wait_for_timeout(2500)
        if page.locator(HERO).inner_text() != before:
            return
    raise SystemExit("The shop does not change.")


def asks(page: Any, made: Recording) -> None:
    """They say who they are, and ask something."""
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail").fill(f"kim.{uuid4().hex[:4]}@customers.example")
    page.get_by_label("Name", exact=True).fill("Kim Field")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Hello, Kim").wait_for()
    page.locator("segue-chat #knob").click(timeout=PATIENCE)
    page.locator("segue-chat #entry").fill(WORDS)
    page.locator("segue-chat #entry").press("Enter")
    made.shows(page, "They sign in, and ask the shop something")


def answers(page: Any, made: Recording, outputs: dict[str, Any]) -> None:
    """An agent who sees all of it."""
    page.goto(f"{outputs['console']}/sign-in")
    page.get_by_label("E-mail").fill(outputs["staff"]["admin"]["username"])
    page.get_by_label("Password").fill(outputs["staff"]["admin"]["password"])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/console/live", timeout=PATIENCE)
    made.shows(page, "The console: everything that happens, as it happens")
    page.get_by_role("link", name="Inbox").first.click()
    page.get_by_text(WORDS).first.click(timeout=PATIENCE)
    page.get_by_label("Your answer or note").wait_for(timeout=PATIENCE)
    made.shows(page, "The agent sees what the customer did, before hello")
    page.get_by_label("Your answer or note").fill(ANSWER)
    page.get_by_role("button", name="Send", exact=True).click()
    page.locator("#thread-turns").get_by_text(ANSWER).wait_for(timeout=PATIENCE)


def looks(page: Any, made: Recording, outputs: dict[str, Any]) -> None:
    """What else the console shows."""
    page.locator("#customer-name a").click()
    page.get_by_role("heading", name="Kim Field").first.wait_for(timeout=PATIENCE)
    made.shows(page, "One profile: cart, consent, segments, and why")
    for path, words in (
        ("/journeys/abandoned-cart", "Journeys send the right message once"),
        ("/measures", "Measures say what works, and how sure that is"),
    ):
        page.goto(outputs["console"] + path)
        page.wait_for_load_state("networkidle")
        page.wait_for_function(WORKED_OUT, timeout=5 * PATIENCE)
        made.shows(page, words)


def main() -> None:
    """On the stack on that port, or on the usual one."""
    from playwright.sync_api import sync_playwright

    outputs = needed(int(sys.argv[1]) if len(sys.argv) > 1 else None).outputs
    found = os.environ.get("CHROMIUM") or next(path for one in BROWSERS if (path := shutil.which(one)))
    made = Recording()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        shopper, agent = (chromium.new_context(viewport={"width": WIDE, "height": HIGH}).new_page() for _ in "12")
        visits(shopper, made, outputs)
        asks(shopper, made)
        answers(agent, made, outputs)
        shopper.get_by_text(ANSWER).first.wait_for(timeout=PATIENCE)
        made.shows(shopper, "The answer is there before they have left")
        looks(agent, made, outputs)
        chromium.close()
    print(f"{PICTURE.relative_to(ROOT)}: {len(made.frames)} frames, {made.leave() / 1000:.0f} KB")


if __name__ == "__main__":
    main()
