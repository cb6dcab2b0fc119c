"""What a text that people type can mean: every identifier that it may be, as it may have been written down. Pure.

All of them are keys that are read at once: a search never goes over everybody (docs/decisions/0222).
"""

from collections.abc import Iterable, Sequence

from segue.identifiers import CODES, Identifier, identifier
from segue.identity.numbers import as_typed, numbers
from segue.identity.order_numbers import written

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


def candidates(text: str, countries: Sequence[str] = ()) -> list[Identifier]:
    """Everything that a text typed into a search box can be: an address, a number, an id of any type."""
    if "@" in text:
        kinds = ["email", "user_id", "customer_id"]
    else:
        kinds = [kind for kind in CODES if kind not in ("email", "custom") and (kind != "phone" or like_a_phone(text))]
    typed = {kind: as_typed(text) if kind == "phone" else text for kind in kinds}
    named = [one for kind, said in typed.items() if (one := identifier(kind, said))]
    return [form for one in named for form in (*meant(one, countries), *_at_whatsapp(one, countries))]


def like_a_phone(text: str) -> bool:
    """Whether somebody may have typed a telephone number, or the end of one."""
    return sum(letter.isdigit() for letter in text) >= DIGITS and not any(letter.isalpha() for letter in text)


def _at_whatsapp(one: Identifier, countries: Sequence[str]) -> Iterable[Identifier]:
    """WhatsApp knows a number by its digits."""
    found = numbers(one.value, countries) if one.type == "phone" else ()
    return (Identifier("whatsapp_id", form.removeprefix("+")) for form in found)
