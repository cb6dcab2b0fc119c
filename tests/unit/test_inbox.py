"""What a message that nobody carries keeps of itself, and who sees it how long."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from segue.errors import Refused
from segue.messages import Envelope, Message
from segue.messaging.inbox import USUAL, answered, content, shown
from segue.messaging.tracking import tracked
from segue.times import DAY, HOUR
from tests.builders import NOON

PARTS = {"inapp.title": "Tent", "inapp.body": "Hello", "inapp.link": "", "inapp.image": "", "inapp.until": ""}
KEPT = {"title": "Tent", "body": "Hello", "link": "/cart", "image": "", "until": NOON + DAY}
MESSAGE = Message("u_1_m1", "u_1", "u_1", "j", "k", "0", "t", "inapp", "marketing", NOON, "sent", content=KEPT)


def kept(**said: str) -> dict[str, object]:
    """What is kept of a message that says this, at noon."""
    return content(Envelope("u1", PARTS | {f"inapp.{name}": text for name, text in said.items()}, ""), NOON)


@pytest.mark.parametrize("link", ["https://shop.test/cart?a=b", "http://shop.test", "/cart", "/"])
def test_a_link_leads_to_a_page_of_the_web_or_of_the_site(link):
    assert kept(link=link, image=link) == {**KEPT, "link": link, "image": link, "until": NOON + USUAL}


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "//evil.test", "/\\evil.test", "data:text/html,x", "cart", "https://", "http://[x"]
)
@pytest.mark.parametrize("name", ["link", "image"])
def test_what_a_page_must_not_make_a_link_of_is_refused(name, link):
    with pytest.raises(Refused, match="begins with https"):
        kept(**{name: link})


@pytest.mark.parametrize(("until", "moment"), [("2h", NOON + 2 * HOUR), ("2030-01-01T00:00:00Z", 1893456000000)])
def test_a_message_holds_so_long_or_until_then(until, moment):
    assert kept(until=until)["until"] == moment


def test_an_end_that_is_no_time_is_refused():
    with pytest.raises(Refused, match="2026-12-24"):
        kept(until="soon")


def test_it_is_shown_as_long_as_it_holds():
    assert shown([MESSAGE], {"u_1"}, NOON + DAY - 1) == [MESSAGE]
    assert shown([MESSAGE], {"u_1"}, NOON + DAY) == []


@pytest.mark.parametrize(
    "change",
    [
        {"state": "claimed"},
        {"state": "dropped"},
        {"channel": "email"},
        {"channel": "gone"},
        {"outcomes": {"dismissed": 1}},
        {"contact_point": "a_2"},
    ],
)
def test_what_was_not_sent_was_put_away_or_is_somebody_else_s_is_not_shown(change):
    assert shown([replace(MESSAGE, **change)], {"u_1"}, NOON) == []


def test_the_newest_comes_first_and_the_same_for_two_people_who_are_one_comes_once():
    later = replace(MESSAGE, id="u_1_m2", decided=NOON)
    same = replace(MESSAGE, id="u_2_m1", person="u_2")
    assert shown([MESSAGE, same, later], {"u_1"}, NOON) == [later, MESSAGE]


@pytest.mark.parametrize(("outcomes", "read"), [({}, False), ({"opened": 1}, True), ({"clicked": 1}, True)])
def test_a_site_gets_the_words_and_whether_they_were_read(outcomes, read):
    said = answered(replace(MESSAGE, outcomes=outcomes, decided=NOON))
    assert said["read"] is read
    assert (said["title"], said["link"], said["until"]) == ("Tent", "/cart", "2026-11-23T12:00:00.000Z")


def test_a_picture_that_a_page_loads_by_itself_is_no_tracked_link():
    links: Any = SimpleNamespace(ours=lambda _url: False, tracked=lambda _message, url: f"https://t.test/?{url}")
    policy: Any = SimpleNamespace(touches=lambda _message: True, tags=lambda _message: {}, track=("inapp",))
    said = tracked(dict.fromkeys(("inapp.link", "inapp.image"), "https://shop.test/a"), MESSAGE, links, policy)
    assert said == {"inapp.link": "https://t.test/?https://shop.test/a", "inapp.image": "https://shop.test/a"}
