"""What a night tells of friction: what is new, what is surely worse, each once."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from segue.friction.noticing import KEPT, Known, Noticing, signals
from segue.friction.ranking import ranked
from segue.measures.results import Result, Wish
from segue.profile.signals import Signal
from segue.times import DAY, Millis

UNTIL = 20_000 * DAY


def row(lost: int, **said: Any) -> dict[str, Any]:
    place = {"kind": "step", "place": "step 3", "page": "checkout", "device": "phone"}
    usual = {"usual_cases": 400, "usual_lost_cases": 40, "other_cases": None, "other_lost_cases": None}
    return {"cases": 200, "lost_cases": lost, **place, **usual, "people": 200, **PRICED, **said}


PRICED = {"chance_rate": 0.5, "order_value": 5000.0, "seen": [7], "seen_at": ["2026-11-03T10:00:00"]}


class Fakes:
    """Memory and bus; `broken` forgets what it is to remember."""

    def __init__(self) -> None:
        self.known: Mapping[str, Known] = {}
        self.told: list[Signal] = []
        self.broken = False

    def seen(self) -> Mapping[str, Known]:
        return self.known

    def remember(self, seen: Mapping[str, Known]) -> None:
        if not self.broken:
            self.known = seen

    def publish(self, signals: Sequence[Signal]) -> None:
        self.told += signals

    def night(self, *rows: dict[str, Any], until: Millis = UNTIL) -> list[str]:
        """The names of what is told by a night that finds these."""
        wish, before = Wish("frictions"), len(self.told)
        result = Result(wish=wish, since=until - 28 * DAY, until=until, currency="EUR", made=until, rows=rows)
        Noticing(lambda _: result, self, self).notice(result)
        return [one.name for one in self.told[before:]]


def test_what_is_new_is_told_once():
    fakes = Fakes()
    assert fakes.night(row(80)) == ["FrictionFound"]
    assert fakes.night(row(80)) == []
    assert fakes.night(row(82), until=UNTIL + DAY) == []


def test_what_is_surely_worse_is_told_and_what_may_be_chance_is_not():
    fakes = Fakes()
    fakes.night(row(60))
    assert fakes.night(row(75), until=UNTIL + DAY) == []
    assert fakes.night(row(150), until=UNTIL + 2 * DAY) == ["FrictionWorsened"]


def test_a_night_that_breaks_off_tells_the_same_again():
    fakes = Fakes()
    fakes.broken = True
    fakes.night(row(80))
    fakes.night(row(80))
    first, second = fakes.told
    assert first.as_detail() == second.as_detail()


def test_what_comes_again_within_four_weeks_is_not_new():
    fakes = Fakes()
    fakes.night(row(80))
    assert fakes.night(until=UNTIL + DAY) == []
    assert fakes.night(row(80), until=UNTIL + 2 * DAY) == []
    assert fakes.night(row(80, place="step 1"), until=UNTIL + 2 * DAY + KEPT) == ["FrictionFound"]
    assert fakes.night(row(80), until=UNTIL + 3 * DAY + KEPT) == ["FrictionFound"]


def test_what_chance_explains_is_no_finding():
    assert Fakes().night(row(24)) == []


def test_few_are_judged_by_how_likely_that_is_and_not_by_a_smooth_curve():
    """11 of 20 where 20 % is usual come by chance once in 1,800 such places."""
    places = [row(40, place=f"step {number}", cases=200, usual_lost_cases=80) for number in range(1, 12)]
    few = {"cases": 20, "usual_lost_cases": 80, "kind": "step", "device": "tablet"}
    assert ranked([row(11, **few)], 0, DAY, "EUR")
    assert not ranked([row(11, **few), *places], 0, DAY, "EUR")


def test_a_place_that_two_kinds_point_to_stands_once_and_one_without_a_price_behind():
    rage = {"page": "product", "place": "button#buy"}
    blocked = {"kind": "policy", "place": "cap", "page": "cart", "device": "", "chance_rate": None, "order_value": None}
    found = ranked(
        [row(80, kind="rage", **rage), row(90, kind="dead", **rage), row(190, **blocked)], 0, 30 * DAY, "EUR"
    )
    assert [(one.kind, one.also, one.month is None) for one in found] == [
        ("dead", ("rage",), False),
        ("policy", (), True),
    ]
    assert found[1].sentence == "Of the messages of cart 95 % are blocked by cap; elsewhere 10 %."


def test_a_way_must_lose_more_than_its_pages_and_than_its_part():
    way = {"kind": "pair", "place": "list > cart", "page": "cart"}
    assert ranked([row(80, **way, other_cases=400, other_lost_cases=40)], 0, DAY, "EUR")
    assert not ranked([row(80, **way, other_cases=400, other_lost_cases=160)], 0, DAY, "EUR")


def test_a_result_as_it_is_kept_tells_the_same():
    fakes = Fakes()
    wish = Wish("frictions")
    result = Result(wish=wish, since=0, until=UNTIL, currency="EUR", made=UNTIL, rows=[row(80)])
    again = msgspec.json.decode(msgspec.json.encode(result), type=Result)
    Noticing(lambda _: again, fakes, fakes).notice(again)
    (told,) = fakes.told
    assert signals(ranked([row(80)], 0, UNTIL, "EUR"), {}, UNTIL, "EUR")[0].as_detail() == told.as_detail()
    assert told.detail["sentence"].startswith("On phones 40 % leave at step 3 of the checkout; on other devices 10 %.")
