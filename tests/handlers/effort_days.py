"""Thirty days of questions how easy it was, for the picture of their page; the same every time."""

import random

from segue.aws.clients import client
from segue.aws.effort_counts import update
from segue.aws.settings import settings
from segue.conversations.scoring import ASKED, GROUPS, SCORES, Addition, By, Place
from segue.times import DAY, to_text
from tests.faults.cloud.world import World
from tests.handlers.desk_days import AMY, ANN

DAYS, SELDOM = 30, 4  # who has few questions has some every so many days
Shown = tuple[dict[By, str], int, tuple[int, ...]]
# name by what it is counted, questions a day, and how often each score comes
SHOWN: tuple[Shown, ...] = (
    ({"agent": AMY, "channel": "email", "topic": "track_order", "queue": "orders"}, 9, (1, 1, 1, 2, 4, 8, 10)),
    ({"agent": ANN, "channel": "chat", "topic": "get_refund", "queue": "returns"}, 5, (4, 3, 3, 3, 4, 3, 2)),
    ({"agent": "ben", "channel": "phone"}, 2, (0, 1, 1, 1, 1, 1, 1)),
)


def answered(world: World) -> None:
    """Counts as they would stand after these days."""
    dice = random.Random(3)
    days = [to_text(world.clock - one * DAY)[:10] for one in range(DAYS)]
    wanted = [(day, one) for at, day in enumerate(days) for one in SHOWN if one[1] > SELDOM or at % SELDOM == 0]
    added = [one for day, shown in wanted for one in _of_day(day, shown, dice)]
    with world.aside():
        for one in added:
            client("dynamodb").update_item(**update(settings().conversations, one))


def _of_day(day: str, shown: Shown, dice: random.Random) -> list[Addition]:
    names, most, often = shown
    given = dice.choices(SCORES, often, k=dice.randrange(most // 3, most // 2 + 1))
    counts = {ASKED: most, **{one: given.count(one) for one in given}}
    return [Addition(Place(by, day, names.get(by, "")), counts) for by in GROUPS]
