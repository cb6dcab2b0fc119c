"""What a new version of the playbook changes about segments. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from segue.keys import digest

Definitions = Mapping[str, Mapping[str, Mapping[str, Any]]]  # by kind and id
ANSWERING = ("carts", "consent", "rfm")  # policies that conditions go by


def changed(before: Definitions, after: Definitions) -> frozenset[str]:
    """The ids of the segments that are new, gone, or may mean something else; names and descriptions mean nothing."""
    old, new = _asked(before), _asked(after)
    if any(_policies(before).get(one) != _policies(after).get(one) for one in ANSWERING):
        return frozenset(old.keys() | new.keys())
    found = {one for one in old.keys() | new.keys() if old.get(one) != new.get(one)}
    while further := {one for one, when in new.items() if one not in found and found & set(_named(when))}:
        found |= further
    return frozenset(found)


def loud(after: Definitions) -> frozenset[str]:
    """The segments whose back-fill starts journeys: `backfill: fire`."""
    return frozenset(key for key, spec in after.get("segment", {}).items() if spec.get("backfill") == "fire")


def fingerprint(definitions: Definitions) -> str:
    """A word for what segments mean: another one where a back-fill would have something to do."""
    meant = {"segments": _asked(definitions), "policies": {one: _policies(definitions).get(one) for one in ANSWERING}}
    return digest(b"segments", msgspec.json.encode(meant, order="deterministic").decode())


def _asked(definitions: Definitions) -> dict[str, Any]:
    return {key: spec.get("when") for key, spec in definitions.get("segment", {}).items()}


def _policies(definitions: Definitions) -> Mapping[str, Any]:
    return definitions.get("policy", {})


def _named(when: Any) -> Iterator[str]:
    """The segments that a condition asks for."""
    parts = [*when.values()] if isinstance(when, Mapping) else when if isinstance(when, list) else []
    if isinstance(when, Mapping) and isinstance(when.get("in_segment"), str):
        yield when["in_segment"]
    for one in parts:
        yield from _named(one)
