"""Trying a message out: what somebody of the staff looks at in their own mailbox, with another's data.

It is rendered where it was asked for, carried as every message is, and says that it is a test. Nothing of it is a
message of the person's: no claim, no outcome.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from segue.contact_points import CHANNELS
from segue.errors import Refused
from segue.messages import Envelope, Message
from segue.messaging.sending import Carrier, OutcomeUnknownError
from segue.tracing import report

MARK = "[Test] "
TEST = "test"  # the key of an order, and the journey of what is sent


@dataclass(frozen=True)
class Trial:
    """What to send where; `id` names it in the audit trail and at the provider."""

    id: str
    channel: str
    to: str
    parts: Mapping[str, str]
    unsubscribe: str

    @property
    def order(self) -> dict[str, Any]:
        """What stands on the queue."""
        return {TEST: vars(self)}


def marked(channel: str, parts: Mapping[str, str]) -> dict[str, str]:
    """The same, with the first of the channel's parts saying that it is a test."""
    first = CHANNELS[channel].parts[0]
    return {**parts, first: MARK + parts[first]}


def untestable(channel: str, to: str, connected: bool) -> str:
    """Why there can be no test of a channel's message, as a sentence for staff; "" where it can go."""
    if CHANNELS[channel].kept:
        return "nobody carries a message on the site or in the app, so a test of it goes nowhere: look at its preview"
    if CHANNELS[channel].address != "email" or "@" not in to:
        return "tests go by e-mail, to the address of the member of staff who asks"
    return "" if connected else "no mail goes out here yet: SenderDomain is not set"


@dataclass(frozen=True)
class Trying:
    """`carriers` finds who carries a channel's messages."""

    carriers: Callable[[str], Carrier]

    def send(self, order: Mapping[str, Any]) -> None:
        """Once for each time that the order comes. What the provider refuses, or leaves open, is not tried again;
        Unavailable is raised, so that the queue brings it again."""
        test = msgspec.convert(order, Trial)
        message = Message(test.id, "", "", TEST, TEST, TEST, TEST, test.channel, "transactional", 0)
        try:
            self.carriers(test.channel).ready(message, Envelope(test.to, test.parts, test.unsubscribe))()
        except (Refused, OutcomeUnknownError) as wrong:
            report("test-not-sent", id=test.id, error=type(wrong).__name__)
