"""Wordings: what of a journey's text matters to those inside, so that a change of the rest is none to them."""

from collections.abc import Mapping
from typing import Any

import msgspec

from segue.keys import digest

TOLD = {"name", "description", "changed", "moves", "holdout"}  # a change of these is no change to those inside
HOLDING = ("steps", "then", "otherwise")  # what stands under them are steps


def text_of(spec: Mapping[str, Any]) -> str:
    """A digest of everything in a journey's text that matters to those inside."""
    said = _unnamed({name: value for name, value in spec.items() if name not in TOLD})
    return digest(b"journey", msgspec.json.encode(said, order="sorted").decode())[:12]


def _unnamed(given: Any, steps: bool = False) -> Any:
    """The text without the names of its steps, which are for people."""
    if isinstance(given, Mapping):
        return {name: _unnamed(value, name in HOLDING) for name, value in given.items()}
    if not isinstance(given, list):
        return given
    bare = [
        {k: v for k, v in one.items() if k != "name"} if steps and isinstance(one, Mapping) else one for one in given
    ]
    return [_unnamed(one) for one in bare]
