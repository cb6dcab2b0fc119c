"""Macros as a list shows them, and what one comes to: without Liquid, which only checking and rendering need."""

from typing import NamedTuple

from segue.conversations.localised import LOCALE, LOCALES, Spec


class Macro(NamedTuple):
    """A macro as a list shows it. `topics` are those that it is an answer to."""

    id: str
    name: str
    topics: tuple[str, ...]
    locales: tuple[str, ...]


class Rendered(NamedTuple):
    """What a macro says to this customer, and what is done with it."""

    text: str
    locale: str
    tags: tuple[str, ...] = ()
    topic: str = ""
    resolve: bool = False
    steps: tuple[str, ...] = ()


def macro_of(key: str, kept: Spec) -> Macro:
    """A compiled macro as a list shows it."""
    name = str(kept.get("name") or key)
    return Macro(key, name, tuple(kept.get("topics", ())), (kept[LOCALE], *kept.get(LOCALES, {})))
