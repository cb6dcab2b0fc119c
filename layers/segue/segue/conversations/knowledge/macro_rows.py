"""Macros as a list shows them, and what one comes to: without Liquid, which only checking and rendering need."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from segue.conversations.conversations import Conversation
from segue.conversations.knowledge.localised import LOCALE, LOCALES, Spec
from segue.conversations.topics.topics import group_of

MOST_TAGS = 20  # of a conversation
WORD = re.compile(r"\w+")
GAP = re.compile(r"\[[^\[\]\n?]{1,60}\?\]")  # what a macro leaves open where it is not known: `[order?]`


class Macro(NamedTuple):
    """A macro as a list shows it. `topics` are those that it is an answer to."""

    id: str
    name: str
    topics: tuple[str, ...]
    locales: tuple[str, ...]


class Rendered(NamedTuple):
    """What a macro says to this customer, and what is done with it; `gaps` are what it leaves open."""

    text: str
    locale: str
    tags: tuple[str, ...] = ()
    topic: str = ""
    resolve: bool = False
    steps: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


class Sets(NamedTuple):
    """What a macro does beside its words."""

    tags: tuple[str, ...] = ()
    topic: str = ""
    resolve: bool = False


def gaps_in(text: str) -> tuple[str, ...]:
    """What an answer leaves open, for whoever sends it to fill out; each once."""
    return tuple(dict.fromkeys(GAP.findall(text)))


def sets_of(kept: Spec) -> Sets:
    """What a compiled macro does beside its words."""
    sets = kept.get("sets", {})
    return Sets(tuple(sets.get("tags", ())), sets.get("topic", ""), sets.get("resolve", False))


def used_of(key: str, kept: Spec, sent: bool) -> dict[str, Any]:
    """What a turn keeps of the macro that it was made with: what it sets and, where it was `sent` and not replaced by
    other words, its id and the steps that were then tried."""
    sets = sets_of(kept)
    tried = {"macro": key, "steps": [*kept.get("steps", ())]} if sent else {}
    return {**tried, "sets": {"tags": [*sets.tags], "topic": sets.topic}}


def is_sent(told: str, sent: str) -> bool:
    """Whether an answer still says what a macro told: more than half of its words stand in it beside the same word
    before them, so that other words of the same language do not pass for it."""
    mine, theirs = WORD.findall(told.casefold()), WORD.findall(sent.casefold())
    wanted, found = (_pairs(one) if len(mine) > 1 else Counter(one) for one in (mine, theirs))
    return sum((wanted & found).values()) * 2 > sum(wanted.values())


def _pairs(words: Sequence[str]) -> Counter[str]:
    return Counter(f"{one} {after}" for one, after in pairwise(words))


def with_sets(head: Conversation, detail: Mapping[str, Any]) -> Conversation:
    """A conversation after an answer by a macro: with its tags, and about its topic where it was about another group;
    the staff have said so by taking it."""
    sets = detail.get("sets") or {}
    topic, tags = sets.get("topic", ""), tuple(dict.fromkeys((*head.tags, *sets.get("tags", ()))))
    after = replace(head, tags=tags[:MOST_TAGS])
    return replace(after, topic=topic, topic_by="agent") if topic and group_of(head.topic) != topic else after


def macro_of(key: str, kept: Spec) -> Macro:
    """A compiled macro as a list shows it."""
    name = str(kept.get("name") or key)
    return Macro(key, name, tuple(kept.get("topics", ())), (kept[LOCALE], *kept.get(LOCALES, {})))
