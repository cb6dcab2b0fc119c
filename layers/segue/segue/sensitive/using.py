"""Where the playbook asks for a sensitive trait that it may not. Pure.

A segment, a journey or a placement never may: who is in it, or is shown it, is in lists and pages, and would be told
by them in the clear. A template may name one that says so, but not in a line that is kept with the message as it was
written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from segue.sensitive.declaring import TEMPLATES, Traits

TRAIT = "trait"
KEPT = ("subject", "title", "preview")
Path = tuple[str | int, ...]


class Asked(NamedTuple):
    """A definition asks for a trait at this path in it."""

    path: Path
    name: str


def asked(spec: Any, traits: Traits) -> Iterator[Asked]:
    """Every place under `trait` of a text that names a sensitive one."""
    yield from (Asked(path, text) for path, text in _texts(spec) if path[-1:] == (TRAIT,) and text in traits)


def written(spec: Any, traits: Traits) -> Iterator[Asked]:
    """Every text of a template that names a sensitive trait which no template may name."""
    for path, text in _texts(spec):
        never = path[-1:] and str(path[-1]).rpartition(".")[2] in KEPT
        named = _named(text, traits) if "traits" in text else ()
        yield from (Asked(path, one) for one in named if never or TEMPLATES not in traits[one].usable_in)


def _texts(spec: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(spec, str):
        yield path, spec
    inner = spec.items() if isinstance(spec, Mapping) else enumerate(spec) if isinstance(spec, list) else ()
    for name, one in inner:
        yield from _texts(one, (*path, name))


def _named(text: str, traits: Iterable[str]) -> Iterator[str]:
    words = set(re.findall(r"\w+", text))
    yield from (one for one in traits if set(re.findall(r"\w+", one)) <= words)
