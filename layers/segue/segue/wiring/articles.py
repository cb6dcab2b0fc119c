"""Articles as the playbook in force has them."""

from segue.conversations.knowledge.articles import CUSTOMERS, Article, Asked, Shelf
from segue.conversations.knowledge.localised import Spec
from segue.conversations.knowledge.policies import ArticlePolicy, articles_policy, suggest
from segue.messaging.locales import shop_locale
from segue.wiring.tables import playbooks
from segue.wiring.topics import topics


def shelf() -> Shelf:
    """The articles."""
    return playbooks().made_of("shelf", ("article",), Shelf)


def languages(locale: str) -> tuple[str, ...]:
    """In which languages to look: the one that is asked for, then the shop's."""
    return locale, shop_locale(_policy("shop"))


def for_customers(text: str, locale: str) -> list[Article]:
    """The articles that a customer who writes this is shown; [] where the shop has it switched off."""
    policy: ArticlePolicy = articles_policy(_policy("articles"))
    return suggest(shelf(), policy, Asked(text, topics().of(text).topic, languages(locale)))


def for_customer(article: str, locale: str) -> Article | None:
    """An article as a customer is shown it; None for any other, and where the shop has it switched off."""
    shown = articles_policy(_policy("articles")).customers
    found = shelf().one(article, languages(locale)) if shown else None
    return found if found and found.visibility == CUSTOMERS else None


def _policy(name: str) -> Spec:
    return playbooks().definitions("policy").get(name, {})
