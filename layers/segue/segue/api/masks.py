"""Which fields a role may see. Marketers work with groups: how to reach one customer is covered for them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from segue.api.roles import ADMIN, AGENT, PRIVACY
from segue.profile.profiles import Profile

SEES_ALL = frozenset({AGENT, PRIVACY, ADMIN})
COVERED = frozenset({"email", "phone", "address", "street", "birthday", "ip", "contact_point"})
COVER = "•••"


def masked(value: Any, roles: Iterable[str]) -> Any:
    """The value as these roles may see it: without a role that sees all, contact data is covered at any depth."""
    return value if SEES_ALL.intersection(roles) else _covered(value)


def masked_identifiers(rows: Iterable[Mapping[str, Any]], roles: Iterable[str]) -> list[dict[str, Any]]:
    """Identifier rows; the values of contact types are covered."""
    if SEES_ALL.intersection(roles):
        return [dict(row) for row in rows]
    return [{**row, "value": COVER} if row["type"] in COVERED else dict(row) for row in rows]


def masked_trait(name: str, value: Any, roles: Iterable[str]) -> str:
    """In words what a trait is, as these roles may see it."""
    return f"{name} is {masked({name: value}, roles)[name]}"


def seen_by(profile: Profile, roles: Collection[str]) -> Profile:
    """The person for texts that tell of their traits to these roles: whoever writes such a text sees no more by it. Who
    is made up is made of no identities."""
    if SEES_ALL.intersection(roles) or not profile.identities:
        return profile
    whole = profile.whole
    said = {
        name: [[*one[:2], masked({name: one[2]}, roles)[name], *one[3:]] for one in rows]
        for name, rows in whole.get("traits", {}).items()
    }
    return replace(profile, facets={**whole, "traits": said})


def _covered(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            name: COVER if str(name).lower() in COVERED and inner else _covered(inner) for name, inner in value.items()
        }
    return [_covered(one) for one in value] if isinstance(value, list | tuple) else value
