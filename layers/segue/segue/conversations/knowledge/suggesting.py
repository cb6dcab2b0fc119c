"""Suggesting: what an agent may answer with: articles and macros for the last words of a customer, each with a reason.

`products` are those that the suggested articles are about; what else may suit the customer stands beside the
conversation (`segue.recommending`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from segue.conversations.conversations import Conversation, Turn
from segue.conversations.knowledge.articles import Asked, Found, Shelf, about
from segue.conversations.knowledge.localised import Spec
from segue.conversations.knowledge.macro_rows import Macro, macro_of
from segue.conversations.knowledge.searching import Index, weighed
from segue.conversations.topics.topics import Topic, Topics, group_of

MOST = 3  # of each kind
LAST = 10  # turns of the customer that are read


class Wanted(NamedTuple):
    """What a conversation is about by now: the customer's words since the last answer, the topic and its group, and
    `by`: whose topic it is (`agent`, `customer`, `model`, `words`, "" for none)."""

    text: str = ""
    topic: str = ""
    group: str = ""
    by: str = ""


class SuggestedMacro(NamedTuple):
    """A macro with its reason: `topic`, `group` or `words`."""

    macro: Macro
    reason: str


class Suggestions(NamedTuple):
    """The best first; `products` are ids."""

    wanted: Wanted
    articles: Sequence[Found] = ()
    macros: Sequence[SuggestedMacro] = ()
    products: Sequence[str] = ()


@dataclass(frozen=True)
class Suggesting:
    """What there is to suggest from: the articles, the compiled macros by id, and what tells topics."""

    shelf: Shelf
    macros: Mapping[str, Spec]
    topics: Topics

    def suggest(self, conversation: Conversation, turns: Sequence[Turn], locales: Sequence[str] = ()) -> Suggestions:
        """What fits to where a conversation stands; `locales` are languages of the agent, after the customer's."""
        wanted = self.wanted(conversation, turns)
        asked = Asked(wanted.text, wanted.topic, (conversation.language, *locales))
        articles = self.shelf.suggest(asked, MOST)
        products = dict.fromkeys(one for found in articles for one in found.article.products)
        return Suggestions(wanted, articles, self._macros(wanted)[:MOST], [*products][:MOST])

    def wanted(self, conversation: Conversation, turns: Sequence[Turn]) -> Wanted:
        """What it is about: by an agent's or the customer's own topic, else by the last words, else by what was told
        before."""
        text = "\n".join(last_words(turns))
        topic, by = conversation.topic, conversation.topic_by
        found = self.topics.of(text) if by not in ("agent", "customer") else Topic()
        if found.topic:
            return Wanted(text, found.topic, found.group, found.by)
        return Wanted(text, topic, self._group(topic), by)

    def _group(self, topic: str) -> str:
        own = self.topics.own.get(topic)
        return own.group if own else group_of(topic)

    def _macros(self, wanted: Wanted) -> list[SuggestedMacro]:
        """Those that answer the topic itself, then those of its group, then those whose name has the words."""
        kept = [macro_of(key, self.macros[key]) for key in sorted(self.macros)]
        scores = dict(zip(kept, Index.over(weighed("", one.name) for one in kept).scores(wanted.text), strict=True))
        told = [SuggestedMacro(one, _reason(one, wanted, scores[one])) for one in kept]
        fits = [one for one in told if one.reason]
        return sorted(fits, key=lambda one: (REASONS.index(one.reason), -scores[one.macro], one.macro.id))


REASONS = ("topic", "group", "words")


def last_words(turns: Iterable[Turn]) -> list[str]:
    """What the customer has said since the last answer, else what they said last, in the order in which it was said."""
    said: list[str] = []
    for turn in sorted(turns, key=lambda one: (one.time, one.id), reverse=True):
        if turn.author == "customer" and turn.kind == "said" and turn.text.strip():
            said.append(turn.text)
        elif turn.author == "agent" and turn.kind == "said" and said:
            break
    return said[:LAST][::-1]


def _reason(macro: Macro, wanted: Wanted, score: float) -> str:
    if wanted.topic and wanted.topic in macro.topics:
        return "topic"
    if about(macro.topics, wanted.group):
        return "group"
    return "words" if score > 0 else ""
