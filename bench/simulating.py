"""What a simulation costs: ten thousand people and thirty days through a journey of reminders, on one core.

The ledger is made up by the same dice, some people at a time; only playing them is measured, not reading them.
"""

import random
import time
from collections.abc import Iterator
from typing import Any

from bench.keeping import keep
from segue.events import Event
from segue.journeys.compiling import compile_journeys
from segue.profile.profiles import Profile
from segue.segments.compiling import compile_segments
from segue.simulating.families import play
from segue.simulating.scenes import Scene
from segue.simulating.stories import Known
from segue.times import DAY, MINUTE

SEED, PEOPLE, DAYS, BEFORE = 20267, 10_000, 30, 60
NOW = 1_795_348_800_000
WORDS = ("cameras", "lenses", "bags", "tripods", "macro", "video")
SEGMENTS = {
    "abandoned": {"when": {"all": [{"cart": {"untouched_for": "2h"}}, {"not": {"ordered": {"within": "2h"}}}]}},
    "buyers": {"when": {"ordered": {"at_least": 1, "within": "30d"}}},
    "lookers": {"when": {"did": {"event": "Product Viewed", "at_least": 3, "within": "7d"}}},
}
SAID: dict[str, Any] = {"channel": "email", "purpose": "marketing"}
REMINDERS = {
    "entry": {"segment": "abandoned"},
    "each": "cart",
    "while": "abandoned",
    "steps": [
        {"split": {"when": {"segment": "lookers"}, "then": [{"send": {**SAID, "template": "a"}}]}},
        {"hold": {"until": {"signal": {"detail-type": ["OrderPlaced"]}}, "timeout": "2d"}},
        {"send": {**SAID, "template": "b"}},
    ],
}


def figures() -> dict[str, Any]:
    """{"simulating": {...}}: CPU of the process."""
    segments = compile_segments(SEGMENTS, {})
    journeys = compile_journeys({"reminders": REMINDERS}, SEGMENTS, {})
    scene = Scene(journeys, segments, NOW - DAYS * DAY, NOW, lambda kind, value: f"{kind}:{value}")
    seconds, entries, events, dice = 0.0, 0, 0, random.Random(SEED)
    for known in (_known(dice, one) for one in range(PEOPLE)):
        began = time.process_time()
        story = play(scene, known)
        seconds += time.process_time() - began
        entries, events = entries + len(story.entered), events + sum(map(len, known.events.values()))
    return {
        "simulating": {
            "people": PEOPLE,
            "events": events,
            "entries": entries,
            "seconds_10000_people_30_days": round(seconds * 10_000 / PEOPLE, 1),
            "people_per_second": round(PEOPLE / seconds),
        }
    }


def _known(dice: random.Random, person: int) -> Known:
    """Somebody who comes seldom, as most do, or often; on two devices, one in five."""
    profile = Profile(f"u_{person}", {}, (f"u_{person}", f"a_{person}"))
    made = [*_history(dice, person)]
    parts: dict[str, list[Event]] = {f"u_{person}": [], f"a_{person}": []}
    for one in made:
        parts[f"a_{person}" if person % 5 == 0 and dice.random() < 0.5 else f"u_{person}"].append(one)
    return Known(profile, parts)


def _history(dice: random.Random, person: int) -> Iterator[Event]:
    first = NOW - (BEFORE + DAYS) * DAY
    yield _event(person, first, None, type="identify", traits={"email": f"customer{person}@shop.example"})
    for visit in range(min(40, int(dice.paretovariate(0.8)))):
        at = NOW - int(dice.random() * (BEFORE + DAYS) * DAY)
        for step in range(dice.randint(1, 8)):
            yield _event(person, at + step * MINUTE, "Product Viewed", properties=_product(dice))
        if dice.random() < 0.3:
            yield _event(
                person, at + 10 * MINUTE, "Product Added", properties=_product(dice) | {"cart_id": f"c{visit}"}
            )
        if dice.random() < 0.15:
            said = {"order_id": f"{person}-{visit}", "cart_id": f"c{visit}", "total": 90, "currency": "EUR"}
            yield _event(person, at + 20 * MINUTE, "Order Completed", properties=said)


def _product(dice: random.Random) -> dict[str, Any]:
    said = {"category": dice.choice(WORDS), "currency": "EUR", "quantity": 1, "price": dice.randint(5, 900)}
    return {**said, "product_id": f"p{dice.randint(1, 200)}", "name": "A product"}


def _event(person: int, at: int, called: str | None, **said: Any) -> Event:
    given: dict[str, Any] = {"type": "track", "user_id": f"u{person}", "source": "web", "channel": "web"} | said
    key = f"{person}-{at}-{called}"
    return Event(message_id=key, timestamp=at, received_at=at, original_timestamp=at, event=called, **given)


def main() -> None:
    """Measures, prints and keeps."""
    keep(figures())


if __name__ == "__main__":
    main()
