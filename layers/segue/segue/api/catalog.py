"""The routes about products and content: read them, and state what shops do not say of them.

What staff or a program put is a statement of the source `api`, of the moment at which it comes.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import unquote

from pydantic import ValidationError

from segue.api.answers import Limit, Page, Text
from segue.api.cursors import clear, opaque
from segue.api.goods import (
    ContentAnswer,
    ContentBody,
    Items,
    PriceAnswer,
    ProductAnswer,
    ProductBody,
    RefusedItem,
    Taken,
    WrongField,
)
from segue.catalog.items import Item
from segue.catalog.searching import meant
from segue.catalog_items import LONGEST_ID, Kind, Statement, sound
from segue.errors import Conflict, Invalid, NotFound, TooLarge
from segue.intake.unplaced import DETAIL, REASON
from segue.lambdas import now
from segue.wiring.catalog import catalog, prices, statements

SOURCE = "api"
AHEAD = 5  # milliseconds
BODIES: dict[Kind, type[ProductBody | ContentBody]] = {"product": ProductBody, "content": ContentBody}


def list_products(q: Text = "", category: Text = "", limit: Limit = 50, before: Text = "") -> Page[ProductAnswer]:
    """Products in the order of their ids: those whose id, title, brand or a SKU has `q` in it, of one category."""
    wanted = partial(meant, text=q, group=category)
    found, further = catalog().search("product", wanted, limit, clear(before))
    return Page(items=[_product(one) for one in found], next=opaque(further) or None)


def read_product(product: str) -> ProductAnswer:
    """A product as it is, and what it has cost."""
    item = _known("product", product)
    costs = [PriceAnswer.model_validate(one) for one in prices().of(item.id)]
    return _product(item).model_copy(update={"prices": costs})


def put_product(product: str, said: ProductBody) -> ProductAnswer:
    """States all that you say of a product; what you said before and leave out now counts no more."""
    return _product(_put("product", product, said))


def put_products(said: Items) -> Taken:
    """States many products at once; one that is not right is refused alone."""
    return _put_all("product", said.items)


def list_content(q: Text = "", topic: Text = "", limit: Limit = 50, before: Text = "") -> Page[ContentAnswer]:
    """Content in the order of its ids: that whose id or title has `q` in it, of one topic."""
    wanted = partial(meant, text=q, group=topic)
    found, further = catalog().search("content", wanted, limit, clear(before))
    return Page(items=[_content(one) for one in found], next=opaque(further) or None)


def read_content(content: str) -> ContentAnswer:
    """A piece of content as it is."""
    return _content(_known("content", content))


def put_content(content: str, said: ContentBody) -> ContentAnswer:
    """States all that you say of a piece of content."""
    return _content(_put("content", content, said))


def put_contents(said: Items) -> Taken:
    """States many pieces of content at once; one that is not right is refused alone."""
    return _put_all("content", said.items)


def _put(kind: Kind, identity: str, said: ProductBody | ContentBody) -> Item:
    one = sound(_statement(kind, unquote(identity), said))
    for later in range(AHEAD):  # what came before may be of the same moment, or of a clock that is ahead
        (placed,) = statements().state([replace(one, at=one.at + later)])
        if placed == "full":
            raise TooLarge(REASON, DETAIL)
        if placed == "stored":
            return _known(kind, one.id)
    raise Conflict("newer-statement", f"somebody has just put something newer of this {kind}: read it and put again")


def _put_all(kind: Kind, items: Sequence[dict[str, Any]]) -> Taken:
    named = Counter(one["id"] for one in items if isinstance(one.get("id"), str))
    twice = [one for one, count in named.items() if count > 1]
    check = partial(_checked, kind)
    made = [(_twice if said.get("id") in twice else check)(place, said) for place, said in enumerate(items)]
    good = [one for one in made if isinstance(one, Statement)]
    full = {one.id for one, placed in zip(good, statements().state(good), strict=True) if placed == "full"}
    told = [_no_room(place, one) if _is_of(one, full) else one for place, one in enumerate(made)]
    refused = [one for one in told if isinstance(one, RefusedItem)]
    return Taken(stored=len(good) - len(full), refused=refused)


def _is_of(one: Statement | RefusedItem, full: Collection[str]) -> bool:
    return isinstance(one, Statement) and one.id in full


def _no_room(place: int, one: Statement | RefusedItem) -> RefusedItem:
    return RefusedItem(place=place, id=one.id, errors=[WrongField(at="", message=DETAIL)])


def _twice(place: int, said: Mapping[str, Any]) -> RefusedItem:
    """Of two that are stated at one moment nobody could say which counts."""
    problem = WrongField(at="id", message="this id stands in the list more than once")
    return RefusedItem(place=place, id=said["id"][:LONGEST_ID], errors=[problem])


def _checked(kind: Kind, place: int, said: dict[str, Any]) -> Statement | RefusedItem:
    identity = said.get("id")
    if not isinstance(identity, str) or not 0 < len(identity) <= LONGEST_ID:
        problem = WrongField(at="id", message=f"a text of at most {LONGEST_ID} characters")
        return RefusedItem(place=place, id="", errors=[problem])
    try:
        body = BODIES[kind].model_validate({name: value for name, value in said.items() if name != "id"})
        return sound(_statement(kind, identity, body))
    except ValidationError as wrong:
        found = wrong.errors(include_url=False, include_input=False)
        errors = [
            WrongField(at=".".join(map(str, one["loc"])), message=one["msg"].removeprefix("Value error, "))
            for one in found
        ]
    except Invalid as wrong:
        errors = [WrongField(at="", message=wrong.detail)]
    return RefusedItem(place=place, id=identity, errors=errors)


def _statement(kind: Kind, identity: str, said: ProductBody | ContentBody) -> Statement:
    moment, fields = now(), said.model_dump(exclude_none=True, exclude={"gone"})
    return Statement(kind, identity, SOURCE, moment, {} if said.gone else fields, said.gone, moment)


def _known(kind: Kind, identity: str) -> Item:
    found = catalog().one(kind, unquote(identity))
    if found is None:
        raise NotFound(f"unknown-{kind}", f"there is no {kind} of this id")
    return found


def _product(item: Item) -> ProductAnswer:
    forms = [{"id": name, **said} for name, said in item.fields.get("variants", {}).items()]
    return ProductAnswer.model_validate({**_described(item), "variants": forms})


def _content(item: Item) -> ContentAnswer:
    return ContentAnswer.model_validate(_described(item))


def _described(item: Item) -> dict[str, Any]:
    return {**item.fields, "id": item.id, "updated": item.updated, "gone": item.gone}
