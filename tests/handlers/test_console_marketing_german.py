"""The pages of those who write to customers, told in German: whole sentences with numbers and names in them."""

import pytest

from segue.times import HOUR
from tests.faults.shop import added, identified, post
from tests.handlers.console_staff import KIM, as_staff

PAGES = {
    "/journeys/abandoned-cart": ("Betritt Abandoned cart, einmal je Warenkorb", "Nie ein zweites Mal"),
    "/journeys/all/stop": ("Alle Journeys stoppen?", "Gerade ist niemand darin."),
    "/journeys/abandoned-cart/enter?segment=open-cart": ("1 Person ist gerade in Open cart.",),
    "/segments/open-cart": ("1 Person darin, gezählt", "Warenkorb offen"),
    "/policies": ("Höchstens 3 Marketing-Nachrichten je Tag", "0,1 % von mindestens 1.000 Nachrichten"),
    "/playbook/segments/open-cart": ("Wer gemeint ist", "Wie viele wären das?", "Unberührt seit"),
    "/playbook/versions": ("und 58 weitere Dateien",),
    "/templates/abandoned-cart": ("So, wie eine erfundene Person es jetzt bekäme.",),
    "/sending": ("Nachrichten auf der Website und in der App",),
    "/deliverability": ("Nach Domain", "Nichts wurde gemeldet"),
}
ASKED = {
    "segment": "open-cart",
    "template": "abandoned-cart",
    "channel": "email",
    "purpose": "marketing",
    "do": "count",
}


@pytest.fixture
def german(world, max_):
    """Max, who reads German, once Kim has left a cart."""
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", "c1", userId="u1"))
    world.pass_time(3 * HOUR)
    browser = as_staff(world, "max")
    browser.cookies["segue_language"] = "de"
    return browser


def test_pages_are_told_in_german(german):
    read = {
        path: german.get(path) and [text for text in texts if not german.reads(text)] for path, texts in PAGES.items()
    }
    assert read == {path: [] for path in PAGES}


def test_a_broadcast_is_counted_and_planned_in_german(german):
    page = german.get("/broadcasts/new").post("/broadcasts/new", ASKED)
    assert page.reads("1 Person ist jetzt in Open cart")
    assert page.reads("Sofort, per")
    assert page.post("/broadcasts/new", ASKED | {"pace": "many"}).status == 422
    assert page.reads("Nachrichten pro Minute: Das ist keine ganze Zahl")
