"""Conversations: where they are kept, how they are filed, and the desk."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from segue.aws.conversations import Conversations
from segue.aws.ledger import key_of
from segue.aws.secrets import derived
from segue.aws.settings import settings
from segue.contact_points import CHANNELS, address_types
from segue.conversations.conversations import Conversation, conversation_id
from segue.conversations.desk.desking import Desking
from segue.conversations.desk.replying import Destination
from segue.conversations.desk.staff_names import Names
from segue.conversations.filing import Filing
from segue.conversations.joined import of_whose
from segue.conversations.policies import ConversationPolicy, policy_in
from segue.conversations.ports import Rules, Whose
from segue.conversations.routing.ruling import Ruling
from segue.conversations.topics.english import language_of
from segue.conversations.understanding import Understanding
from segue.errors import Invalid
from segue.events import Event
from segue.identifiers import identifiers_of
from segue.keys import IdentityKey, PersonId, digest
from segue.languages.texts import _
from segue.messages import DESK
from segue.profile.addresses import addresses, every_address
from segue.profile.profiles import Profile
from segue.wiring.people import people, profiles
from segue.wiring.retaining import ends
from segue.wiring.tables import messages, playbooks
from segue.wiring.topics import topic_of

if TYPE_CHECKING:
    from segue.aws.timers import Timers

MOST_IDS = 60  # of one person that are looked under
REACHED = frozenset(kind for channel in CHANNELS for kind in address_types(channel))


@cache
def conversations() -> Conversations:
    """The Conversations table."""
    return Conversations(settings().conversations, settings().ledger, settings().messages, ends)


def filing() -> Filing:
    """Files by the rules in force."""
    return Filing(conversations(), whose, Understanding(rules, topic_of, language_of), sent, name)


def name(thread: str) -> str:
    """The id of the conversation that a thread begins. Some threads hold a telephone number: none is guessed from an id
    without the stack's secret."""
    return conversation_id(digest(derived("conversations"), thread))


def sent(person: Whose, names: Sequence[str]) -> str:
    """The conversation of an answer of ours by its provider's name for it; "" where it is none of this person's."""
    found = (
        one for one in messages().of_people(person.ids) if one.provider_id in names and one.journey.startswith(DESK)
    )
    return next((one.journey.removeprefix(DESK) for one in found), "")


def whose(person: PersonId) -> Whose:
    """A person as known now, with every id under which there may be conversations."""
    found = people().sets([person])[person]
    if not found.version:  # absorbed before it had a row: the identity's pointer leads to its person
        owner = people().identities([person])[person].owner
        found = found if owner == person else people().sets([owner])[owner]
    ids = dict.fromkeys((found.id, person, *sorted(found.former), *sorted(found.keys)))
    return Whose(found.id, tuple(ids)[:MOST_IDS])


def desk_of_conversations() -> Desking:
    """What staff do in conversations."""
    return Desking(conversations(), destination, _names, signature, _watch)


@cache
def timers() -> "Timers":
    """What brings the words that conversations wait for to the queue of filing: the queue and the scheduler."""
    from segue.aws.timers import Timers  # who reads waits for nothing

    known = settings()
    return Timers.on(known.conversations_queue, known.conversations_queue_arn)


def _watch(word: Mapping[str, Any]) -> None:
    timers().set(word, word["due"])  # on the queue at once: whoever files sets it where it is early


def signature(name: str) -> str:
    """How one of the staff signs to customers."""
    return _names().signed(name, policy().signatures) if name else ""


def _names() -> Names:
    from segue.wiring.staff_names import names  # who files names nobody

    return names()


def destination(head: Conversation, channel: str) -> Destination:
    """Where a customer is reached on a channel: where they wrote from last, else at the best address that is known.

    Raises Invalid("unreachable").
    """
    if channel == "helpdesk" and head.threads:
        return Destination(channel, thread=_thread(head))
    own = profiles().read(head.person) if channel in CHANNELS else None
    point = head.points.get(channel) or _best(own, channel)
    if not point:
        raise Invalid("unreachable", _unknown(channel))
    return Destination(channel, point, address=address_at(head, channel, own))


def _unknown(channel: str) -> str:
    if not channel:
        return _("no address is known to answer by any channel")
    return _("no address is known to answer by {channel}").format(channel=channel)


def address_at(head: Conversation, channel: str, own: Profile | None) -> str:
    """The address by which the customer wrote on a channel, where it is not theirs (`own`, as known now): of whoever
    else has it, or as somebody typed it; "" where it is theirs."""
    point = head.points.get(channel, "")
    if not point or channel not in CHANNELS or _spelled(own, channel, point):
        return "" if point and channel in CHANNELS else head.given.get(channel, "")
    other = profiles().read(point) if point != head.person else None
    return _spelled(other, channel, point) or head.given.get(channel, "")


def _spelled(profile: Profile | None, channel: str, point: IdentityKey) -> str:
    known = every_address(profile, channel) if profile else []
    return next((one.value for one in known if key_of(one) == point), "")


def _thread(head: Conversation) -> str:
    """The help desk's own conversation: the last one that it told of."""
    return next((one for one in reversed(head.threads) if one in head.stages), head.threads[-1])


def _best(profile: Profile | None, channel: str) -> IdentityKey:
    return next((key_of(one) for one in addresses(profile, channel)), "") if profile else ""


def of_person(person: PersonId) -> list[Conversation]:
    """Every conversation of a person, the one that began last first; without what was merged into another."""
    theirs = whose(person)
    held = conversations().held(theirs).conversations
    found = conversations().heads(held)
    return [one for one in of_whose((found[one] for one in held if one in found), theirs) if not one.into]


def rules() -> Rules:
    """What the shop says of conversations."""
    return Ruling(policy())


def policy() -> ConversationPolicy:
    """The playbook's policy in force, compiled once per version."""
    return playbooks().made_of("conversations", ("policy",), policy_in)


def addresses_of(event: Event) -> tuple[IdentityKey, ...]:
    """The contact points that an event names."""
    return tuple(key_of(one) for one in identifiers_of(event) if one.type in REACHED)
