"""`policies/sensitive.yaml`: the traits whose values are encrypted, each with its class. Pure.

A class has a key of its own in the template. What the product itself reads of a person cannot be sensitive: whoever is
not found by it any more would be another person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from segue.errors import Invalid, every, inside
from segue.identifiers import CODES
from segue.spelling import choice, only

POLICY = "sensitive"
# By article 9 of the GDPR: health; what somebody believes, is or loves; and beside it what somebody owns or owes.
CLASSES = ("health", "beliefs", "finances")
TEMPLATES = "templates"
USES = (TEMPLATES,)
MOST, LONGEST = 50, 64
READ = frozenset(
    {
        *CODES,
        *("name", "firstName", "first_name", "lastName", "last_name", "address", "locale", "language", "timezone"),
        *("preferred_channel", "preferred_language", "paused_until", "style", "tone"),
    }
)


@dataclass(frozen=True)
class Declared:
    """A sensitive trait: its class, and where texts may name it."""

    name: str
    kind: str
    usable_in: frozenset[str] = frozenset()


Traits = Mapping[str, Declared]


def sensitive_policy(spec: Mapping[str, Any]) -> Traits:
    """The traits that the policy declares, by name. Raises Invalid("bad-policy")."""
    only(spec, ("traits",), "the policy of sensitive traits")
    traits = spec.get("traits") or {}
    if not isinstance(traits, Mapping) or len(traits) > MOST:
        raise Invalid("bad-policy", f"`traits` maps at most {MOST} names of traits to what they are")
    with inside("traits"):
        return {one.name: one for one in every(*(partial(_declared, name, told) for name, told in traits.items()))}


def traits_of(policies: Mapping[str, Mapping[str, Any]]) -> Traits:
    """The same of all policies in force."""
    return sensitive_policy(policies.get(POLICY, {}))


def _declared(name: Any, told: Any) -> Declared:
    with inside(str(name)):
        if not isinstance(name, str) or not 0 < len(name) <= LONGEST or name in READ:
            raise Invalid("bad-policy", f"`{str(name)[:LONGEST]}` is read by the product itself or is no trait's name")
        only(told, ("sensitive", "usable_in"), "a sensitive trait")
        kind = choice(told.get("sensitive"), CLASSES, "sensitive", "bad-policy")
        uses = told.get("usable_in") or []
        if not isinstance(uses, list) or set(map(str, uses)) - set(USES):
            raise Invalid("bad-policy", "`usable_in` is a list, and templates are all that may be in it")
        return Declared(name, kind, frozenset(uses))
