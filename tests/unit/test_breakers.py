"""When the breaker stops a channel's marketing, and what never counts twice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from segue.errors import Invalid
from segue.messages import Outcome
from segue.messaging.breakers import Breaker, Breaking, day_of, sending_policy, since
from segue.messaging.switches import Switch
from segue.times import DAY
from tests.builders import NOON

SMALL = Breaker(least=100)
TODAY = day_of(NOON)


class Told:
    """Counts by channel and day, and what is paused."""

    def __init__(self, **counts: int) -> None:
        self.days: dict[tuple[str, str], Counter[str]] = {("email", TODAY): Counter(counts)}
        self.switches: list[Switch] = []
        self.begun: tuple[str, Mapping[str, int]] = ("", {})

    def add(self, channel: str, day: str, counts: Mapping[str, int]) -> None:
        self.days.setdefault((channel, day), Counter()).update(counts)

    def of(self, channel: str, days: Sequence[str]) -> dict[str, Mapping[str, int]]:
        return {day: self.days.get((channel, day), Counter()) for day in days}

    def first(self, switch: Switch) -> bool:
        self.switches.append(switch)
        return True

    def baseline(self, _scope: str) -> tuple[str, Mapping[str, int]]:
        return self.begun

    def note(self, *outcomes: str, purpose: str = "marketing", new: bool = True, now: int = NOON) -> list[str]:
        """The scopes that are paused after these outcomes."""
        told = [Outcome("email", purpose, one, new) for one in outcomes]
        Breaking(self, self, lambda: SMALL).note(told, now)
        return [one.scope for one in self.switches]


def test_a_complaint_in_a_thousand_is_over_the_line_and_less_is_not() -> None:
    assert (
        Breaker().over({"delivered": 1000, "complained": 1}) == "1 complaints of 1000 messages in 2 days: 0.1 % or more"
    )
    assert Breaker().over({"delivered": 1001, "complained": 1}) == ""


def test_bounces_are_a_share_of_all_that_arrived_or_came_back() -> None:
    assert Breaker().over({"delivered": 950, "bounced": 50}) == "50 bounces of 1000 messages in 2 days: 5 % or more"
    assert Breaker().over({"delivered": 951, "bounced": 50}) == ""


def test_a_few_messages_say_nothing_yet() -> None:
    assert Breaker().over({"delivered": 499, "complained": 400, "bounced": 500}) == ""


def test_a_rate_of_nothing_never_stops_anything() -> None:
    assert replace(SMALL, complaints=0, bounces=0).over({"delivered": 100, "complained": 100, "bounced": 100}) == ""


def test_over_the_line_marketing_of_the_channel_is_paused_with_the_reason() -> None:
    told = Told(delivered=200)
    assert told.note("complained") == ["channel/email"]
    (switch,) = told.switches
    assert (switch.by, switch.purpose, switch.since) == ("breaker", "marketing", NOON)
    assert switch.reason.startswith("1 complaints of 200 messages")


def test_a_repeat_counts_nothing_and_is_judged_again_in_case_the_first_was_not() -> None:
    told = Told(delivered=200, complained=1)
    assert told.note("complained", new=False) == ["channel/email"]
    assert told.days["email", TODAY] == {"delivered": 200, "complained": 1}


def test_receipts_and_other_outcomes_are_not_counted() -> None:
    told = Told(delivered=200)
    assert told.note("complained", purpose="transactional") == []
    assert told.note("opened", "clicked") == []
    assert told.days["email", TODAY] == {"delivered": 200}


def test_days_are_looked_at_together_and_older_ones_not() -> None:
    told = Told(delivered=200)
    assert told.note("complained", now=NOON + 2 * DAY) == []
    assert told.note("complained", now=NOON + DAY) == ["channel/email"]


def test_what_was_counted_before_staff_let_it_go_on_is_not_held_against_it() -> None:
    days = {"2026-11-22": {"delivered": 300, "complained": 3}, "2026-11-21": {"delivered": 900, "complained": 9}}
    assert since(days, ("2026-11-22", {"delivered": 200, "complained": 3})) == {"delivered": 100, "complained": 0}
    assert since(days, ("", {})) == {"delivered": 1200, "complained": 12}
    told = Told(delivered=200, complained=5)
    told.begun = (TODAY, {"delivered": 200, "complained": 5})
    assert told.note("complained", "delivered") == []


def test_the_policy_says_shares_and_what_it_leaves_out_is_usual() -> None:
    spec = {"breaker": {"complaints": "0.25%", "bounces": "10 %", "least": 5}}
    assert sending_policy(spec) == Breaker(complaints=250, bounces=10_000, least=5)
    assert sending_policy({}) == Breaker()


@pytest.mark.parametrize(
    ("spec", "path"),
    [
        ({"braker": {}}, ("braker",)),
        ({"breaker": {"rate": 3}}, ("breaker", "rate")),
        ({"breaker": {"complaints": 0.1}}, ("breaker", "complaints")),
        ({"breaker": {"bounces": "100%"}}, ("breaker", "bounces")),
        ({"breaker": {"days": 15}}, ("breaker", "days")),
        ({"breaker": {"least": True}}, ("breaker", "least")),
    ],
)
def test_what_is_wrong_with_it_is_told_with_its_place(spec: Any, path: tuple[str, ...]) -> None:
    with pytest.raises(Invalid) as wrong:
        sending_policy(spec)
    assert wrong.value.path == path
