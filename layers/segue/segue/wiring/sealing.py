"""Sensitive traits: sealed at every door, opened for whom it is allowed."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from segue.aws.settings import class_keys
from segue.deliveries import Parsed
from segue.sealed import is_sealed


@cache
def seals() -> Any:
    """The keys of the classes that the stack has."""
    from segue.aws.sealing import Seals  # of no use where nothing is sensitive

    return Seals(class_keys())


def sealing() -> Callable[[Parsed], Parsed]:
    """What every door does with what came in; where no class has a key it reads no playbook."""
    from segue.intake.sealing import Sealing

    return Sealing(declared, lambda *one: seals().seal(*one))


def declared() -> Any:
    """The sensitive traits of the playbook in force, by name. Raises Unavailable."""
    from segue.wiring.tables import playbooks

    return playbooks().made_of("sensitive", ("policy",), _traits)


def opened(said: Mapping[str, Any]) -> dict[str, Any]:
    """Traits with their sealed values opened; None for one whose key is gone. Raises Unavailable."""
    return {name: seals().open(name, one) if is_sealed(one) else one for name, one in said.items()}


def _traits(policies: Mapping[str, Mapping[str, Any]]) -> Any:
    from segue.sensitive.declaring import traits_of

    return traits_of(policies)
