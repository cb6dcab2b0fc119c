"""When a message may go, and what keeps it until then."""

from dataclasses import replace
from typing import Any

import pytest

from segue import facets
from segue.contact_points import ContactPoint
from segue.errors import Invalid
from segue.messages import Message
from segue.messaging.patience import Patience, patience_policy
from segue.messaging.policies import Policy, policy_of
from segue.messaging.quiet_policies import quiet_policy
from segue.messaging.timing import LOOK_AGAIN, first_moment, last_moment
from segue.messaging.ways import Ask, Way
from segue.profile.profiles import Profile
from segue.times import DAY, HOUR, to_text
from tests.builders import NOON, an_event, an_identify

MESSAGE = Message("u_1_m", "u_1", "", "j", "c", "0", "t", "email", "marketing", NOON, channels=("email",))
WAY = Way("email", "e_1", "kim@shop.test", ContactPoint("e_1"))
HOURS = quiet_policy({"presets": "none", "channels": {"email": {"every_day": "14:00-16:00"}}})


def a_person(*events: Any, **traits: Any) -> Profile:
    """Kim, of whom this is known."""
    return Profile(
        "u_1", facets.absorb({}, [an_identify(NOON - DAY, email="kim@shop.test", **traits), *events]), ("u_1",)
    )


def moment(person: Profile, policy: Policy, message: Message = MESSAGE) -> tuple[int, list[str]]:
    """How long after noon, and the words why."""
    found = first_moment(Ask(message, person, (WAY,)), WAY, policy, NOON)
    return found.at - NOON, [one.word for one in found.reasons]


def test_what_nothing_keeps_goes_now() -> None:
    assert moment(a_person(), Policy()) == (0, [])


def test_a_pause_that_ends_at_night_is_followed_by_the_morning() -> None:
    paused = a_person(marketing_paused_until=to_text(NOON + 5 * HOUR))
    assert moment(paused, Policy(quiet=HOURS)) == (26 * HOUR, ["paused", "quiet-hours", "quiet-hours"])


OPENED = an_event("Conversation Opened", NOON - HOUR, properties={"conversation_id": "c1"})
CLOSED = an_event("Conversation Resolved", NOON - 1, properties={"conversation_id": "c1"})


@pytest.mark.parametrize(
    ("events", "purpose", "policy", "waits"),
    [
        ((OPENED,), "marketing", Policy(), True),
        ((OPENED, CLOSED), "marketing", Policy(), False),
        ((OPENED,), "transactional", Policy(), False),
        ((OPENED,), "marketing", Policy(patience=Patience(open_case=HOUR)), False),
        ((), "marketing", Policy(), False),
    ],
)
def test_offers_wait_while_a_case_is_open_and_are_looked_at_again(events, purpose, policy, waits: bool) -> None:
    found = moment(a_person(*events), policy, replace(MESSAGE, purpose=purpose))
    assert found == ((LOOK_AGAIN, ["open-case"]) if waits else (0, []))


def test_how_late_a_message_may_go_is_said_by_its_step_or_else_by_the_policy() -> None:
    policy = policy_of({"messages": {"within": {"marketing": "1d"}, "open_case": "0d"}})
    assert last_moment(MESSAGE, policy) == NOON + DAY
    assert last_moment(replace(MESSAGE, purpose="transactional"), policy) == NOON + 4 * DAY
    assert last_moment(replace(MESSAGE, deadline=NOON + 1), policy) == NOON + 1
    assert policy.patience.open_case == 0


@pytest.mark.parametrize("spec", [{"within": {"news": "1d"}}, {"within": {"marketing": 3}}, {"opencase": "1d"}])
def test_a_policy_that_nobody_understands_is_refused(spec: Any) -> None:
    with pytest.raises(Invalid):
        patience_policy(spec)
