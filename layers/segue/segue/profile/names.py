"""What a customer is called. Pure: the one rule, wherever a name is shown."""

from collections.abc import Mapping
from typing import Any

GIVEN = ("firstName", "first_name", "givenName", "given_name")
FAMILY = ("lastName", "last_name", "familyName", "family_name")
IN_MAILS = "mail_name"  # how somebody signs mails: a header that anybody writes, so it stands where nothing else does


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
