"""What a variant shows: names of the page's own, with texts in Liquid over what is known of the viewer and the shop.

`html` is put into the page as it is, so what is known of people is escaped in it; every other text is text.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from liquid.exceptions import LiquidError

from segue.errors import Invalid, Refused, every, inside
from segue.messaging.liquids import parsed
from segue.messaging.locales import chosen
from segue.messaging.pieces import written
from segue.messaging.shapes import Shape, facts_of
from segue.messaging.strict import problems
from segue.placements.placements import Content, Variant

HTML = "html"
MOST, LONGEST_NAME, LONGEST = 20, 40, 5_000
# What only a message knows, or what is sent and not looked at.
ELSEWHERE = ("run", "order", "coupon", "survey", "unsubscribe_url", "preferences_url")


def check_content(given: Any, path: tuple[str, ...], shop: Mapping[str, Any]) -> Content:
    """A content, as it is. Raises Invalid with all that is wrong, each with its path."""
    with inside(*path):
        if not isinstance(given, Mapping) or not 0 < len(given) <= MOST:
            raise Invalid("bad-content", f"a content is a mapping of 1 to {MOST} names such as `title` to texts")
        facts = shapes(shop)
        every(*(partial(_check, name, one, facts) for name, one in given.items()))
    return given


def shapes(shop: Mapping[str, Any]) -> dict[str, Shape]:
    """What a content may ask for."""
    return {name: one for name, one in facts_of(shop).items() if name not in ELSEWHERE}


def rendered(variant: Variant, locale: str, own: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What is shown, in the nearest language of a viewer; `own` is that of the content itself.

    Raises Refused("template-error") where a text asks for what is not known.
    """
    said = variant.content
    if variant.locales:
        there = chosen((locale,), [*variant.locales], own) if locale else own
        said = {**said, **variant.locales.get(there, {})}
    return {name: _rendered(name, one, facts) if isinstance(one, str) else one for name, one in said.items()}


def asked_by(variant: Variant) -> list[str]:
    """All texts, for who looks what they ask for."""
    return [
        one for said in (variant.content, *variant.locales.values()) for one in said.values() if isinstance(one, str)
    ]


def _rendered(name: str, text: str, facts: Mapping[str, Any]) -> str:
    if "{" not in text:
        return text
    try:
        return parsed(text, name == HTML).render(**facts).strip()
    except LiquidError as wrong:
        raise Refused("template-error", str(wrong)) from wrong


def _check(name: Any, one: Any, facts: Mapping[str, Shape]) -> None:
    with inside(str(name)):
        if not isinstance(name, str) or not name.isidentifier() or len(name) > LONGEST_NAME:
            raise Invalid("bad-content", f"{name!r} is no name of letters, digits and _ of up to {LONGEST_NAME}")
        if not isinstance(one, str | int | float | bool) or len(str(one)) > LONGEST:
            raise Invalid("bad-content", f"`{name}` is a text of up to {LONGEST} characters, a number or a yes or no")
        wrong = problems(name, written(str(one), ()), facts, escapes=name == HTML) if isinstance(one, str) else []
        if wrong:
            wrong[0].also = tuple(wrong[1:])
            raise wrong[0]
