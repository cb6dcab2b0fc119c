"""What a switch stops, and when what it holds is looked at again."""

from dataclasses import replace

import pytest

from segue.journeys.steering import Order
from segue.messages import Message
from segue.messaging.switches import LATEST_LOOK, SOONEST, Switch, Switches, look_again, standing
from segue.times import DAY, HOUR, MINUTE
from tests.builders import NOON

MESSAGE = Message("u_1_m1", "u_1", "", "left", "c1", "0", "cart", "email", "marketing", NOON)
LATE = NOON + 2 * DAY


@pytest.mark.parametrize(
    ("scope", "stops"),
    [("all", True), ("channel/email", True), ("channel/sms", False), ("journey/left", True), ("journey/other", False)],
)
def test_a_switch_stops_what_is_in_its_scope(scope: str, stops: bool) -> None:
    assert Switch(scope, NOON, "max", "x").stops(MESSAGE, "email") is stops


def test_receipts_stop_only_where_somebody_says_so() -> None:
    receipt = replace(MESSAGE, purpose="transactional")
    assert not Switch("all", NOON, "max", "x").stops(receipt, "email")
    assert Switch("all", NOON, "max", "x", "all").stops(receipt, "email")


def test_of_several_the_one_that_was_said_first_is_told() -> None:
    later, first = Switch("all", NOON + 1, "max", "x"), Switch("channel/email", NOON, "breaker", "y")
    assert Switches((later, first)).stopping(MESSAGE, "email") == first
    assert Switches((later, first)).stopping(MESSAGE, "sms") == later
    assert Switches().stopping(MESSAGE, "email") is None


def test_the_messages_of_a_journey_that_is_paused_wait_with_its_runs() -> None:
    found = standing([Order("left", "paused", NOON, "max")], [])
    assert found.word == "paused"
    assert found.switches.stopping(MESSAGE, "email") == Switch("journey/left", NOON, "max", "the journey is paused")
    everywhere = standing([Order("all", "paused", NOON, "max")], []).switches
    assert everywhere.stopping(replace(MESSAGE, journey="other"), "email")
    assert standing([Order("left", "running", NOON, "max")], []).switches == Switches()


def test_the_longer_it_is_paused_the_rarer_is_the_look_and_no_rarer_than_every_two_hours() -> None:
    switch = Switch("all", NOON, "max", "x")
    assert SOONEST <= look_again(switch, MESSAGE, NOON, LATE) - NOON < 2 * SOONEST
    later = NOON + DAY
    assert LATEST_LOOK <= look_again(switch, MESSAGE, later, LATE) - later < 2 * HOUR


def test_what_was_held_together_is_not_looked_at_together() -> None:
    switch = Switch("all", NOON - DAY, "max", "x")
    looks = [look_again(switch, replace(MESSAGE, id=f"u_{one}_m"), NOON, LATE) for one in range(1000)]
    busiest = max(sum(start <= one < start + MINUTE for one in looks) for start in range(NOON, NOON + 2 * HOUR, MINUTE))
    assert busiest < 50


def test_shortly_before_its_last_moment_a_message_is_looked_at_once_more_while_it_can_still_go() -> None:
    switch, last = Switch("all", NOON - DAY, "max", "x"), NOON + 30 * MINUTE
    assert look_again(switch, MESSAGE, NOON, last) == last - 2 * MINUTE
    assert look_again(switch, MESSAGE, last - 2 * MINUTE, last) == last - MINUTE
    assert look_again(switch, MESSAGE, last - MINUTE, last) > last
    assert look_again(switch, MESSAGE, NOON, NOON + 30) > NOON + 30
