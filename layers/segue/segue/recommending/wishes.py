"""What a page, a mail or an agent wants recommended, as it is written in the playbook and in requests."""

from functools import partial
from typing import Any, Literal, NamedTuple, TypeVar, get_args

from segue.errors import Invalid, every, inside
from segue.spelling import choice, only

Wanted = Literal["for_you", "together", "similar", "completes", "trending", "researched"]
Of = Literal["products", "content"]
KINDS: tuple[Wanted, ...] = get_args(Wanted)
OFS: tuple[Of, ...] = get_args(Of)
FIELDS = ("kind", "of", "most", "of_one_category")
USUAL, MOST = 4, 20
LONGEST = 100  # characters of a product's id
Word = TypeVar("Word", bound=str)


class Wish(NamedTuple):
    """`product`: what the page shows, "" where none; then it is about the cart, or what they looked at and own last.
    `locale`: what they read, "" for anything."""

    kind: Wanted = "for_you"
    of: Of = "products"
    most: int = USUAL
    of_one_category: int = 0
    product: str = ""
    locale: str = ""


def wish(given: Any) -> Wish:
    """A wish as somebody wrote it. Raises Invalid("bad-recommendation") with all that is wrong, each with its path."""
    spec = only(given, FIELDS, "a recommendation")
    kind, of, most, alike = every(
        partial(_word, "kind", spec.get("kind", "for_you"), KINDS),
        partial(_word, "of", spec.get("of", "products"), OFS),
        partial(_number, "most", spec.get("most", USUAL), 1),
        partial(_number, "of_one_category", spec.get("of_one_category", 0), 0),
    )
    return Wish(kind, of, most, alike)


def _word(name: str, given: Any, words: tuple[Word, ...]) -> Word:
    with inside(name):
        found = choice(given, words, name, "bad-recommendation")
        return next(one for one in words if one == found)


def _number(name: str, given: Any, least: int) -> int:
    with inside(name):
        if not isinstance(given, int) or isinstance(given, bool) or not least <= given <= MOST:
            raise Invalid("bad-recommendation", f"`{name}` is a whole number from {least} to {MOST}")
        return given
