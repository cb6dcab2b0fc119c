"""Deliverability as a measure is what its page says of the same reports, with those of which nobody reported beside."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from segue.archive.numbers import Shop
from segue.archive.outcomes import message_rows
from segue.measures.composing import Asked
from segue.messages import Message, Outcome
from segue.messaging.figures import Figures, Place
from segue.times import DAY, MINUTE, to_text
from tests.builders import NOON
from tests.measured import archive, table

PERIOD = Asked(NOON - DAY, NOON + 9 * DAY, "channel")
DAYS = (to_text(NOON - DAY)[:10], to_text(NOON + 8 * DAY)[:10])


class Counts:
    """Counts of outcomes in memory."""

    def __init__(self) -> None:
        self.places: dict[Place, Counter[str]] = {}

    def add_at(self, place: Place, counts: Mapping[str, int]) -> None:
        """Adds them."""
        self.places.setdefault(place, Counter()).update(counts)

    def between(self, channel: str, by: str, days: tuple[str, str]) -> dict[Place, Mapping[str, int]]:
        """Those of a channel."""
        return {place: one for place, one in self.places.items() if (place.channel, place.by) == (channel, by)}

    def add_hours(self, channel: str, day: str, counts: Mapping[str, int]) -> None:
        """Not looked at."""

    def hours(self, channel: str, days: tuple[str, str]) -> dict[str, Mapping[str, int]]:
        """None."""
        return {}


REPORTS = [
    ("email", ["delivered", "opened", "clicked"]),
    ("email", ["delivered", "machine_opened"]),
    ("email", ["bounced"]),
    ("email", ["soft_bounced"]),
    ("email", ["delivered", "complained", "unsubscribed"]),
    ("sms", ["delivered"]),
    ("sms", ["failed"]),
    ("sms", []),
]
SAME = {
    "returned": ("bounced", "failed", "rejected"),
    "soft_bounced": ("soft_bounced",),
    "complained": ("complained",),
    "unsubscribed": ("unsubscribed",),
    "opened": ("opened",),
    "clicked": ("clicked",),
    "machine": ("machine_opened",),
}


def _page() -> dict[str, Mapping[str, int]]:
    """What the page counts of these reports, by channel."""
    figures = Figures(Counts())
    for channel, reports in REPORTS:
        figures.note([Outcome(channel, "marketing", one, True, not at, "t") for at, one in enumerate(reports)], NOON)
    return {one.channel: one.counts for one in figures.between("channel", DAYS).rows}


def test_deliverability_is_what_its_page_says_with_those_that_nobody_reported_beside() -> None:
    facts = [row for who, (channel, reports) in enumerate(REPORTS) for row in _rows(who, channel, reports)]
    found = {row["part"]: row for row in table(archive(facts), "deliverability", PERIOD)}
    for channel, counts in _page().items():
        assert {name: found[channel][name] for name in SAME} == {
            name: sum(counts.get(word, 0) for word in words) for name, words in SAME.items()
        }
        assert found[channel]["sent"] - found[channel]["silent"] == counts["sent"]
    assert (found["sms"]["silent"], found["email"]["arrived"], len(found)) == (1, 3, 2)


def _rows(who: int, channel: str, reports: Sequence[str]) -> list[dict[str, Any]]:
    message = Message(f"u_{who}_m", f"u_{who}", "p", "welcome", "k", "hello", "t", channel, "marketing", NOON)
    outcomes = {one: NOON + place * MINUTE for place, one in enumerate(reports, 1)}
    left = replace(message, state="sent", decided=NOON, outcomes=outcomes)
    return [{**row, "who": who} for row in message_rows(left, Shop(b"secret"))]
