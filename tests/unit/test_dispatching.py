"""Onto which queue a message goes, and what becomes of one that has none."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from segue import facets
from segue.contact_points import ContactPoint
from segue.messages import BEST, Message
from segue.messaging.dispatching import Dispatching, queue_of
from segue.messaging.policies import Policy
from segue.messaging.ways import Asking
from segue.profile.profiles import Profile
from tests.builders import NOON, an_identify

POLICY = Policy(consent={f"email/{one}": "until-opt-out" for one in ("news", "marketing", "transactional")})
KIM = Profile("u_1", facets.absorb({}, [an_identify(NOON, email="kim@shop.test")]), ("u_1",))
MESSAGE = Message("m1", "u_1", "", "left", "c1", "0", "cart", "email", "marketing", NOON, channels=("email",))
QUEUES = {"email/marketing": "m", "email/transactional": "t"}
TEMPLATES: dict[str, Any] = {"cart": dict.fromkeys(("subject", "html", "text"), "x"), "short": {"sms": "x"}}


def dispatched(message: Message, queues: dict[str, str] = QUEUES, person: Profile = KIM) -> tuple[str, list[Any]]:
    """The outcome, and what was put on queues or settled."""
    calls: list[Any] = []
    settled: Any = SimpleNamespace(settle=lambda one, state, now, *reasons: calls.append((state, now, reasons)))
    points: Any = SimpleNamespace(read_many=lambda keys: {one: ContactPoint(one) for one in keys})
    put: Any = SimpleNamespace(put=lambda queue, order: calls.append((queue, order)))
    profiles: Any = SimpleNamespace(read={"u_1": person}.get)
    asking = Asking(points, lambda kind, _: f"{kind[0]}_kim", TEMPLATES, lambda *one: bool(queue_of(queues, *one)))
    return Dispatching(settled, profiles, asking, put, queues, POLICY).dispatch(message, NOON)[1], calls


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
    assert dispatched(replace(MESSAGE, **change), queues) == (reason, [("dropped", NOON, (reason,))])


def test_somebody_without_an_address_is_not_written_to() -> None:
    assert dispatched(MESSAGE, person=Profile("u_1", {}, ("u_1",)))[0] == "no-address"
