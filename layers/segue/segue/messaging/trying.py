"""Trying a message out: what staff look at in their own mailbox or on a telephone, with another's data.

It is rendered where it was asked for, carried as every message is, and says that it is a test. Nothing of it is a
message of the person's: no claim, no cap, no outcome, no engagement. Who said no, or cannot be reached, gets no test.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from segue.contact_points import CHANNELS, ContactPoint
from segue.errors import Invalid, Refused
from segue.facets.engagement import TEST_ID
from segue.identifiers import Identifier, identifier
from segue.languages.texts import _
from segue.messages import Envelope, Message
from segue.messaging.ports import Carrier, OutcomeUnknownError
from segue.messaging.reasons import explained
from segue.profile.addresses import addresses
from segue.profile.profiles import Profile
from segue.tracing import report

MARK = "[Test] "
TEST = "test"  # the key of an order, and the journey of what is sent
OWN = "email"  # goes to the mailbox of who asks, and to no other
PARAMETERS = "whatsapp.parameters"  # what is read of a text that Meta has approved; the rest of it is fixed
NUMBER = re.compile(r"\+\d{7,15}")
TOKEN = re.compile(r"(apple|google):\S+")
# What an address of a type looks like, and how it is asked for; of others anything is one.
FORMS = {
    "phone": (NUMBER, _("say a telephone number with its country, such as +4915228817386, or somebody who has one")),
    "push_id": (TOKEN, _("say somebody who has the app, or `apple:` or `google:` and the token of one")),
}
ASKED = _("say somebody who has written on this channel, or the id that they have there")

NOWHERE = _("nobody carries a message on the site or in the app, so a test of it goes nowhere: look at its preview")
NO_READER = _("what is said on this channel goes to a program and to no reader: look at its preview")


@dataclass(frozen=True)
class Target:
    """Where a test is to go: `own` is the mailbox of who asks, `said` an address, `person` somebody with one."""

    own: str = ""
    said: str = ""
    person: str = ""


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


def trial_id(name: str) -> str:
    """The id of a test, the same for a repeat: no message has such a one."""
    return f"{TEST_ID}{name[:24]}"


def marked(channel: str, parts: Mapping[str, str]) -> dict[str, str]:
    """The same, with the first of the channel's parts saying that it is a test."""
    first = [CHANNELS[channel].parts[0], *([PARAMETERS] if parts.get(PARAMETERS) else [])]
    return {**parts, **{name: MARK + parts[name] for name in first}}


def untestable(channel: str) -> str:
    """Why there can be no test on a channel, as a sentence for staff; "" where there can."""
    if CHANNELS[channel].kept:
        return str(NOWHERE)
    if not CHANNELS[channel].address:
        return str(NO_READER)
    return ""


def destination(channel: str, target: Target, profile: Profile | None = None) -> Identifier:
    """The address of a test: what was said, else the person's best. Raises Invalid("no-test")."""
    if why := untestable(channel):
        raise Invalid("no-test", why)
    if channel == OWN:
        return _mailbox(target)
    if profile is not None:
        known = addresses(profile, channel)
        if not known:
            raise Invalid("no-test", explained("no-address"))
        return known[0]
    found = said_address(channel, target.said)
    if found is None:
        raise Invalid("no-test", FORMS.get(CHANNELS[channel].address, (None, ASKED))[1])
    return found


def said_address(channel: str, said: str) -> Identifier | None:
    """A text as an address of a channel; None where it is none."""
    kind = CHANNELS[channel].address
    found, (form, _) = identifier(kind, said.strip()), FORMS.get(kind, (re.compile(r"\S+"), ""))
    return found if found and form.fullmatch(found.value) else None


def _mailbox(target: Target) -> Identifier:
    if target.said or target.person or "@" not in target.own:
        raise Invalid("no-test", _("a test of a mail goes to the member of staff who asks, and to no other"))
    return Identifier(OWN, target.own)


def refusal(contact: ContactPoint, profile: Profile | None) -> str:
    """Why nothing may go to an address, not even a test, as a sentence; "" where it may."""
    if profile is not None and contact.passed_on(profile.identities):
        return explained("passed-on")
    words = (contact.refuses(purpose, asks_first=False) for purpose in ("transactional", "marketing"))
    return next((explained(one) for one in words if one), "")


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
