"""The files that records are written as. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from segue.records.html import html
from segue.records.markdown import markdown


def plain(found: Mapping[str, Any]) -> str:
    """As JSON, with sorted names."""
    return msgspec.json.format(msgspec.json.encode(found, order="sorted"), indent=2).decode() + "\n"


FILES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "records.html": html,
    "records.md": markdown,
    "records.json": plain,
}
KINDS = {"records.html": "text/html; charset=utf-8", "records.md": "text/markdown; charset=utf-8"}


def written(found: Mapping[str, Any], name: str) -> str:
    """A file by its name."""
    return FILES[name](found)


def kind_of(name: str) -> str:
    """Its content type."""
    return KINDS.get(name, "application/json")
