"""Figures: what is counted of reports, where, and what is told of it."""

from collections import Counter
from collections.abc import Mapping

import pytest

from segue.errors import Invalid
from segue.messages import Outcome
from segue.messaging.figures import By, Figures, Place, Row, span_of
from segue.times import DAY, HOUR, MINUTE
from tests.builders import NOON

TODAY = "2026-11-22"


class Kept:
    """Counts in memory."""

    def __init__(self) -> None:
        self.rows: dict[Place, Counter[str]] = {}
        self.by_hour: dict[tuple[str, str], Counter[str]] = {}

    def add_at(self, place: Place, counts: Mapping[str, int], /) -> None:
        self.rows.setdefault(place, Counter()).update(counts)

    def between(self, channel: str, by: By, days: tuple[str, str], /) -> dict[Place, Mapping[str, int]]:
        found = self.rows.items()
        return {key: one for key, one in found if key[:2] == (channel, by) and days[0] <= key.day <= days[1]}

    def add_hours(self, channel: str, day: str, counts: Mapping[str, int], /) -> None:
        self.by_hour.setdefault((channel, day), Counter()).update(counts)

    def hours(self, channel: str, days: tuple[str, str], /) -> dict[str, Mapping[str, int]]:
        return {day: one for (by, day), one in self.by_hour.items() if by == channel and days[0] <= day <= days[1]}


def reported(outcome: str, template: str = "cart", domain: str = "shop.test", new: bool = True) -> Outcome:
    """What became of a mail; a delivery is the first word of it."""
    return Outcome("email", "marketing", outcome, new, outcome in ("delivered", "bounced"), template, domain)


def test_each_place_counts_what_is_new_and_the_first_word_of_a_message_as_sent() -> None:
    kept = Kept()
    said = [reported("delivered"), reported("delivered", new=False), reported("opened"), reported("bounced", "other")]
    Figures(kept).note(said, NOON)
    assert kept.rows == {
        Place("email", "template", TODAY, "cart"): {"sent": 1, "delivered": 1, "opened": 1},
        Place("email", "template", TODAY, "other"): {"sent": 1, "bounced": 1},
        Place("email", "domain", TODAY, "shop.test"): {"sent": 2, "delivered": 1, "opened": 1, "bounced": 1},
        Place("email", "channel", TODAY, "email"): {"sent": 2, "delivered": 1, "opened": 1, "bounced": 1},
    }


def test_silent_is_what_left_more_than_an_hour_ago_and_nobody_has_reported_of() -> None:
    figures = Figures(Kept())
    span = (TODAY, TODAY)
    figures.left([("email", NOON), ("email", NOON + MINUTE), ("sms", NOON), ("inapp", NOON), ("email", NOON + HOUR)])
    assert figures.silent(span, NOON + 2 * HOUR - 1) == {}
    assert figures.silent(span, NOON + 2 * HOUR) == {"email": 2, "sms": 1}
    late = reported("delivered")._replace(sent=NOON)
    figures.note([late, late._replace(new=False)], NOON + 5 * DAY)
    assert figures.silent(span, NOON + 5 * DAY) == {"email": 2, "sms": 1}
    figures.note([reported("bounced")._replace(sent=NOON - HOUR)], NOON)  # left before anybody counted
    assert figures.silent(span, NOON + 2 * HOUR) == {"email": 1, "sms": 1}


def test_what_is_told_adds_up_the_days_and_has_one_without_anything_too() -> None:
    kept = Kept()
    figures = Figures(kept)
    figures.note([reported("delivered")], NOON - 2 * DAY)
    figures.note([reported("delivered"), reported("bounced", "other")], NOON)
    told = figures.between("template", ("2026-11-20", TODAY))
    assert [(one.name, one.counts) for one in told.rows] == [
        ("cart", {"sent": 2, "delivered": 2}),
        ("other", {"sent": 1, "bounced": 1}),
    ]
    assert [sum(one.values()) for one in told.days.values()] == [2, 0, 4]
    assert figures.between("template", ("2026-11-21", "2026-11-21")).rows == ()


@pytest.mark.parametrize(("counts", "share"), [({"sent": 8, "bounced": 1}, 12.5), ({"bounced": 1}, 0.0)])
def test_a_share_is_of_what_was_sent(counts: dict[str, int], share: float) -> None:
    assert Row("cart", "email", counts).share("bounced") == share


def test_usual_are_thirty_days_up_to_today() -> None:
    assert span_of("", "", NOON) == ("2026-10-24", TODAY)
    assert span_of("2026-11-01", "2026-11-02", NOON) == ("2026-11-01", "2026-11-02")


@pytest.mark.parametrize("days", [("x", ""), ("", "2026-13-01"), ("2026-11-22", "2026-11-21"), ("2026-01-01", "")])
def test_days_that_are_none_or_too_many_are_refused(days: tuple[str, str]) -> None:
    with pytest.raises(Invalid):
        span_of(*days, NOON)
