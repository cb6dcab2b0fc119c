"""Whether customers see articles: `policies/articles.yaml`, `{customers: true, most: 3}`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from segue.conversations.knowledge.articles import MOST, Article, Asked, Shelf
from segue.errors import Invalid, every, inside
from segue.spelling import only

HIGHEST = 10  # that a customer is shown
FIELDS = ("customers", "most")


@dataclass(frozen=True)
class ArticlePolicy:
    """`customers`: whether articles that are for customers are suggested to them, and `most` so many."""

    customers: bool = False
    most: int = MOST


def articles_policy(spec: Mapping[str, Any]) -> ArticlePolicy:
    """The policy; off where nothing is said. Raises Invalid("bad-policy", "unknown-key")."""
    only(spec, FIELDS, "the policy of articles")
    most = spec.get("most", MOST)
    every(partial(_check_switch, spec.get("customers", False)), partial(_check_most, most))
    return ArticlePolicy(spec.get("customers", False), most)


def articles_schema() -> dict[str, Any]:
    """What `policies/articles.yaml` may say."""
    most = {"type": "integer", "minimum": 1, "maximum": HIGHEST}
    said = {"customers": {"type": "boolean"}, "most": most}
    return {"type": "object", "properties": said, "additionalProperties": False}


def suggest(shelf: Shelf, policy: ArticlePolicy, asked: Asked) -> list[Article]:
    """What a customer who writes something is shown before anybody answers; [] where it is switched off."""
    if not policy.customers:
        return []
    return [one.article for one in shelf.suggest(asked._replace(customers=True), policy.most)]


def _check_switch(given: Any) -> None:
    if not isinstance(given, bool):
        with inside("customers"):
            raise Invalid("bad-policy", "`customers` is true or false")


def _check_most(given: Any) -> None:
    if not isinstance(given, int) or isinstance(given, bool) or not 0 < given <= HIGHEST:
        with inside("most"):
            raise Invalid("bad-policy", f"`most` is a whole number of 1 to {HIGHEST}")
