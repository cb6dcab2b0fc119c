"""The console in another language: chosen here, else asked for by the browser; and nothing is told in English alone."""

import re
from gettext import NullTranslations
from html.parser import HTMLParser

import pytest

from segue.console.views import VIEWS
from segue.languages import texts
from segue.times import HOUR
from tests.faults.shop import added, identified, post
from tests.handlers.console_staff import KIM, as_staff, page_of, staffed

READ = {"title", "aria-label", "placeholder", "alt", "data-name"}
UNREAD = {"script", "style", "code", "pre", "textarea"}
TOLD = re.compile("⟦[^⟦⟧]*⟧")
SAME = {"Segue", "English", "UTC", "Kim", "kim@shop.test", "ann@shop.test", "Abandoned cart", "Open cart"}
SAME |= {"· Short", "SMS help", "SMS started", "SMS stopped"}  # of the playbook: named by the shop
SAME |= {"Deutsch", "Englisch"}  # languages, by the library that knows their names
PLAIN = sorted({one.path for one in VIEWS if one.method == "GET" and one.roles and "(" not in one.path and one.path})
# Pages of what the shop has itself: files, sources and guides, laws, addresses.
OWN = {"/playbook", "/playbook/new", "/playbook/versions", "/sources", "/policies", "/segments", "/journeys", "/live"}
OWN |= {"/audit/file", "/imports", "/keys", "/live/new"}


class Marked(NullTranslations):
    """A language in which every text stands in brackets."""

    def gettext(self, message):
        return f"⟦{message}⟧" if message else ""

    def ngettext(self, msgid1, msgid2, n):
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


class Reader(HTMLParser):
    """What somebody reads, or has read out."""

    def __init__(self, page):
        super().__init__()
        self.pieces, self.unread = [], 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.unread += tag in UNREAD
        self.pieces += [value or "" for name, value in attrs if name in READ]

    def handle_endtag(self, tag):
        self.unread -= tag in UNREAD

    def handle_data(self, data):
        self.pieces += [] if self.unread else [data]


@pytest.fixture
def ann(monkeypatch):
    with staffed(monkeypatch) as world:
        post(world, identified(world, "i1", "u1", KIM), added(world, "a1", "c1", userId="u1"))
        world.pass_time(4 * HOUR)
        yield as_staff(world, "ann")


def untold(page):
    """The words of a page that no catalogue has told."""
    text = "\0".join(Reader(page).pieces)
    while TOLD.search(text):
        text = TOLD.sub("", text)
    for name in SAME:
        text = text.replace(name, "")
    return {piece.strip() for piece in text.split("\0") if re.search("[A-Za-z]{3,}", piece)}


def test_no_page_says_something_in_english_alone(ann, monkeypatch):
    monkeypatch.setattr(texts, "catalogue", lambda code: Marked() if code == "de" else NullTranslations())
    ann.cookies["segue_language"] = "de"
    found = {path: untold(ann.get(path).body) for path in PLAIN if path not in OWN}
    assert {path: words for path, words in found.items() if words} == {}


def test_a_customer_s_page_says_nothing_of_its_own_in_english_alone(ann, monkeypatch):
    kim = page_of(ann, KIM)
    monkeypatch.setattr(texts, "catalogue", lambda code: Marked() if code == "de" else NullTranslations())
    ann.cookies["segue_language"] = "de"
    assert untold(ann.get(kim).body) <= {
        *(kim.removeprefix("/people/"), "Tent", "Tent ·", "Your Tent is waiting", "Product Added"),
        *("· web ·", "·  · web ·"),
    }


def test_a_language_is_chosen_and_kept(ann):
    at = ann.get("/live").post("/language", {"language": "de", "back": "/quarantine"}).at
    assert at == "/console/quarantine"
    assert ann.get("/quarantine").reads("Bisher wurde alles verstanden.")
    assert '<html lang="de"' in ann.body


def test_a_browser_that_asks_for_german_gets_it_until_somebody_chooses(ann):
    asked = {"accept_language": "de-AT,de;q=0.9,en;q=0.5"}
    assert ann.get("/quarantine", **asked).reads("Quarantäne")
    ann.post("/language", {"language": "en", "back": ""})
    assert ann.get("/quarantine", **asked).reads("Everything so far was understood.")


@pytest.mark.parametrize("asked", ["", "fr", "*", "xx-yy;q=nonsense"])
def test_a_language_that_nobody_speaks_here_is_english(ann, asked):
    assert ann.get("/quarantine", accept_language=asked).reads("Everything so far was understood.")


def test_a_language_that_there_is_not_cannot_be_chosen(ann):
    assert ann.get("/live").post("/language", {"language": "xx", "back": ""}).status == 400


def test_choosing_leads_to_no_other_site(ann):
    assert ann.get("/live").post("/language", {"language": "de", "back": "//evil.test"}).at == "/console"


def test_numbers_money_and_days_are_written_as_in_the_language():
    from segue.console.words import date
    from segue.languages.numbers import least, money, number

    with texts.speaking("de"):
        assert (number(1234.5, 1), least(0.08), money(189900, "EUR")) == ("1.234,5", "0,08", "1.899,00 €")
        assert date("2026-03-22T00:00:00Z") == "22. März 2026"
    assert (number(1234.5, 1), money(189900, "EUR")) == ("1,234.5", "€1,899.00")
