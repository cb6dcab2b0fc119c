"""Macros as a list shows them: without Liquid, which only whoever checks or renders one needs."""

from typing import NamedTuple

from segue.conversations.localised import LOCALE, LOCALES, Spec


class Macro(NamedTuple):
    """A macro as a list shows it. `topics` are those that it is an answer to."""

    id: str
    name: str
    topics: tuple[str, ...]
    locales: tuple[str, ...]


def macro_of(key: str, kept: Spec) -> Macro:
    """A compiled macro as a list shows it."""
    name = str(kept.get("name") or key)
    return Macro(key, name, tuple(kept.get("topics", ())), (kept[LOCALE], *kept.get(LOCALES, {})))
