"""Messages that wait: held for quiet hours, woken in time, and looked at again before they leave."""

from typing import Any

import pytest

from segue.times import DAY, HOUR, MINUTE
from tests.faults.cloud.clock import START
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, opted_out, ordered, post
from tests.handlers.starter import started, starter_files
from tests.handlers.test_sending import KIM, the_messages

POLICY = "policies/quiet-hours.yaml"


def hours(opens: str) -> dict[str, str]:
    """The starter playbook where mails go out in these hours alone."""
    return starter_files() | {POLICY: f'presets: none\nchannels: {{email: {{every_day: "{opens}"}}}}\n'}


def abandoned(world: World, after: int) -> Any:
    """The message about a cart, so long after the cart was filled."""
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    world.pass_time(after)
    return next(iter(the_messages(world)), None)


LATER = f"{START // HOUR % 24 + 6:02}:30-23:00"


def test_a_message_in_quiet_hours_is_held_and_goes_out_when_they_end() -> None:
    with started(hours(LATER)) as world:
        held = abandoned(world, 4 * HOUR)
        assert (held.state, held.channel, held.reasons) == ("held", "email", ())
        assert [word for word, _ in held.considered] == ["chosen", "quiet-hours"]
        world.settle(held.until - 1)
        assert world.region.mailbox.mails == []
        world.pass_time(2 * MINUTE)
        (message,) = the_messages(world)
    assert (message.state, len(world.region.mailbox.mails)) == ("sent", 1)


def test_what_was_over_by_the_end_of_the_hold_is_not_sent() -> None:
    with started(hours(LATER)) as world:
        abandoned(world, 4 * HOUR)
        post(world, ordered(world, "m3", userId="u1"))
        world.pass_time(DAY)
        (message,) = the_messages(world)
    assert (message.state, message.reasons, world.region.mailbox.mails) == ("dropped", ("no-longer-true",), [])


def test_an_opt_out_while_it_is_held_is_in_force() -> None:
    with started(hours(LATER)) as world:
        abandoned(world, 4 * HOUR)
        post(world, opted_out(world, "m3", KIM, userId="u1"))
        world.pass_time(DAY)
        (message,) = the_messages(world)
    assert (message.state, message.reasons, world.region.mailbox.mails) == ("dropped", ("opted-out",), [])


@pytest.mark.parametrize(("late", "state"), [(8 * HOUR, "sent"), (3 * DAY, "dropped")])
def test_a_timer_that_comes_late_sends_late_and_after_the_deadline_not_at_all(late: int, state: str) -> None:
    with started(hours(LATER)) as world:
        abandoned(world, 4 * HOUR)
        world.region.scheduler.late = late
        world.pass_time(5 * DAY)
        (message,) = the_messages(world)
    assert (message.state, message.reasons) == (state, () if state == "sent" else ("too-late",))
