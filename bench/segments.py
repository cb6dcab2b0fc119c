"""What a full recompute costs: 50 segments asked of people from their facets, on one core.

People are made of events by the same dice; a person is read as the fold reads one, a new `Profile` of stored facets.
"""

import gc
import random
import time
from typing import Any

from bench.keeping import keep
from segue import facets
from segue.aws.items import to_item
from segue.aws.people import membership_row
from segue.events import Event
from segue.profile.profiles import Profile
from segue.segments.compiling import compile_segments
from segue.segments.membership import Membership, Segment, evaluate
from segue.times import DAY, HOUR, MINUTE
from tests.faults.cloud.values import item_size

SEED, PEOPLE, TRIES = 20266, 400, 5
NOW = 1_795_348_800_000
WORDS = ("cameras", "lenses", "bags", "tripods", "macro", "video")
BRANDS = ("northlight", "aperta", "fjell")


# One kind of question each; half of the segments are groups of them.
QUESTIONS: list[dict[str, Any]] = [
    *({"ordered": {"at_least": least, "within": within}} for least in (1, 2, 5) for within in ("30d", "90d", "365d")),
    *({"spent": {"at_least": least, "currency": "EUR", "within": "365d"}} for least in (50, 200, 1000)),
    *({"did": {"event": "Product Viewed", "at_least": least, "within": "7d"}} for least in (1, 3, 10)),
    *({"did": {"event": "Product Viewed", "within": "30d", "where": {"category": word}}} for word in WORDS[:3]),
    {"cart": "open"},
    {"cart": {"untouched_for": "2h"}},
    {"cart": {"value_at_least": 100, "currency": "EUR", "untouched_for": "1d"}},
    {"reachable": {"channel": "email", "purpose": "marketing"}},
    {"consent": {"channel": "email", "is": "denied"}},
    {"known_by": "phone"},
    {"trait": "tier", "in": ["gold", "platinum"]},
    {"trait": "city", "equals": "Kiel"},
    {"ordered": {"at_most": 0}},
]


def definitions() -> dict[str, dict[str, Any]]:
    """Fifty segments."""
    pairs = zip(QUESTIONS, QUESTIONS[7:] + QUESTIONS[:7], strict=True)
    groups = [{"all": [one, {"not": other}, {"reachable": {"channel": "email"}}]} for one, other in pairs]
    long = {"has_been": {"for": "90d", "when": {"not": QUESTIONS[0]}}}
    return {f"segment-{place:02}": {"when": one} for place, one in enumerate([*QUESTIONS, long, *groups][:50])}


def people() -> list[dict[str, Any]]:
    """The facets of some hundred customers: most come seldom, few come often; one in three has ordered."""
    dice = random.Random(SEED)
    return [facets.absorb({}, _history(dice, person)) for person in range(PEOPLE)]


def _history(dice: random.Random, person: int) -> list[Event]:
    made = [_event(person, NOW - 300 * DAY, None, type="identify", user_id=f"u{person}", traits=_traits(dice, person))]
    for visit in range(min(40, int(dice.paretovariate(0.8)))):
        at = NOW - int(dice.random() * 200 * DAY)
        made += [_looked(dice, person, at + step * MINUTE) for step in range(dice.randint(1, 8))]
        made += [_event(person, at + HOUR, "Product Added", properties=_product(dice))] if dice.random() < 0.3 else []
        made += [_ordered(dice, person, at + 2 * HOUR, visit)] if dice.random() < 0.15 else []
    return made


def _event(person: int, at: int, called: str | None, **said: Any) -> Event:
    key = f"{person}-{at}-{called}"
    given = {"type": "track", "user_id": f"u{person}", "source": "web", "channel": "web", "properties": {}} | said
    return Event(message_id=key, timestamp=at, received_at=at, original_timestamp=at, event=called, **given)


def _traits(dice: random.Random, person: int) -> dict[str, Any]:
    return {
        "email": f"customer{person}@shop.example",
        "tier": dice.choice(["", "silver", "gold"]),
        "city": dice.choice(["Kiel", "Lyon", "Turin"]),
    }


def _product(dice: random.Random) -> dict[str, Any]:
    said = {"category": dice.choice(WORDS), "brand": dice.choice(BRANDS), "currency": "EUR", "quantity": 1}
    return {**said, "product_id": f"p{dice.randint(1, 200)}", "name": "A product", "price": dice.randint(5, 900)}


def _looked(dice: random.Random, person: int, at: int) -> Event:
    return _event(person, at, "Product Viewed", properties=_product(dice))


def _ordered(dice: random.Random, person: int, at: int, number: int) -> Event:
    products = [_product(dice) for _ in range(dice.randint(1, 4))]
    total = sum(one["price"] for one in products)
    said = {"order_id": f"{person}-{number}", "total": total, "currency": "EUR", "products": products}
    return _event(person, at, "Order Completed", properties=said)


def figures() -> dict[str, Any]:
    """{"segments": {...}}: CPU of the process, the least of several tries."""
    segments = list(compile_segments(definitions(), {"consent": {"email/marketing": "until-opt-out"}}).values())
    known = people()
    seconds = min(_tried(segments, known) for _ in range(TRIES))
    rows = [membership_row("u_1", _evaluated(segments, one)) for one in known]
    return {
        "segments": {
            "segments": len(segments),
            "people": len(known),
            "us_per_person": round(seconds / len(known) * 1e6),
            "people_per_second": round(len(known) / seconds),
            "bytes_per_person": round(sum(item_size(to_item(row)) for row in rows) / len(rows)),
        }
    }


def _evaluated(segments: list[Segment], known: dict[str, Any]) -> Membership:
    return evaluate(segments, Profile("u_1", known, ("u_1",)), Membership({}), NOW)


def _tried(segments: list[Segment], known: list[dict[str, Any]]) -> float:
    gc.collect()
    began = time.process_time()
    for one in known:
        _evaluated(segments, one)
    return time.process_time() - began


def main() -> None:
    """Measures, prints and keeps."""
    keep(figures())


if __name__ == "__main__":
    main()
