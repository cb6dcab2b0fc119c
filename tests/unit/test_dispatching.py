"""Onto which queue a message goes, and what becomes of one that has none."""

from types import SimpleNamespace
from typing import Any

import pytest

from segue.contact_points import ContactPoint
from segue.messages import Message
from segue.messaging.dispatching import Dispatching
from segue.messaging.policies import Policy
from tests.builders import NOON

POLICY = Policy(consent={f"email/{one}": "until-opt-out" for one in ("news", "marketing", "transactional")})


def dispatched(purpose: str, queues: dict[str, str]) -> tuple[str, list[Any]]:
    """The outcome, and what was put on queues or settled."""
    calls: list[Any] = []
    settled: Any = SimpleNamespace(settle=lambda one, state, now, reason: calls.append((state, now, reason)))
    points: Any = SimpleNamespace(read=ContactPoint)
    put: Any = SimpleNamespace(put=lambda queue, identity: calls.append((queue, identity)))
    message = Message("m1", "u_1", "e_kim", "left", "c1", "0", "cart", "email", purpose, NOON)
    return Dispatching(settled, points, put, queues, POLICY).dispatch(message, NOON), calls


@pytest.mark.parametrize(("purpose", "queue"), [("marketing", "m"), ("news", "m"), ("transactional", "t")])
def test_a_purpose_has_its_queue_or_goes_with_the_marketing(purpose: str, queue: str) -> None:
    queues = {"email/marketing": "m", "email/transactional": "t"}
    assert dispatched(purpose, queues) == ("queued", [(queue, "m1")])


def test_a_channel_without_a_queue_ends_with_the_reason_and_holds_up_nobody() -> None:
    assert dispatched("marketing", {"sms/marketing": "s"}) == ("no-queue", [("dropped", NOON, "no-queue")])
