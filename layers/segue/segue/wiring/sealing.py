"""Sensitive traits: sealed at every door, opened for whom it is allowed."""

from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any

from segue.aws.settings import class_keys
from segue.deliveries import Parsed
from segue.events import Event
from segue.identifiers import identifiers_of
from segue.keys import IdentityKey
from segue.sealed import is_sealed


@cache
def seals() -> Any:
    """The keys of the classes that the stack has."""
    from segue.aws.sealing import Seals  # of no use where nothing is sensitive

    return Seals(class_keys())


def owner(event: Event) -> IdentityKey:
    """The identity under which an event is kept; "" of one that names nobody, which no ledger takes."""
    from segue.aws.ledger import key_of

    found = identifiers_of(event)
    return key_of(found[0]) if found else ""


def sealing(kept_under: Callable[[Event], IdentityKey] = owner) -> Callable[[Parsed], Parsed]:
    """What every door does with what came in; where no class has a key it reads no playbook."""
    from segue.intake.sealing import Sealing

    return Sealing(declared, lambda *one: seals().seal(*one), kept_under)


def declared() -> Any:
    """The sensitive traits of the playbook in force, by name. Raises Unavailable."""
    from segue.wiring.tables import playbooks

    return playbooks().made_of("sensitive", ("policy",), _traits)


def opened(said: Mapping[str, Any], owners: Collection[IdentityKey]) -> dict[str, Any]:
    """Traits of whoever these identities are with their sealed values opened; None for one whose key is gone, and for
    one that somebody else said. Raises Unavailable."""
    return {name: seals().open(name, one, owners) if is_sealed(one) else one for name, one in said.items()}


def _traits(policies: Mapping[str, Mapping[str, Any]]) -> Any:
    from segue.sensitive.declaring import traits_of

    return traits_of(policies)
