"""Gaps: what an answer leaves open where a fact is not known, `[order?]`, for whoever sends it to fill out. Pure."""

import re
from collections.abc import Sequence

GAP = re.compile(r"\[[^\[\]\n?]{1,60}\?\]")
JOINED = ("id", "name")  # say nothing by themselves: `agent.name` is the agent name
CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def gap(path: Sequence[object]) -> str:
    """`[first name?]` for `person.traits.firstName`."""
    words = [str(one) for one in path]
    named = words[-2:] if words[-1] in JOINED else words[-1:]
    return f"[{CAPITAL.sub(' ', ' '.join(named)).replace('_', ' ').lower()[:60]}?]"


def gaps_in(text: str) -> tuple[str, ...]:
    """The gaps of a text, each once."""
    return tuple(dict.fromkeys(GAP.findall(text)))
