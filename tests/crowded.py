"""A crowd of the demo in an archive: what it tells, as events, as rows, as relations that measures read."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from segue.archive.numbers import Shop
from segue.archive.rows import rows
from segue.identifiers import identifiers_of
from segue.segment_api.messages import Arrival, event_of
from segue.segment_api.routes import ROUTES
from segue.times import MINUTE
from segue_tools.demo import crowd, helped
from segue_tools.demo.truth import Truth, truth
from tests.builders import NOON
from tests.measured import archive

RUN, SEED = "d1", 7
SHOP = Shop(b"secret")
CROWD, CASES = crowd.crowd(SEED, 600, RUN), helped.cases(SEED, 40, RUN)


def the_truth() -> Truth:
    """What is true of the crowd."""
    return truth(CROWD, CASES)


@cache
def crowded() -> Any:
    """The crowd's archive: everybody came in the last minutes."""
    end = NOON / 1000
    said = [m for one in CROWD for m in crowd.told(one, end - one.nth, "https://shop.example/", RUN)]
    said += [m for nth, one in enumerate(CASES) for m in helped.told(one, end - 60 * nth)]
    facts = [row for one in said for row in _facts(one)]
    people = {row["who"]: row["person"] for row in facts}
    return archive(facts, [{"who": who, "person": person} for who, person in people.items()])


def _facts(message: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """The rows of a message, under the pseudonym of its source identity, and whose that is."""
    arrival = Arrival("shop", NOON + MINUTE, ROUTES["message"])
    event = event_of(json.dumps(message).encode(), {}, arrival, None)
    key = identifiers_of(event)[0].value
    person = SHOP.number("person", message.get("anonymousId") or message["userId"])
    for row in rows(event, key, SHOP):
        yield {**row, "who": SHOP.number("who", key), "person": person}
