"""The inbox, cases, privacy, keys and the trail in German: nothing on them is left in English."""

import html
import re

import pytest

from segue.languages.texts import catalogue
from segue.times import HOUR, MINUTE
from tests.handlers.browser import Browser
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.starter import whole_starter
from tests.handlers.talks import KIM, chatted, known, the_one


@pytest.fixture(scope="module")
def world():
    """Kim chats, and has asked for what is known."""
    with pytest.MonkeyPatch.context() as patched, staffed(patched, whole_starter()) as made:
        known(made)
        chatted(made, "My tent is torn.", "t1", attachments=[{"name": "tent.jpg", "size": 2_400_000}])
        made.pass_time(MINUTE)
        yield made


def german(world, name: str) -> Browser:
    """Somebody who reads German."""
    browser = as_staff(world, name)
    browser.cookies["segue_language"] = "de"
    return browser


def left(browser: Browser) -> list[str]:
    """The sentences of the catalogue that a page says in English."""
    page = re.sub(r"<(script|style|svg|textarea|template)[\s\S]*?</\1>|data-said=\"[^\"]*\"", " ", browser.body)
    seen = re.sub(r"\s+", " ", html.unescape(page))
    texts = vars(catalogue("de"))["_catalog"].items()
    told = {english: said for english, said in texts if isinstance(english, str) and said}
    long = [one for one in told if one.count(" ") > 1 and not re.search(r"[{%<]", one) and told[one] != one]
    return [one for one in long if one in seen]


PAGES = {
    "amy": ("/inbox", "/inbox?tag=none", "TALK", "/effort"),
    "ann": ("/keys", "/keys/first/revoke", "/audit", "/effort?by=topic", "/privacy", "/requests"),
}


@pytest.mark.parametrize(("name", "path"), [(name, one) for name, paths in PAGES.items() for one in paths])
def test_a_page_is_told_in_german(world, name, path):
    page = german(world, name).get(path.replace("TALK", f"/inbox/{the_one(world)['id']}"))
    assert (page.status, left(page)) == (200, [])
    assert '<html lang="de"' in page.body


def test_the_records_stay_in_english_below_german_titles(world):
    page = german(world, "ann").get("/privacy/records")
    assert page.reads("Wie lange was aufbewahrt wird")
    assert re.search(r'<span lang="en">[^<]+</span>', page.body)


def test_a_conversation_tells_sizes_and_times_as_germans_write_them(world):
    page = german(world, "amy").get(f"/inbox/{the_one(world)['id']}")
    assert page.reads("2,4 MB")
    assert re.search(r"wartet seit|fällig in|überfällig", page.body)


def test_what_cannot_be_is_said_in_german(world):
    ann = german(world, "ann")
    assert ann.get("/keys").post("/keys", {"name": "", "kind": "browser"}).reads("Ein Schlüssel hat einen Namen von")
    assert ann.get("/requests").post("/requests", {"sought": "???"}).reads("Damit wird kein Kunde gefunden.")
    assert ann.get("/audit?actor=zoe.zoo").reads("niemand vom Team heißt")
    talk = f"/inbox/{the_one(world)['id']}"
    page = ann.get(talk).post(f"{talk}/say", {"text": "", "kind": "note"})
    assert (page.status, page.reads("Ihr Text steht noch hier; gesendet wurde nichts.")) == (422, True)


def test_a_case_and_an_export_are_told_in_german_with_the_usual_reason_kept_in_english(world):
    pia = german(world, "pia").get("/requests")
    fields = {"sought": KIM, "kind": "access", "occasion": pia.find(r'name="occasion" value="([^"]+)"')}
    reason = pia.find(r'name="reason" value="([^"]+)"')
    case = pia.post("/requests", {**fields, "reason": reason}).at.removeprefix("/console")
    assert (left(pia.get(case)), pia.reads("Vom Kunden gewünscht.")) == ([], True)
    assert as_staff(world, "pia").get(case).reads("Asked for by the customer.")
    pia.get("/privacy").post("/privacy", {"sought": KIM})
    asked = dict(re.findall(r'name="(occasion|person|reason)" value="([^"]*)"', pia.body))
    export = pia.post("/privacy/export", asked).at.removeprefix("/console")
    world.pass_time(HOUR)
    assert (left(pia.get(export)), pia.reads("Datei herunterladen")) == ([], True)
