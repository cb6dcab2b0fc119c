"""Locales: in which language a person is written to.

A tag is written as in RFC 5646 (`de`, `de-AT`). What is looked for is the person's own, then the same with its last
part left out (RFC 4647, section 3.4), then any of the same language, then what the shop speaks, and in the end the
language that a file is written in.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
# Languages that write 18,99 (Unicode CLDR, `decimal` of the numbers of each), but for where they write 18.99.
COMMA = frozenset(
    ["bg", "ca", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hr", "hu", "id", "is", "it", "lt", "lv"]
)
COMMA |= {"lv", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk", "vi"}
POINT = frozenset(["de-CH", "de-LI", "it-CH", "es-GT", "es-HN", "es-MX", "es-NI", "es-PA", "es-PE", "es-PR", "es-SV"])
REGION, SCRIPT = 2, 4  # letters of a part that is one


def tag(word: object) -> str:
    """`de_at.UTF-8` is `de-AT`; "" for what names no language."""
    plain = str(word or "").partition(".")[0].replace("_", "-")
    if not TAG.fullmatch(plain):
        return ""
    language, *parts = plain.split("-")
    return "-".join([language.lower(), *(_part(one) for one in parts)])


def chosen(wanted: Collection[str], there: Collection[str], own: str) -> str:
    """The one of `there` that suits the first of `wanted` for which there is any; `own` where none does."""
    return next((found for one in wanted if one for found in _near(tag(one), (*there, own))), own)


def comma(locale: str) -> bool:
    """Whether money is written with a comma in a language."""
    return locale.partition("-")[0] in COMMA and locale not in POINT


def shop_locale(shop: Mapping[str, Any]) -> str:
    """What the shop speaks where nothing is known of a person: `locale` of `policies/shop.yaml`; "" where not said."""
    return tag(shop.get("locale"))


def shop_locales(shop: Mapping[str, Any]) -> tuple[str, ...]:
    """The languages in which every message is to be there: `locales` of `policies/shop.yaml`."""
    return tuple(tag(one) for one in shop.get("locales") or ())


def _near(wanted: str, there: Collection[str]) -> Iterator[str]:
    parts = wanted.split("-")
    shorter = ["-".join(parts[:size]) for size in range(len(parts), 0, -1)]
    yield from (one for one in shorter if one and one in there)
    yield from sorted(one for one in there if parts[0] and one.partition("-")[0] == parts[0])


def _part(one: str) -> str:
    return one.upper() if len(one) == REGION else one.title() if len(one) == SCRIPT else one.lower()
