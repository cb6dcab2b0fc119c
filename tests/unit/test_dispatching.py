"""Onto which queue a message goes, and what becomes of one that has none."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from segue import facets
from segue.contact_points import ContactPoint
from segue.messages import BEST, Message
from segue.messaging.asking import Asking
from segue.messaging.dispatching import Dispatching, queue_of
from segue.messaging.policies import Policy
from segue.messaging.quiet_policies import quiet_policy
from segue.messaging.waiting import Waiting
from segue.profile.profiles import Profile
from segue.times import HOUR
from tests.builders import NOON, an_identify

POLICY = Policy(consent={f"email/{one}": "until-opt-out" for one in ("news", "marketing", "transactional")})
KIM = Profile("u_1", facets.absorb({}, [an_identify(NOON, email="kim@shop.test")]), ("u_1",))
PEOPLE: Any = {"u_1": KIM, "u_2": Profile("u_2", {}, ("u_2",))}
MESSAGE = Message("m1", "u_1", "", "left", "c1", "0", "cart", "email", "marketing", NOON, channels=("email",))
QUEUES = {"email/marketing": "m", "email/transactional": "t"}
TEMPLATES: dict[str, Any] = {"cart": dict.fromkeys(("subject", "html", "text"), "x"), "short": {"sms": "x"}}


def dispatching(
    calls: list[Any], known: Message | None = None, queues: dict[str, str] = QUEUES, policy: Policy = POLICY
) -> Dispatching:
    """Dispatching that tells what it does; `known` is the message that is written down."""
    messages: Any = SimpleNamespace(
        settle=lambda one, state, now, *reasons: not calls.append((state, now, reasons)),
        read=lambda _: known,
        intend=lambda one: calls.append(("intend", one)),
        hold=lambda one: calls.append(("hold", one.channel, one.until)),
    )
    points: Any = SimpleNamespace(read_many=lambda keys: {one: ContactPoint(one) for one in keys})
    put: Any = SimpleNamespace(put=lambda queue, order: calls.append((queue, order)))
    timers: Any = SimpleNamespace(set=lambda word, now: calls.append(("set", dict(word))))
    profiles: Any = SimpleNamespace(read=PEOPLE.get)
    asking = Asking(points, lambda kind, _: f"{kind[0]}_kim", TEMPLATES, lambda *one: bool(queue_of(queues, *one)))
    return Dispatching(messages, profiles, asking, put, queues, policy, Waiting(messages, timers))


def dispatched(message: Message, queues: dict[str, str] = QUEUES) -> tuple[str, list[Any]]:
    """The outcome, and what was put on queues or settled."""
    calls: list[Any] = []
    return dispatching(calls, queues=queues).dispatch(message, NOON)[1], calls


@pytest.mark.parametrize(("purpose", "queue"), [("marketing", "m"), ("news", "m"), ("transactional", "t")])
def test_a_purpose_has_its_queue_or_goes_with_the_marketing(purpose: str, queue: str) -> None:
    outcome, ((name, order),) = dispatched(replace(MESSAGE, purpose=purpose))
    assert (outcome, name) == ("queued", queue)
    assert order == {"message": "m1", "channel": "email", "point": "e_kim", "why": (("chosen", {"channel": "email"}),)}


@pytest.mark.parametrize(
    ("change", "queues", "reason"),
    [
        ({}, {"sms/marketing": "s"}, "no-queue"),
        ({"channels": ("pigeon",)}, QUEUES, "no-queue"),
        ({"template": "gone"}, QUEUES, "no-such-template"),
        ({"template": "short"}, QUEUES, "no-text"),
        ({"channels": (BEST,), "template": "short"}, QUEUES, "no-text"),
        ({"channels": (), "contact_point": "e_other"}, QUEUES, "no-address"),
        ({"struck": ("email",)}, QUEUES, "struck"),
    ],
)
def test_what_has_no_way_ends_with_the_reason_and_holds_up_nobody(
    change: dict[str, Any], queues: dict[str, str], reason: str
) -> None:
    outcome, ((state, now, why),) = dispatched(replace(MESSAGE, **change), queues)
    assert (outcome, state, now, why[0]) == (reason, "dropped", NOON, reason)


def test_somebody_without_an_address_is_not_written_to() -> None:
    assert dispatched(replace(MESSAGE, person="u_2"))[0] == "no-address"


NIGHT = replace(POLICY, quiet=quiet_policy({"presets": "none", "channels": {"email": {"every_day": "14:00-21:00"}}}))
TWO = 2 * HOUR


def test_in_quiet_hours_it_is_held_with_a_timer_and_its_reason() -> None:
    calls: list[Any] = []
    held, outcome = dispatching(calls, policy=NIGHT).dispatch(MESSAGE, NOON)
    assert (outcome, calls) == (
        "held",
        [("hold", "email", NOON + TWO), ("set", {"message": "m1", "due": NOON + TWO})],
    )
    assert [word for word, _ in held.considered] == ["chosen", "quiet-hours"]


def test_what_cannot_go_by_its_deadline_is_dropped_with_what_stood_in_the_way() -> None:
    calls: list[Any] = []
    dispatching(calls, policy=NIGHT).dispatch(replace(MESSAGE, deadline=NOON + HOUR), NOON)
    dispatching(calls).dispatch(replace(MESSAGE, deadline=NOON - 1), NOON)
    assert calls == [("dropped", NOON, ("quiet-hours",)), ("dropped", NOON, ("too-late",))]


HELD = replace(MESSAGE, state="held", until=NOON)
WORD = {"message": "m1", "due": NOON}


@pytest.mark.parametrize(
    ("known", "word", "done"),
    [
        (HELD, WORD, "m"),
        (HELD, WORD | {"due": NOON + 1}, "set"),
        (replace(HELD, until=NOON + 1), WORD, "set"),
        (replace(HELD, state="claimed"), WORD, ""),
        (replace(HELD, state="sent"), WORD, ""),
        (None, WORD, ""),
    ],
)
def test_a_timer_has_it_decided_on_when_its_time_has_come_and_only_then(known: Any, word: Any, done: str) -> None:
    calls: list[Any] = []
    dispatching(calls, known).wake(word, NOON)
    assert [one[0] for one in calls] == ([done] if done else [])
    assert done != "set" or calls[0][1]["due"] == NOON + 1


BOTH = replace(MESSAGE, channels=("email", "sms"), state="sent", decided=NOON, wait=HOUR)


@pytest.mark.parametrize(
    ("change", "follows"),
    [
        ({}, True),
        ({"state": "unknown"}, True),
        ({"outcomes": {"bounced": NOON}}, True),
        ({"outcomes": {"delivered": NOON}}, False),
        ({"outcomes": {"opened": NOON}}, False),
        ({"state": "dropped"}, False),
        ({"channels": ("email",)}, False),
        ({"struck": ("sms",)}, False),
        ({"channels": ()}, False),
    ],
)
def test_where_nothing_is_heard_in_time_the_next_channel_is_tried_by_a_message_of_its_own(change, follows) -> None:
    calls: list[Any] = []
    for _ in "12":
        dispatching(calls, replace(BOTH, **change)).wake({**WORD, "next": True}, NOON)
    ids = {one.id for _, one in calls}
    assert len(ids) == follows
    assert all((one.struck, one.state, one.step) == (("email",), "intended", "0") for _, one in calls)
    assert "m1" not in ids
