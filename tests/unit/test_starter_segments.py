"""The starter playbook's segments: somebody who is in each, and somebody who only just is not."""

from typing import Any, NamedTuple

import pytest

from segue import facets
from segue.events import Event
from segue.predictions.telling import predicted
from segue.predictions.values import Churn, Prediction, Worth
from segue.profile.profiles import Profile
from segue.segments.compiling import compile_segments
from segue.times import DAY, HOUR, Millis
from tests.builders import NOON, an_add, an_event, an_identify, an_order
from tests.starter import starter

PLAYBOOK = starter()
SEGMENTS = compile_segments(PLAYBOOK["segment"], PLAYBOOK["policy"])
TENT = {"product_id": "trail-38", "category": "camping", "price": 179, "quantity": 1}
KIM = "kim@shop.example"
MAILED = an_identify(NOON - 9 * DAY, email=KIM)
LENS = {"product_id": "lens-23", "category": "lenses", "price": 429, "quantity": 1}


class Case(NamedTuple):
    inside: list[Event]
    outside: list[Event]
    now: Millis = NOON


def orders(*days: float, total: int = 21, **said: Any) -> list[Event]:
    return [an_order(NOON - int(day * DAY), f"o{day}", total=total, **said) for day in days]


def bought(*products: dict[str, Any], coupon: str = "") -> list[Event]:
    """An order a day, of one product each."""
    return [
        an_order(NOON - place * DAY, f"o{place}", products=[one], coupon=coupon) for place, one in enumerate(products)
    ]


def visits(*days: int, called: str = "Product Viewed", **said: Any) -> list[Event]:
    events = enumerate(days)
    return [an_event(called, NOON - day * DAY, message_id=f"{day}-{place}", properties=said) for place, day in events]


def opens(*days: int) -> list[Event]:
    return [an_event("Email Opened", NOON - day * DAY, channel="email") for day in days]


def looks(*hours: float) -> list[Event]:
    """At a product, so many hours ago."""
    return [an_event(at=NOON - int(one * HOUR), message_id=f"l{one}") for one in hours]


def reads(seconds: int) -> list[Event]:
    """About a feature, for so long."""
    return visits(0, called="Product Feature Viewed", feature="low light", dwell_seconds=seconds)


def answer(survey: str, score: int) -> list[Event]:
    return [an_event("Survey Answered", NOON - DAY, properties={"survey": survey, "score": score})]


def expecting(age: Millis = 0, **said: Any) -> list[Event]:
    """What the job wrote in a night."""
    return [predicted(Prediction(NOON - age, "", **said), "a_1", NOON)]


CASES: dict[str, list[Case]] = {
    "open-cart": [Case([an_add(NOON)], [an_add(NOON), an_order(NOON + 1, cart_id="c1")])],
    "abandoned-cart": [Case([an_add(NOON)], [an_add(NOON + 1)], NOON + 2 * HOUR)],
    "frequent": [Case(orders(120, 60, 0), orders(121, 61, 0)[:2]), Case(orders(120, 60, 0), orders(122, 60, 0))],
    "lapsed": [Case(orders(180), orders(179.9))],
    "new": [Case(orders(29.9), orders(30)), Case(orders(1), orders(1, 2))],
    "high-engagement": [Case(visits(*range(20, 28)), visits(*range(21, 29)))],
    "low-engagement": [Case(opens(83), opens(84)), Case(opens(0, 1, 28), opens(0, 1, 27)), Case(opens(0), visits(0))],
    "loves-camping": [
        Case(visits(*[0] * 10, category="camping"), visits(*[0] * 9, category="camping")),
        Case(bought(TENT, TENT, LENS, LENS), bought(TENT, LENS, LENS)),
    ],
    "bargain-hunters": [Case(bought(*[TENT] * 3, coupon="TEN"), bought(*[TENT] * 2, coupon="TEN"))],
    "full-price-buyers": [Case(bought(*[TENT] * 3), bought(*[TENT] * 3, coupon="TEN"))],
    "at-risk": [Case(expecting(churn=Churn(0.6, 90)), expecting(churn=Churn(0.59, 90)))],
    "high-value-soon": [
        Case(expecting(value=Worth("EUR", {90: 20000})), expecting(value=Worth("EUR", {90: 19999}))),
        Case(expecting(value=Worth("EUR", {90: 20000})), expecting(14 * DAY, value=Worth("EUR", {90: 20000}))),
    ],
    "quarterly-luxury-buyers": [
        Case(orders(180, 90, 0, total=400), orders(180, 90, 0, total=333)),
        Case(orders(180, 90, 0, total=400), orders(40, 20, 0, total=400)),
    ],
    "researching-now": [
        Case(visits(*[0] * 5), visits(*[0] * 4)),
        Case(visits(*[0] * 5), [*visits(*[0] * 5), *orders(0)]),
        Case(reads(60), reads(59)),
    ],
    "browsed-and-left": [
        Case([MAILED, *looks(5, 4)], [MAILED, *looks(5, 3.9)]),
        Case([MAILED, *looks(5, 4)], [MAILED, *looks(5)]),
        Case([MAILED, *looks(5, 4)], looks(5, 4)),
        Case([MAILED, *looks(23.9, 4)], [MAILED, *looks(24, 4)]),
        Case([MAILED, *looks(5, 4)], [MAILED, *looks(5, 4), an_add(NOON)]),
        Case([MAILED, *looks(5, 4)], [MAILED, *looks(5, 4), *orders(0.9)]),
        Case([MAILED, *looks(9, 8, 7, 6)], [MAILED, *looks(9, 8, 7, 6, 5)]),
    ],
    "birthday-soon": [
        Case([an_identify(email=KIM, birthday="1990-11-29")], [an_identify(email=KIM, birthday="1990-11-30")]),
        Case([an_identify(email=KIM, birthday="1990-11-29")], [an_identify(birthday="1990-11-29")]),
    ],
    "tier-silver": [
        Case([an_identify(loyalty_tier=one)], [an_identify(loyalty_tier="bronze")]) for one in ("silver", "gold")
    ],
    "tier-gold": [Case([an_identify(loyalty_tier="gold")], [an_identify(loyalty_tier="silver")])],
    "unhappy": [
        Case(answer("ces", 3), answer("ces", 4)),
        Case(answer("csat", 2), answer("csat", 3)),
        Case(answer("nps", 6), answer("nps", 7)),
        Case(visits(3, called="Conversation Opened"), visits(2, called="Conversation Opened")),
    ],
}
EACH = [(name, one) for name, cases in CASES.items() for one in cases]


def inside(name: str, events: list[Event], now: Millis) -> bool:
    return SEGMENTS[name].when.test(Profile("a_1", facets.absorb({}, events), ("a_1",)), now).holds


def test_every_starter_segment_has_somebody_in_it() -> None:
    assert CASES.keys() == SEGMENTS.keys()


@pytest.mark.parametrize(("name", "case"), EACH, ids=[name for name, _ in EACH])
def test_a_starter_segment_draws_its_line_where_it_says(name: str, case: Case) -> None:
    assert inside(name, case.inside, case.now)
    assert not inside(name, case.outside, case.now)


@pytest.mark.parametrize("name", SEGMENTS)
def test_nobody_is_in_a_segment_by_having_done_nothing(name: str) -> None:
    assert not inside(name, [], NOON)
    assert SEGMENTS[name].description
