"""Finding somebody by what staff are told: an order number, an address, a number, a card, an id, or a name.

Identifiers lead to their person by one read. Names have no way of their own: they are looked for among those who have
written lately, so that nothing is ever scanned (docs/decisions/0209).
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from segue.api.roles import AGENTS
from segue.console.desk import Desk
from segue.console.inbox_rows import name_of
from segue.console.visits import Visit
from segue.conversations.conversations import STATES
from segue.profile.profiles import Profile
from segue.times import LATEST

LATELY, SHOWN = 150, 20  # conversations of each state whose people are asked for their names; people of an answer
TALK = re.compile(r"c_[a-z2-7]{24}")
ORDER = "# "  # what people write before an order's number
LEAST = 2  # letters of a name
WHOLE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})  # letters that are no accents


class Found(NamedTuple):
    """People by what was typed; `talk` is the id of a conversation; `by_name`: nobody has it as an identifier."""

    people: list[Profile]
    talk: str = ""
    by_name: bool = False


def found(visit: Visit, desk: Desk, sought: str) -> Found:
    """Who, or which conversation, is meant."""
    serves = bool(visit.roles & AGENTS)
    if serves and TALK.fullmatch(sought) and desk.talks.kept.head(sought):
        return Found([], sought)
    known = {one.id: one for text in dict.fromkeys((sought, sought.lstrip(ORDER))) for one in desk.reading.search(text)}
    if known or not serves:
        return Found(list(known.values()))
    return Found(_named(desk, sought)[:SHOWN], by_name=True)


def _named(desk: Desk, sought: str) -> list[Profile]:
    words = words_of(sought)
    if not words or max(map(len, words)) < LEAST:
        return []
    heads = [one for state in STATES for one in desk.talks.kept.newest(state, LATELY, LATEST, {})]
    people = desk.talks.people(list(dict.fromkeys(one.person for one in heads))).values()
    fits = {one.id: one for one in people if one and not one.shared and _fits(words, words_of(name_of(one)))}
    return sorted(fits.values(), key=lambda one: (name_of(one).casefold(), one.id))


def _fits(words: Iterable[str], name: list[str]) -> bool:
    """Whether each word that was typed begins one of the name's."""
    return all(any(part.startswith(one) for part in name) for one in words)


def words_of(text: str) -> list[str]:
    """The words of a text without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(WHOLE))
    return re.findall(r"\w+", "".join(one for one in plain if not unicodedata.combining(one)))
