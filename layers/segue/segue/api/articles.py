"""The routes about articles: what the shop knows, found by words and by topic."""

from typing import Annotated, Any, Literal

from aws_lambda_powertools.event_handler.openapi.params import Path

from segue.api.answers import Answer, Page, Text
from segue.conversations.knowledge.articles import Article, Asked, Found
from segue.errors import NotFound
from segue.wiring.articles import languages, shelf

Key = Annotated[str, Path(max_length=100)]


class ArticleAnswer(Answer):
    """An article in one language. `products` are ids; `visibility` says who may read it."""

    id: str
    title: str
    body: str
    locale: str
    topics: list[str]
    products: list[str]
    visibility: Literal["agents", "customers"]


class FoundAnswer(ArticleAnswer):
    """`reason`: why it was found, `topic`, `words` or `topic,words`; the higher `score`, the better it fits."""

    reason: str
    score: float


def search_articles(q: Text = "", topic: Text = "", locale: Text = "") -> Page[FoundAnswer]:
    """Articles, those that fit best first; all of them where neither words nor a topic are asked for."""
    found = shelf().search(Asked(q, topic, languages(locale)))
    return Page(items=[found_answer(one) for one in found])


def read_article(article: Key, locale: Text = "") -> ArticleAnswer:
    """One article in the nearest language."""
    found = shelf().one(article, languages(locale))
    if found is None:
        raise NotFound("unknown-article", f"there is no article {article!r}")
    return ArticleAnswer(**told(found))


def found_answer(found: Found) -> FoundAnswer:
    """An article that was found, as it is told."""
    return FoundAnswer(**told(found.article), reason=found.reason, score=found.score)


def told(article: Article) -> dict[str, Any]:
    """An article as it is told."""
    return {**article._asdict(), "topics": [*article.topics], "products": [*article.products]}
