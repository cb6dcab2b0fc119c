"""Topics: what a text is about, by the shop's own words or else by a small model of our own.

The model knows 27 intents of customers in English, and nothing else: of a text that is not English (`english`), of
words that it has never seen, and of what it is not sure about it says nothing. `docs/topics.md` has its numbers.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from segue.conversations.topics.english import is_english
from segue.conversations.topics.grams import words_of
from segue.conversations.topics.weights import FILE, Model, read

NOTHING = ""
LEAST = 0.6  # the chance from which on a topic is told
FAMILIAR = 0.3  # the part of a sentence's words that the model must have seen
LONGEST = 4000  # characters that are read
SENTENCES = 40  # that are read
SENTENCE = re.compile(r"(?<![.!?])[.!?]+(?=\s|$)|[\n;]+")
CONTACT = "contact"
# The shop's word for each intent of the model.
GROUPS: Mapping[str, str] = {
    **dict.fromkeys(("create_account", "delete_account", "edit_account", "recover_password"), "account"),
    **dict.fromkeys(("registration_problems", "switch_account"), "account"),
    **dict.fromkeys(("place_order", "change_order", "cancel_order", "check_cancellation_fee"), "order"),
    **dict.fromkeys(("track_order", "delivery_options", "delivery_period"), "delivery"),
    **dict.fromkeys(("change_shipping_address", "set_up_shipping_address"), "delivery"),
    **dict.fromkeys(("check_refund_policy", "get_refund", "track_refund"), "refund"),
    **dict.fromkeys(("check_payment_methods", "payment_issue"), "payment"),
    **dict.fromkeys(("check_invoice", "get_invoice"), "invoice"),
    **dict.fromkeys(("contact_customer_service", "contact_human_agent"), CONTACT),
    "newsletter_subscription": "newsletter",
    "complaint": "complaint",
    "review": "review",
}


class Topic(NamedTuple):
    """`group` is the shop's word, `topic` the finer one; `by` is "words" or "model"; all "" where nothing is told."""

    topic: str = NOTHING
    group: str = ""
    confidence: float = 0.0
    by: str = ""


@dataclass(frozen=True)
class Words:
    """What makes a topic of the shop's own."""

    pattern: re.Pattern[str]
    group: str


def known_topics(own: Iterable[str], groups: Iterable[str] = ()) -> frozenset[str]:
    """Every topic and group there is, given a shop's own."""
    return frozenset({*GROUPS, *GROUPS.values(), *own, *groups})


def group_of(topic: str) -> str:
    """The group of a topic of the model; any other topic is its own group."""
    return GROUPS.get(topic, topic)


@dataclass(frozen=True)
class Topics:
    """`own` are the shop's topics by name, which outrank the model."""

    model: Model
    own: Mapping[str, Words] = field(default_factory=dict)

    def of(self, text: str) -> Topic:
        """What a text is about. Of several sentences the surest counts, and who only asks for somebody to talk to has
        said least."""
        found = self._worded(text)
        if found.topic:
            return found
        return max(self._told(text), key=lambda one: (one.group != CONTACT, one.confidence), default=Topic())

    def best(self, text: str) -> str:
        """The likeliest intent of a text as a whole, however unlikely; "" of one without words."""
        chances = self.model.chances(words_of(text))
        chances.pop(NOTHING, None)
        return max(chances, key=lambda one: chances[one], default=NOTHING)

    def _worded(self, text: str) -> Topic:
        """By the shop's own words: the longest that stands in the text."""
        found = [(len(hit[0]), name) for name, one in self.own.items() if (hit := one.pattern.search(text[:LONGEST]))]
        name = max(found, key=lambda one: one[0], default=(0, NOTHING))[1]
        return Topic(name, self.own[name].group, 1.0, "words") if name else Topic()

    def _told(self, text: str) -> Iterator[Topic]:
        """What the model says of each sentence that it understands."""
        if not is_english(text[:LONGEST], words_of(text[:LONGEST])):
            return
        for sentence in SENTENCE.split(text[:LONGEST])[:SENTENCES]:
            words = words_of(sentence)
            if self.model.familiar(words) >= FAMILIAR:
                yield from self._sure(words)

    def _sure(self, words: list[str]) -> Iterator[Topic]:
        chances = self.model.chances(words)
        name = max(chances, key=lambda one: chances[one])
        if name != NOTHING and chances[name] >= LEAST:
            yield Topic(name, group_of(name), round(chances[name], 4), "model")


@lru_cache(maxsize=1)
def model() -> Model:
    """The model of the package, read once."""
    return read(FILE.read_bytes())


def topic_of(text: str) -> tuple[str, float]:
    """What a text is about by the model alone, and how sure that is; ("", 0.0) where it does not know."""
    found = Topics(model()).of(text)
    return found.topic, found.confidence
