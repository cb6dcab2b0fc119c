"""Conversations: where they are kept, `file_turns`, and the desk."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from segue.aws.conversations import Conversations
from segue.aws.ledger import Ledger, key_of
from segue.aws.settings import settings
from segue.aws.timers import Timers
from segue.contact_points import CHANNELS, address_types
from segue.conversations.contributions import contribution_of
from segue.conversations.escalating import Escalating
from segue.conversations.filing import Filed, Filing
from segue.conversations.policies import ConversationPolicy, policy_in
from segue.conversations.ports import Rules, Whose
from segue.conversations.ruling import Ruling
from segue.conversations.understanding import Understanding
from segue.events import Event
from segue.identifiers import identifiers_of
from segue.keys import IdentityKey, PersonId
from segue.times import Millis
from segue.wiring.people import people
from segue.wiring.tables import playbooks

MOST_IDS = 60  # of one person that are looked under
REACHED = frozenset(kind for channel in CHANNELS for kind in address_types(channel))


@cache
def conversations() -> Conversations:
    """The Conversations table."""
    return Conversations(settings().conversations, settings().ledger, settings().messages)


def filing() -> Filing:
    """Files by the rules in force."""
    return Filing(conversations(), whose, Understanding(rules))


def heed(order: Mapping[str, Any], now: Millis) -> None:
    """Files the event of an order and watches over its answer; or looks at one that is due."""
    if "due" in order:
        escalating().look(order, now)
    elif found := file_turn(order, now):
        escalating().watch(found.head, now)


@cache
def escalating() -> Escalating:
    """The Conversations table, its queue and the scheduler."""
    known = settings()
    timers = Timers(
        queue=known.conversations_queue,
        queue_arn=known.conversations_queue_arn,
        group=known.timer_group,
        role=known.timer_role,
        dead_letters_arn=known.dead_letters_arn,
    )
    return Escalating(conversations(), timers)


def file_turn(order: Mapping[str, Any], now: Millis) -> Filed | None:
    """Files the event of an order; None where the ledger does not have it any more, or it is of no conversation."""
    key = str(order["key"])
    event = Ledger(settings().ledger).one(key, str(order["place"]))
    said = contribution_of(event, key, addresses_of(event)) if event else None
    return filing().file(str(order["person"]), said, now) if said else None


def whose(person: PersonId) -> Whose:
    """A person as known now, with every id under which there may be conversations."""
    found = people().sets([person])[person]
    ids = dict.fromkeys((found.id, person, *sorted(found.former), *sorted(found.keys)))
    return Whose(found.id, tuple(ids)[:MOST_IDS])


def rules() -> Rules:
    """What the shop says of conversations."""
    return Ruling(policy())


def policy() -> ConversationPolicy:
    """The playbook's policy in force, compiled once per version."""
    return playbooks().made_of("conversations", ("policy",), policy_in)


def addresses_of(event: Event) -> tuple[IdentityKey, ...]:
    """The contact points that an event names."""
    return tuple(key_of(one) for one in identifiers_of(event) if one.type in REACHED)
