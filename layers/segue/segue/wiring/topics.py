"""Topics, articles, macros and what is suggested of them, as the playbook in force has them."""

from collections.abc import Mapping
from typing import Any

from segue.conversations.article_policies import ArticlePolicy, articles_policy, suggest
from segue.conversations.articles import Article, Asked, Shelf
from segue.conversations.suggesting import Suggesting
from segue.conversations.topic_policies import topics_policy
from segue.conversations.topics import Topics, Words, model
from segue.wiring.tables import playbooks


def topics() -> Topics:
    """What tells what a text is about."""
    return playbooks().made_of("topics", ("policy",), lambda policies: Topics(model(), _own(policies)))


def topic_of(text: str) -> tuple[str, float]:
    """What a text is about, by the shop's words or by the model, and how sure that is; ("", 0.0) for nothing."""
    found = topics().of(text)
    return found.topic, found.confidence


def shelf() -> Shelf:
    """The articles."""
    return playbooks().made_of("shelf", ("article",), Shelf)


def suggesting() -> Suggesting:
    """What suggests answers."""
    return Suggesting(shelf(), playbooks().definitions("macro"), topics())


def for_customers(text: str, locale: str) -> list[Article]:
    """The articles that a customer who writes this is shown; [] where the shop has it switched off."""
    topic = topics().of(text).topic
    return suggest(shelf(), _policy(), Asked(text, topic, (locale,)))


def _policy() -> ArticlePolicy:
    return articles_policy(playbooks().definitions("policy").get("articles", {}))


def _own(policies: Mapping[str, Any]) -> Mapping[str, Words]:
    return topics_policy(policies.get("topics", {}))
