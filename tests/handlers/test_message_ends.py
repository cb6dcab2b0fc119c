"""How a message ends: what its sender knows of it is kept, also where the provider's report was faster."""

from dataclasses import replace
from typing import Any

from segue.messages import Message
from segue.wiring.tables import messages
from tests.builders import NOON
from tests.faults.cloud.world import World

MESSAGE = Message("u_1_m1", "u_1", "e_1", "left", "c1", "0", "cart", "email", "marketing", NOON)
SAID: Any = {"provider_id": "ses-1", "subject": "Tent", "facts": b"x"}


def claimed() -> Message:
    """It is written down, and a sender has it."""
    messages().intend(MESSAGE)
    return messages().claim(MESSAGE, "try-1")


def kept() -> Message:
    """The message as it is written down."""
    found = messages().read(MESSAGE.id)
    assert found
    return found


def test_a_report_that_is_faster_than_the_sender_loses_nothing_that_the_sender_knows(world: World) -> None:
    with world.aside():
        ours = claimed()
        messages().record(MESSAGE.id, "delivered", NOON + 1)
        messages().settle(replace(ours, **SAID), "sent", NOON + 2)
        found = kept()
    assert (found.state, found.outcomes, found.decided) == ("sent", {"delivered": NOON + 1}, NOON + 2)
    assert {name: getattr(found, name) for name in SAID} == SAID


def test_what_was_sent_is_not_told_otherwise_by_anybody_who_comes_later(world: World) -> None:
    with world.aside():
        ours = claimed()
        messages().settle(replace(ours, **SAID), "sent", NOON + 2)
        messages().settle(replace(ours, provider_id="ses-2"), "sent", NOON + 3)
        messages().settle(ours, "unknown", NOON + 4, "outcome-unknown")
        found = kept()
    assert (found.provider_id, found.decided, found.reasons) == ("ses-1", NOON + 2, ())
