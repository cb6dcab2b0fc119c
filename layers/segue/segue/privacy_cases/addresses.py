"""Where a code goes: to an address of the person's that was known before they asked, and to none named then."""

from segue.facets.names import known_since
from segue.identifiers import Identifier
from segue.keys import IdentityKey, PersonId
from segue.messages import CASE, Message, message_id
from segue.privacy_cases.cases import Case
from segue.privacy_cases.codes import GOOD_FOR
from segue.privacy_cases.handling import Act
from segue.profile.profiles import Profile
from segue.times import Millis
from segue.tracing import trace_of
from segue.trust import PUBLIC

TEMPLATE, STEP = "privacy-code", "code"
CHANNELS = {"email": "email", "phone": "sms"}  # by type of address, in the order of choice


def known_before(profile: Profile, received: Millis) -> list[Identifier]:
    """Addresses that a code may go to, the surest first: mail before telephone, what the shop or a provider told before
    what a page did, and of those the one that was known first. A page cannot tell that it was known earlier."""
    names = profile.whole.get("names", {})
    known = {
        (kind, text) for kind in CHANNELS for text, one in names.get(kind, {}).items() if known_since(one) < received
    }
    rows = [one for one in profile.identifiers if (one["type"], one["value"]) in known]
    order = list(CHANNELS)
    rows.sort(key=lambda one: (order.index(one["type"]), one["source"] in PUBLIC, one["first_seen"], one["value"]))
    return [Identifier(one["type"], one["value"]) for one in rows]


def masked(address: Identifier) -> str:
    """An address as staff and the customer know it again, and nobody else: `k…@shop.example`, `…4567`."""
    name, at, host = address.value.rpartition("@")
    return f"{name[:1]}…@{host}" if at else f"…{address.value[-4:]}"


def code_message(case: Case, person: PersonId, to: tuple[Identifier, IdentityKey], act: Act) -> Message:
    """The message with a code to an address, given with its contact point; the same for the same occasion."""
    address, point = to
    return Message(
        id=message_id(person, (CASE + case.id, act.occasion, STEP)),
        person=person,
        contact_point=point,
        journey=CASE + case.id,
        key=act.occasion,
        step=STEP,
        template=TEMPLATE,
        channel=CHANNELS[address.type],
        purpose="transactional",
        created=act.time,
        deadline=act.time + GOOD_FOR,
        trace=trace_of(case.id),
    )
