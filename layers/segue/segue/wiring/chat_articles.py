"""Articles that visitors of the chat are shown: loaded by whoever asks for one."""

from collections.abc import Sequence

from segue.conversations.chat.helping import Shown
from segue.conversations.conversations import Turn
from segue.conversations.knowledge.articles import Article
from segue.conversations.knowledge.suggesting import last_words
from segue.wiring.articles import for_customer, for_customers


def may_answer(turns: Sequence[Turn], locale: str) -> list[Shown]:
    """What may answer the last words of the customer in these turns; [] where nothing was said."""
    said = "\n".join(last_words(turns))
    return [_shown(one) for one in for_customers(said, locale)] if said else []


def article(name: str, locale: str) -> Shown | None:
    """One that customers are shown, None for any other."""
    found = for_customer(name, locale)
    return _shown(found) if found else None


def _shown(one: Article) -> Shown:
    return Shown(one.id, one.title, one.body, one.locale)
