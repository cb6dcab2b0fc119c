"""Articles: what a shop knows, as text of its playbook (`articles/<id>.yaml`), for its agents and, where it says so,
for its customers. Found by words and by topic, in the language that suits.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from segue.conversations.knowledge.localised import (
    LOCALE,
    LOCALES,
    Spec,
    check_languages,
    check_texts,
    check_topics,
    in_locale,
    own_locale,
    text_of,
)
from segue.conversations.knowledge.searching import Index, weighed
from segue.conversations.topics.topics import group_of
from segue.errors import every, inside
from segue.spelling import choice, only

AGENTS, CUSTOMERS = "agents", "customers"
VISIBILITY = (AGENTS, CUSTOMERS)
FIELDS = ("name", "description", LOCALE, "title", "body", LOCALES, "topics", "products", "visibility")
PARTS = {"title": partial(text_of, 200, "title"), "body": partial(text_of, 20_000, "body")}
LONGEST_ID = 200  # characters of a product's id
MOST = 3  # that are suggested
ON_TOPIC = 2.0  # what being about the topic is worth: about as much as one rare word


class Article(NamedTuple):
    """An article in one language. `topics` are topics or groups; `products` the ids of those that it is about."""

    id: str
    title: str
    body: str
    locale: str
    topics: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    visibility: str = AGENTS


class Found(NamedTuple):
    """An article with how well it fits; `reason` is `topic`, `words`, or both with a comma."""

    article: Article
    score: float
    reason: str


class Asked(NamedTuple):
    """What is looked for; `locales` are languages, the dearest first; `customers`: only what customers may read."""

    text: str = ""
    topic: str = ""
    locales: tuple[str, ...] = ()
    customers: bool = False


@dataclass(frozen=True)
class Shelf:
    """The articles as they are in force, by id."""

    kept: Mapping[str, Spec]

    def one(self, key: str, locales: Collection[str] = ()) -> Article | None:
        """An article in the nearest language."""
        return article_of(key, self.kept[key], locales) if key in self.kept else None

    def search(self, asked: Asked) -> list[Found]:
        """What fits, the best first. Where neither words nor a topic are asked for, all of them by their titles."""
        there = [article_of(key, spec, asked.locales) for key, spec in self.kept.items()]
        open_to = [one for one in there if not asked.customers or one.visibility == CUSTOMERS]
        if not asked.text.strip() and not asked.topic:
            return sorted((Found(one, 0.0, "") for one in open_to), key=lambda one: (one.article.title, one.article.id))
        scores = Index.over(weighed(one.title, one.body) for one in open_to).scores(asked.text)
        found = [_found(one, score, asked.topic) for one, score in zip(open_to, scores, strict=True)]
        return sorted((one for one in found if one.score), key=lambda one: (-one.score, one.article.id))

    def suggest(self, asked: Asked, most: int = MOST) -> list[Found]:
        """The few best."""
        return self.search(asked)[:most]


def about(topics: Iterable[str], topic: str) -> bool:
    """Whether something about some topics is about this one: itself, or its group."""
    return bool(topic) and not {topic, group_of(topic)}.isdisjoint(topics)


def compile_article(_key: str, spec: Spec, around: tuple[Spec, Collection[str]]) -> dict[str, Any]:
    """The article as it is kept, given the shop's policy and all topics. Raises Invalid with all that is wrong."""
    shop, topics = around
    own = own_locale(spec, shop)
    every(
        partial(only, spec, FIELDS, "an article"),
        partial(check_languages, spec, PARTS, own),
        partial(check_topics, spec, topics),
        partial(check_texts, spec, "products", LONGEST_ID),
        partial(_check_visibility, spec.get("visibility", AGENTS)),
    )
    return {**spec, LOCALE: own}


def article_of(key: str, kept: Spec, locales: Collection[str]) -> Article:
    """A compiled article in the nearest of some languages."""
    locale, said = in_locale(kept, locales)
    topics, products = tuple(kept.get("topics", ())), tuple(kept.get("products", ()))
    return Article(key, said["title"], said["body"], locale, topics, products, kept.get("visibility", AGENTS))


def _check_visibility(given: Any) -> None:
    with inside("visibility"):
        choice(given, VISIBILITY, "visibility", "bad-article")


def _found(article: Article, score: float, topic: str) -> Found:
    fits = about(article.topics, topic)
    reason = ",".join(word for word, is_so in (("topic", fits), ("words", score > 0)) if is_so)
    return Found(article, round(score + ON_TOPIC * fits, 4), reason)
