"""What a broadcast may be: everything is checked before it is taken, and said in a sentence."""

from typing import Any

import pytest

from segue.broadcasts.asking import Origin, asked, variants_of
from segue.broadcasts.choosing import counted, winner
from segue.broadcasts.definitions import Trial, Variant, must_fit
from segue.errors import Invalid
from segue.messages import Message
from segue.times import HOUR, MINUTE
from tests.builders import NOON
from tests.fake_broadcasts import TEMPLATES, a_broadcast

BOOK = {"journey": {}, "segment": {"vips": {}}, "template": TEMPLATES | {"sms": {"text": ""}}}
TWO = (Variant("a", 50), Variant("b", 50))


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"segment": "gone"}, "unknown-segment"),
        ({"variants": (Variant("gone", 100),)}, "unknown-template"),
        ({"variants": (Variant("sms", 100),)}, "unknown-template"),
        ({"channel": "fax"}, "bad-channel"),
        ({"purpose": "fun"}, "bad-purpose"),
        ({"variants": ()}, "bad-variants"),
        ({"variants": (Variant("a", 50), Variant("b", 49))}, "bad-variants"),
        ({"variants": (Variant("a", 50), Variant("a", 50))}, "bad-variants"),
        ({"variants": (Variant("a", 101), Variant("b", -1))}, "bad-variants"),
        ({"pace": -1}, "bad-pace"),
        ({"pace": 100_001}, "bad-pace"),
        ({"trial": Trial(20, HOUR, "clicked")}, "bad-ab"),
        ({"variants": TWO, "trial": Trial(100, HOUR, "clicked")}, "bad-ab"),
        ({"variants": TWO, "trial": Trial(20, MINUTE - 1, "clicked")}, "bad-ab"),
        ({"variants": TWO, "trial": Trial(20, HOUR, "bought")}, "bad-ab"),
        ({"zone": "Mars"}, "bad-zone"),
        ({"every": "day"}, "bad-time"),
        ({"at": "2026-11-22T11:59"}, "bad-time"),
        ({"at": "2026-11-21T09:00", "zone": "local"}, "bad-time"),
        ({"at": "2027-11-30T09:00"}, "bad-time"),
        ({"at": "2026-12-01T09:00", "every": "year"}, "bad-recurrence"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(said: dict[str, Any], reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        must_fit(a_broadcast(**said), BOOK)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"variants": TWO, "trial": Trial(20, HOUR, "opened"), "pace": 100_000},
        {"at": "2026-11-22T09:00", "zone": "local"},  # still to come in the west
        {"at": "2026-11-22T12:00"},
        {"at": "2026-11-22T09:00", "every": "week", "on": ("monday",)},
    ],
)
def test_what_can_be_is_taken(said: dict[str, Any]) -> None:
    assert must_fit(a_broadcast(**said), BOOK) == a_broadcast(**said)


def test_shares_that_nobody_gives_are_equal_ones() -> None:
    shares = [one.share for one in variants_of("", [{"template": one} for one in "abc"])]
    assert shares == [33, 33, 34]
    assert variants_of("news", []) == (Variant("news", 100),)


@pytest.mark.parametrize(("template", "variants"), [("", []), ("news", [{"template": "a"}])])
def test_there_is_a_template_or_there_are_variants(template: str, variants: list) -> None:
    with pytest.raises(Invalid):
        variants_of(template, variants)


def test_what_is_left_out_is_the_shop_s_way() -> None:
    origin = Origin("b_1", "amy", NOON, "Europe/Berlin")
    assert asked({"segment": "vips", "template": "news"}, origin) == a_broadcast(name="news", zone="Europe/Berlin")
    said = {"at": "2026-12-01 09:00", "every": "week", "ab": {"share": 9, "after": "1h", "by": "opened"}}
    found = asked(
        {"segment": "vips", "name": "News", "variants": [{"template": "a"}, {"template": "b"}], **said}, origin
    )
    assert (found.at, found.on, found.variants) == ("2026-12-01T09:00", ("tuesday",), TWO)
    assert found.trial == Trial(9, HOUR, "opened")


def told(template: str, state: Any, *outcomes: str) -> Message:
    given = ("m", "p", "c", "broadcast:b_1", "person", "1", template, "email", "marketing", NOON, state)
    return Message(*given, outcomes=dict.fromkeys(outcomes, NOON))


def test_what_went_out_and_what_was_answered_is_counted() -> None:
    messages = [told("a", "sent", "opened"), told("a", "sent", "clicked"), told("b", "dropped"), told("b", "sent")]
    assert counted({"a": [1, 1]}, messages, "opened") == {"a": [3, 3], "b": [1, 0]}
    assert counted({}, messages, "clicked") == {"a": [2, 1], "b": [1, 0]}


@pytest.mark.parametrize(
    ("tally", "best"),
    [({"a": (10, 1), "b": (100, 9)}, "a"), ({"a": (10, 0), "b": (1, 1)}, "b"), ({}, "a"), ({"b": (5, 0)}, "a")],
)
def test_the_variant_with_the_best_rate_wins_and_of_equal_ones_the_first(tally: dict, best: str) -> None:
    assert winner(TWO, tally) == best
    assert winner((Variant("a", 40), Variant("b", 60)), {}) == "b"
