"""Sensitive traits in messages: opened for a text that names them, sealed again in what is kept. Pure."""

from collections.abc import Callable, Collection, Container, Mapping
from typing import Any

from segue.keys import IdentityKey
from segue.profile.profiles import Profile
from segue.sealed import is_sealed

Row = dict[str, Any]
# Takes sealed traits and the identities of whose they are.
Unseal = Callable[[Mapping[str, Any], Collection[IdentityKey]], Mapping[str, Any]]


def unopened(_: Mapping[str, Any], _owners: Collection[IdentityKey]) -> Mapping[str, Any]:
    """Whoever may not open sensitive traits says nothing of them."""
    return {}


def traits_for(profile: Profile, words: Container[str], unseal: Unseal) -> Row:
    """The traits that a text of these words may say: of sealed ones those that it names, as they are opened."""
    plain = {name: value for name, value in profile.traits.items() if not is_sealed(value)}
    named = {name: value for name, value in profile.traits.items() if name not in plain and name in words}
    return plain | (dict(unseal(named, profile.identities)) if named else {})


def sealed_again(facts: Row, profile: Profile) -> Row:
    """The facts as they may be kept: what was sensitive in them is sealed as it was."""
    said = facts["person"]["traits"]
    sealed = {name: profile.traits[name] for name in said if is_sealed(profile.traits.get(name))}
    return {**facts, "person": {**facts["person"], "traits": {**said, **sealed}}} if sealed else facts
