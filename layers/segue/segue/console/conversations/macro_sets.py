"""What goes with a macro when it is sent: shown beside the box, where each of it can be left out. Pure."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from segue.console.words import label
from segue.conversations.knowledge.macro_rows import Rendered, Sets
from segue.conversations.topics.topics import group_of
from segue.languages.texts import _

TAG, TOPIC, RESOLVE = "set-tag-", "set-topic", "set-resolve"


class Choice(NamedTuple):
    """One box to tick: the form's `field` with its `value`, and in words what it does."""

    field: str
    value: str
    words: str


def choices(sets: Sets | Rendered, about: str) -> list[Choice]:
    """What a macro does beside its words, a box each; what is `about` its topic already keeps its own."""
    tags = [Choice(f"{TAG}{place}", tag, _("Tag {tag}").format(tag=tag)) for place, tag in enumerate(sets.tags)]
    topic = [Choice(TOPIC, sets.topic, _("Topic {topic}").format(topic=label(sets.topic)))]
    topic = topic if sets.topic and group_of(about) != sets.topic else []
    return [*topic, *tags, *([Choice(RESOLVE, "yes", _("Send and resolve"))] if sets.resolve else [])]


def shown(sets: Sets, about: str, form: Mapping[str, str]) -> list[dict[str, Any]]:
    """The boxes, ticked as a form has them."""
    return [{**one._asdict(), "on": one.field in form} for one in choices(sets, about)]


def ticked(said: Mapping[str, Any], form: Mapping[str, str]) -> dict[str, Any]:
    """What of a macro's `sets` is left in a form."""
    tags = {one for name, one in form.items() if name.startswith(TAG)}
    topic = said["topic"] if form.get(TOPIC) == said["topic"] else ""
    return {"tags": [one for one in said["tags"] if one in tags], "topic": topic}
