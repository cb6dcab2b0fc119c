"""Facets without a panel of their own: what they say, a row each, so that a new one shows by itself. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from segue.api.masks import masked
from segue.console.words import label, shown
from segue.facets import FACETS
from segue.profile.profiles import Profile

SHOWN = ("traits", "engagement", "interests", "support", "sessions", "activity")  # have a panel, or stand at the top


def others(profile: Profile, roles: Iterable[str]) -> list[dict[str, Any]]:
    """[{"name", "rows": [{"name", "said"}]}] of the facets without a panel, as these roles may see them."""
    names = [name for name, facet in FACETS.items() if facet.read and name not in SHOWN]
    told = {name: list(_rows(masked(profile.told(name), roles))) for name in names}
    return [{"name": label(name), "rows": rows} for name, rows in told.items() if rows]


def _rows(said: Any, path: tuple[str, ...] = ()) -> Iterator[dict[str, str]]:
    if isinstance(said, Mapping):
        for name, inner in said.items():
            yield from _rows(inner, (*path, label(str(name))) if name else path)
    elif said not in (None, "", []):
        yield {"name": " · ".join(path), "said": shown(said)}
