"""Macros as a list shows them, and what one comes to: without Liquid, which only checking and rendering need."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from segue.conversations.conversations import Conversation
from segue.conversations.knowledge.localised import LOCALE, LOCALES, Spec
from segue.conversations.topics.topics import group_of

MOST_TAGS = 20  # of a conversation


class Macro(NamedTuple):
    """A macro as a list shows it. `topics` are those that it is an answer to."""

    id: str
    name: str
    topics: tuple[str, ...]
    locales: tuple[str, ...]


class Rendered(NamedTuple):
    """What a macro says to this customer, and what is done with it."""

    text: str
    locale: str
    tags: tuple[str, ...] = ()
    topic: str = ""
    resolve: bool = False
    steps: tuple[str, ...] = ()


def used_of(key: str, kept: Spec) -> dict[str, Any]:
    """What a turn keeps of the macro that it was made with: its id, the steps that were then tried, what it sets."""
    sets = kept.get("sets", {})
    said = {"tags": [*sets.get("tags", ())], "topic": sets.get("topic", "")}
    return {"macro": key, "steps": [*kept.get("steps", ())], "sets": said}


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
