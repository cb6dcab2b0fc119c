"""What a text that people type can mean: every identifier that it may be, as it may have been written down. Pure.

All of them are keys that are read at once: a search never goes over everybody (docs/decisions/0222).
"""

from collections.abc import Iterable, Sequence

from segue.identifiers import CODES, Identifier, identifier
from segue.identity.numbers import as_typed, numbers
from segue.identity.order_numbers import SIGN, typed, written

DIGITS = 6  # at least, of a telephone number


def meant(one: Identifier, countries: Iterable[str] = ()) -> tuple[Identifier, ...]:
    """The identifier as it was typed, then as it may have been written down; `countries` are those of numbers that say
    none."""
    match one.type:
        case "order_id" | "loyalty_id":
            forms: Iterable[str] = written(one.value)
        case "phone":
            forms = numbers(one.value, countries)
        case _:
            forms = (one.value,)
    return tuple(Identifier(one.type, form) for form in forms)


def candidates(text: str, countries: Sequence[str] = (), shops: Sequence[str] = ()) -> list[Identifier]:
    """Everything that a text typed into a search box can be: an address, a number, an id of any type; an order's also
    under the names of these shops, which stand before what nobody else calls so (`shopify:1001`)."""
    if "@" in text:
        kinds = ["email", "user_id", "customer_id"]
    else:
        kinds = [kind for kind in CODES if kind not in ("email", "custom") and (kind != "phone" or like_a_phone(text))]
    named = [one for kind in kinds for said in _said(kind, text) if (one := identifier(kind, said))]
    found = [form for one in named for form in (*meant(one, countries), *_at_whatsapp(one, countries))]
    return list(dict.fromkeys([*found, *_at_shops(text, shops)]))


def _at_shops(text: str, shops: Sequence[str]) -> list[Identifier]:
    """A number of an order, as each shop's sources have it."""
    bare = [] if "@" in text or ":" in text else [one.lstrip(SIGN) for one in typed(text) if " " not in one]
    numbers_ = dict.fromkeys(one for one in bare if any(letter.isdigit() for letter in one))
    named = (identifier("order_id", f"{shop}:{one}") for shop in shops for one in numbers_)
    return [one for one in named if one]


def _said(kind: str, text: str) -> tuple[str, ...]:
    """What may have been typed as an identifier of this type."""
    return typed(text) if kind == "order_id" else (as_typed(text) if kind == "phone" else text,)


def like_a_phone(text: str) -> bool:
    """Whether somebody may have typed a telephone number, or the end of one."""
    return sum(letter.isdigit() for letter in text) >= DIGITS and not any(letter.isalpha() for letter in text)


def _at_whatsapp(one: Identifier, countries: Sequence[str]) -> Iterable[Identifier]:
    """WhatsApp knows a number by its digits."""
    found = numbers(one.value, countries) if one.type == "phone" else ()
    return (Identifier("whatsapp_id", form.removeprefix("+")) for form in found)
