"""Looking for somebody among those who have written lately, by what leads to nobody directly. Pure.

A name is compared by the beginnings of its words, a number by its last digits, an order by the letters and digits of
the one that is known in the conversation and of the customer's own, an address by where the conversation goes on,
words by what it is about and its last message (docs/decisions/0222).
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from segue.console.conversations.inbox_rows import name_of
from segue.console.conversations.talk_words import topic
from segue.conversations.conversations import Conversation
from segue.conversations.mentions import plain
from segue.identity.meaning import DIGITS, like_a_phone
from segue.identity.order_numbers import typed
from segue.keys import IdentityKey, PersonId
from segue.profile.names import every_name, words_of
from segue.profile.profiles import Profile

LEAST, LEAST_SAID = 2, 3  # letters of a name; of a word in a conversation
People = Mapping[PersonId, Profile | None]


class Sought(NamedTuple):
    """What was typed, and the keys of all addresses that it can be."""

    text: str
    points: Collection[IdentityKey] = ()


def among(heads: Iterable[Conversation], people: People, sought: Sought) -> list[Conversation]:
    """The conversations whose customer, order, address or words are meant, in the order in which they came."""
    tests = _tests(sought)
    return [head for head in heads if any(fits(head, people.get(head.person)) for fits in tests)]


def _tests(sought: Sought) -> list[Callable[[Conversation, Profile | None], bool]]:
    words, numbers = words_of(sought.text), {key for one in typed(sought.text) if (key := plain(one))}
    ends = _ends(sought.text)
    points = set(sought.points)
    by_name = bool(words) and max(map(len, words)) >= LEAST
    return [
        lambda _, profile: by_name and _called(words, profile),
        lambda head, profile: bool(ends) and any(one.endswith(ends) for one in _numbers(head, profile)),
        lambda head, profile: any(plain(one) in numbers for one in _orders(head, profile)),
        lambda head, _: not points.isdisjoint(head.points.values()),
        lambda head, _: bool(words) and min(map(len, words)) >= LEAST_SAID and _said(words, head),
    ]


def _called(words: Iterable[str], profile: Profile | None) -> bool:
    """Whether each word that was typed begins one of the name's."""
    if profile is None or profile.shared:
        return False
    return _begin(words, words_of(" ".join([name_of(profile), *every_name(profile.traits)])))


def _said(words: Iterable[str], head: Conversation) -> bool:
    """The same of its subject, its topic, its tags and the last words in it."""
    return _begin(words, words_of(" ".join([head.subject, topic(head.topic), *head.tags, head.preview])))


def _begin(typed_: Iterable[str], there: Sequence[str]) -> bool:
    return all(any(part.startswith(one) for part in there) for one in typed_)


def _ends(text: str) -> tuple[str, ...]:
    """The last digits of a number that may be meant: as they are, and without a nought that stands for a country."""
    digits = re.sub(r"\D", "", text) if like_a_phone(text) else ""
    return tuple(one for one in (digits, digits.lstrip("0")) if len(one) >= DIGITS)


def _numbers(head: Conversation, profile: Profile | None) -> list[str]:
    """The digits of the numbers that are known of a customer, and of those that the conversation goes on at."""
    known = profile.identifiers if profile and not profile.shared else []
    own = [str(one["value"]) for one in known if one["type"] == "phone"]
    return [re.sub(r"\D", "", one) for one in (*own, *head.given.values()) if "@" not in one]


def _orders(head: Conversation, profile: Profile | None) -> list[str]:
    """The order that the conversation is about, and those of the customer."""
    own = profile.order_rows if profile and not profile.shared else ()
    return [str(head.known.get("order") or ""), *(str(one["id"]) for one in own)]
