"""The shapes of questions and answers about products and content. Prices are minor units, as everywhere in the API."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from segue.api.answers import Answer, Cents, Time
from segue.money import currency

MOST_ITEMS = 200


def _cents(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("whole minor units of the currency: 1999 for 19.99 EUR")
    return value


def _code(value: Any) -> Any:
    if not isinstance(value, str) or currency(value) != value:
        raise ValueError("an ISO 4217 code of three capital letters, such as EUR")
    return value


Id = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Link = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=1000)]
Locale = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Price = Annotated[int, BeforeValidator(_cents), Field(ge=0, le=10**14, description="minor units of the currency")]
Currency = Annotated[str, BeforeValidator(_code), Field(description="ISO 4217")]
Pieces = Annotated[int, Field(ge=-(10**9), le=10**9)]
Lines = Annotated[list[Line], Field(max_length=100)]
Ids = Annotated[list[Id], Field(max_length=100)]


class Stated(BaseModel):
    """What may be said, and nothing else: an unknown field is refused by its name."""

    model_config = ConfigDict(extra="forbid", strict=True)


class VariantBody(Stated):
    """A product in one form; what it leaves out is as its product says."""

    title: Line | None = None
    sku: Line | None = None
    price: Price | None = None
    compare_at: Price | None = None
    stock: Pieces | None = None
    available: bool | None = None


class ProductBody(VariantBody):
    """All that you say of a product; what shops say of it stays, and the newest counts, field by field."""

    brand: Line | None = None
    url: Link | None = None
    picture: Link | None = None
    categories: Lines | None = None
    features: Annotated[dict[Line, Line], Field(max_length=100)] | None = None
    currency: Currency | None = None
    listed: bool | None = None
    pack_size: Annotated[int, Field(ge=1, le=10**6)] | None = None
    consumable: bool | None = None
    accessories: Ids | None = None
    variants: Annotated[dict[Id, VariantBody], Field(max_length=250)] | None = None
    gone: bool = False

    @model_validator(mode="after")
    def _priced(self) -> "ProductBody":
        prices = [one for form in (self, *(self.variants or {}).values()) for one in (form.price, form.compare_at)]
        if self.currency is None and any(one is not None for one in prices):
            raise ValueError("a price needs the `currency` of the product")
        return self


class ContentBody(Stated):
    """An article, a guide, a film: something that can be shown or sent, and what it is about."""

    title: Line | None = None
    url: Link | None = None
    picture: Link | None = None
    topics: Lines | None = None
    products: Ids | None = None
    locale: Locale | None = None
    gone: bool = False


class Items(BaseModel):
    """Many at once, each with its `id`; one that is not right takes no other with it."""

    items: list[dict[str, Any]] = Field(min_length=1, max_length=MOST_ITEMS)


class WrongField(Answer):
    """What is wrong with one field."""

    at: str
    message: str


class RefusedItem(Answer):
    """One that was not taken, by its place in the list."""

    place: int
    id: str
    errors: list[WrongField]


class Taken(Answer):
    """What became of many."""

    stored: int
    refused: list[RefusedItem]


class VariantAnswer(Answer):
    """A product in one form."""

    id: str
    title: str = ""
    sku: str = ""
    price: Cents | None = None
    compare_at: Cents | None = None
    stock: int | None = None
    available: bool | None = None


class PriceAnswer(Answer):
    """A price that changed; `before` is null where none was known, `variant` empty where there is one form."""

    variant: str
    time: Time
    before: Cents | None
    after: Cents
    currency: str


class ProductAnswer(Answer):
    """A product as it is, all sources together; `prices` are its newest changes where one product is asked for."""

    id: str
    updated: Time
    title: str = ""
    brand: str = ""
    sku: str = ""
    url: str = ""
    picture: str = ""
    categories: list[str] = Field(default_factory=list)
    features: dict[str, str] = Field(default_factory=dict)
    currency: str = ""
    price: Cents | None = None
    compare_at: Cents | None = None
    stock: int | None = None
    available: bool | None = None
    listed: bool = True
    pack_size: int | None = None
    consumable: bool | None = None
    accessories: list[str] = Field(default_factory=list)
    variants: list[VariantAnswer] = Field(default_factory=list)
    gone: bool = False
    prices: list[PriceAnswer] = Field(default_factory=list)


class ContentAnswer(Answer):
    """A piece of content as it is."""

    id: str
    updated: Time
    title: str = ""
    url: str = ""
    picture: str = ""
    topics: list[str] = Field(default_factory=list)
    products: list[str] = Field(default_factory=list)
    locale: str = ""
    gone: bool = False
