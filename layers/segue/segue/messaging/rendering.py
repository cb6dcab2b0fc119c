"""Rendering: a template's parts with the facts about one recipient, within limits."""

from collections.abc import Iterable, Mapping
from typing import Any

from liquid.exceptions import LiquidError

from segue.errors import Refused
from segue.messaging.liquids import parsed

ESCAPED = ("html",)  # parts that are HTML
# Parts whose lines count, also within a channel; all others are one line.
LINES = ("text", "sms", "body", "data", "parameters", "messenger", "instagram", "x")


def render(
    template: Mapping[str, str], parts: Iterable[str], facts: Mapping[str, Any], gaps: bool = False
) -> dict[str, str]:
    """These parts with these facts. Raises Refused("template-error") where a limit is hit or a fact is missing; with
    `gaps` that leaves one instead."""
    try:
        made = {part: parsed(template[part], part in ESCAPED, gaps).render(**facts) for part in parts}
    except LiquidError as wrong:
        raise Refused("template-error", str(wrong)) from wrong
    return {part: text if part in ESCAPED else _plain(part, text) for part, text in made.items()}


def _plain(part: str, text: str) -> str:
    """What is not HTML, without the empty lines that tags leave."""
    if part.rpartition(".")[2] not in LINES:
        return " ".join(text.split())
    lines = [line.rstrip() for line in text.strip().split("\n")]
    kept = [line for at, line in enumerate(lines) if line or lines[at - 1]]
    return "\n".join(kept)
