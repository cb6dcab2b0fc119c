"""What a customer is called. Pure: the one rule, wherever a name is shown."""

import re
import unicodedata
from collections.abc import Mapping
from itertools import combinations
from typing import Any

GIVEN = ("firstName", "first_name", "givenName", "given_name")
FAMILY = ("lastName", "last_name", "familyName", "family_name")
IN_MAILS = "mail_name"  # how somebody signs mails: a header that anybody writes, so it stands where nothing else does

WHOLE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})  # letters that are no accents
MOST, LEAST = 6, 2  # words of a name under which somebody is found; letters of one


def full_name(traits: Mapping[str, Any]) -> str:
    """First and last name; the whole name where not both are known; else what is known of them; else how mails are
    signed. "" where nobody has said any."""
    first, last, whole = _said(traits, *GIVEN), _said(traits, *FAMILY), _said(traits, "name")
    parts = " ".join(filter(None, (first, last)))
    return (parts if first and last else whole or parts) or _said(traits, IN_MAILS)


def every_name(traits: Mapping[str, Any]) -> list[str]:
    """All that somebody may be called: the full name, the whole one, and how mails are signed."""
    known = (full_name(traits), _said(traits, "name"), _said(traits, IN_MAILS))
    return list(dict.fromkeys(one for one in known if one))


def _said(traits: Mapping[str, Any], *spellings: str) -> str:
    return next((text for one in spellings if (text := str(traits.get(one) or "").strip())), "")


def words_of(text: str) -> list[str]:
    """The words of a text without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(WHOLE))
    return re.findall(r"\w+", "".join(one for one in plain if not unicodedata.combining(one)))


def found_under(traits: Mapping[str, Any]) -> frozenset[str]:
    """What somebody of these traits is found under: each word of their names, and each two of them in the order of the
    alphabet, since many are called by one and few by both."""
    words = _listed(" ".join(every_name(traits)))
    return frozenset((*words, *(" ".join(two) for two in combinations(words, 2))))


def asked_as(text: str) -> str:
    """Where to look for whoever is called by these words: under the two longest of them; "" where there is no word of a
    name in it."""
    words = sorted(_listed(text), key=lambda one: (-len(one), one))[:2]
    return " ".join(sorted(words))


def is_called(text: str, traits: Mapping[str, Any]) -> bool:
    """Whether every word of a text is one of somebody's names."""
    return set(words_of(text)) <= set(words_of(" ".join(every_name(traits))))


def _listed(text: str) -> list[str]:
    return sorted({one for one in words_of(text) if len(one) >= LEAST})[:MOST]
