"""Finding somebody by what staff are told: an order number, an address, a number, a card, an id, or a name.

Identifiers lead to their person by one read, an address that a conversation goes on at to the conversation. What leads
nowhere is looked for among those who have written lately, so that nothing is ever scanned (docs/decisions/0209, 0222).
"""

from collections.abc import Sequence
from typing import NamedTuple

from segue.api.roles import AGENTS
from segue.console.conversations.inbox_rows import name_of
from segue.console.desk import Desk
from segue.console.visits import Visit
from segue.contact_points import writers
from segue.conversations import refs
from segue.conversations.conversations import STATES, Conversation, is_conversation
from segue.profile.profiles import Profile
from segue.times import LATEST

LATELY, SHOWN = 150, 20  # conversations of each state whose people are asked for; people of an answer
FULLY, TALKS = 5, 3  # people of an answer whose conversations are told, and how many of each


class Row(NamedTuple):
    """Somebody, with the conversations that were found, newest beginnings first. Nobody may be known by them."""

    person: Profile | None
    talks: Sequence[Conversation] = ()


class Found(NamedTuple):
    """Who is meant; `talk` is the id of a conversation that is. `lately`: nothing that was typed leads to anybody, it
    was looked for among those who have written lately."""

    rows: Sequence[Row] = ()
    talk: str = ""
    lately: bool = False


def found(visit: Visit, desk: Desk, sought: str) -> Found:
    """Who, or which conversation, is meant."""
    serves = bool(visit.roles & AGENTS)
    if serves and is_conversation(sought) and desk.talks.kept.head(sought):
        return Found(talk=sought)
    known = desk.reading.search(sought)[:SHOWN]
    if not serves:
        return Found([Row(one) for one in known])
    if known:
        return Found([Row(one, _talks(desk, one) if place < FULLY else ()) for place, one in enumerate(known)])
    points = [key for one in desk.reading.meanings(sought) if writers(one.type) for key in desk.reading.keys_of(one)]
    return _promised(visit, desk, points) or _lately(desk, sought, points)


def _talks(desk: Desk, profile: Profile) -> list[Conversation]:
    return desk.talks.of_person(profile.id)[:TALKS]


def _promised(visit: Visit, desk: Desk, points: Sequence[str]) -> Found | None:
    """Whoever's conversation goes on at an address that is nobody's yet."""
    led = desk.talks.kept.aliases([refs.of_address(one) for one in points], visit.now) if points else {}
    heads = [
        head for one in dict.fromkeys(one.conversation for one in led.values()) if (head := desk.talks.kept.head(one))
    ]
    return Found(_rows(desk, heads)) if heads else None


def _lately(desk: Desk, sought: str, points: Sequence[str]) -> Found:
    from segue.console.customers.lately import Sought, among  # for who finds nobody directly

    heads = [one for state in STATES for one in desk.talks.kept.newest(state, LATELY, LATEST, {})]
    people = desk.talks.people(list(dict.fromkeys(one.person for one in heads)))
    return Found(_rows(desk, among(heads, people, Sought(sought, points)))[:SHOWN], lately=True)


def _rows(desk: Desk, heads: Sequence[Conversation]) -> list[Row]:
    """Conversations by whose they are; in the order of names."""
    people = desk.talks.people(list(dict.fromkeys(one.person for one in heads)))
    by_person: dict[str, Row] = {}
    for head in heads:
        profile = people.get(head.person)
        key = profile.id if profile else head.person
        row = by_person.get(key, Row(profile))
        by_person[key] = row._replace(talks=(*row.talks, head)[:TALKS])
    return sorted(by_person.values(), key=lambda one: (name_of(one.person).casefold(), one.talks[0].id))
