"""The route about what is recommended to a customer, and its shapes."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Depends, Request
from pydantic import BaseModel, Field

from segue.api.answers import Answer, Cents, Page
from segue.api.routes import query
from segue.lambdas import now
from segue.recommending.reasons import Because, Why
from segue.recommending.wishes import LONGEST, MOST, Of, Wanted, Wish
from segue.wiring.desk import reading


class RecommendationPart(BaseModel):
    """Which list; `product` is what a page would show, without it the list is about the cart, or what was done last."""

    kind: Wanted = "for_you"
    of: Of = "products"
    product: str = Field("", max_length=LONGEST)
    limit: int = Field(10, ge=1, le=MOST)


class RecommendedWhy(Answer):
    """Why: a stable word, a sentence, the product that speaks for it, and how many people stand behind it."""

    because: Because
    words: str
    product: str = ""
    product_title: str = ""
    people: int = 0


class RecommendationAnswer(Answer):
    """A product, or a piece of content by its `kind`; the price is that of its cheapest form that can be bought."""

    product_id: str
    kind: str
    title: str
    price: Cents | None
    currency: str
    price_text: str
    url: str
    picture: str
    reason: RecommendedWhy


class LeftOut(Answer):
    """What would have stood in the list, and why it does not."""

    product_id: str
    title: str
    why: Why
    words: str


class Recommendations(Page[RecommendationAnswer]):
    """Best first. `why` is empty, or says why there is nothing, or less than could be: a word of its own."""

    left_out: list[LeftOut] = Field(default_factory=list)
    why: str = ""
    words: str = ""


def asked(request: Request) -> Wish:
    """The list that the query asks for."""
    part = query(RecommendationPart, request)
    return Wish(part.kind, part.of, part.limit, product=part.product)


def read_recommendations(person: str, wish: Annotated[Wish, Depends(asked)]) -> Recommendations:
    """What may suit, with the reasons, and what was left out and why."""
    from segue.wiring.recommending import told  # for this route alone

    return Recommendations.model_validate(told(reading().person(person), wish, now()))
