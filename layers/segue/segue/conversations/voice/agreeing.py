"""Agreeing: what a customer says aloud or in a chat about being written to, kept with the words that were asked and
with what proves it.

A no stands at the address before it is in the ledger; a yes is in the ledger, with its proof, before it stands at an
address. Either is in force when this returns. A yes is of the moment at which it was written down first: asked for
again after a fault, it is no newer than a no that came meanwhile.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from segue.contact_points import ADDRESSES, ContactPoint
from segue.conversations.ordering import DESK
from segue.conversations.voice.scripts import Reading
from segue.errors import Invalid
from segue.events import Event
from segue.identifiers import Identifier, identifier
from segue.keys import IdentityKey
from segue.languages.texts import _
from segue.profile.profiles import Profile
from segue.times import Millis

Method = Literal["voice", "chat"]
LONGEST = 200  # characters of a proof


class Ledger(Protocol):
    """Writes events down; answers each, or the one that stood there already."""

    def first(self, events: Sequence[Event], /) -> Sequence[tuple[Event, object]]: ...


class ContactPoints(Protocol):
    """In force when it returns."""

    def answer(self, key: IdentityKey, purpose: str, granted: bool, moment: Millis) -> ContactPoint: ...


@dataclass(frozen=True)
class Agreement:
    """What was said to which words. `address`: "" for where such messages would go first. `proof`: the contact, the
    recording or the turn by which it can be heard or read again. `by` is who of the staff asked."""

    reading: Reading
    granted: bool
    method: Method
    by: str
    occasion: str
    address: str = ""
    proof: str = ""
    conversation: str = ""


@dataclass(frozen=True)
class Agreeing:
    """`key` is an identifier's under this stack's secret."""

    contact_points: ContactPoints
    ledger: Ledger
    key: Callable[[Identifier], IdentityKey]

    def keep(self, profile: Profile, said: Agreement, now: Millis) -> Event:
        """The event as it is kept; in force by then. Raises Invalid("no-proof", "no-address", "unknown-address")."""
        if said.granted and not said.proof.strip():
            raise Invalid("no-proof", _("a yes needs its proof: the call, the recording or the turn"))
        named = addressed(profile, said)
        event, point = _event(said, named, now), self.key(named)
        if not said.granted:
            self.contact_points.answer(point, said.reading.script.purpose, granted=False, moment=now)
        kept = self.ledger.first([event])[0][0]
        if said.granted:
            self.contact_points.answer(point, said.reading.script.purpose, granted=True, moment=kept.timestamp)
        return kept


def addressed(profile: Profile, said: Agreement) -> Identifier:
    """The address that it is about: one of the customer's. Raises Invalid("no-address", "unknown-address")."""
    kind = ADDRESSES[said.reading.script.channel]
    given = said.address or profile.first(kind) or ""
    found = identifier(kind, given)
    if found is None:
        raise Invalid("no-address", _("no {kind} of this customer is known").format(kind=kind))
    if found.value not in profile.all(kind):
        detail = _("this is no {kind} of this customer's: add it to the customer first").format(kind=kind)
        raise Invalid("unknown-address", detail)
    return found


def _event(said: Agreement, named: Identifier, now: Millis) -> Event:
    """Without a time of the client's its place in the ledger follows from its occasion alone."""
    script = said.reading.script
    told: dict[str, object] = {
        "channel": script.channel,
        "purpose": script.purpose,
        "granted": said.granted,
        named.type: named.value,
        "method": said.method,
        "text_version": said.reading.version,
        "text": said.reading.text,
        "proof": said.proof.strip()[:LONGEST],
        "agent": said.by,
        "conversation_id": said.conversation,
    }
    return Event(
        type="track",
        event="Consent Updated",
        message_id=f"{DESK}|consent|{said.occasion}",
        timestamp=now,
        received_at=now,
        source=DESK,
        channel="phone" if said.method == "voice" else "chat",
        properties={name: one for name, one in told.items() if one != ""},
    )
