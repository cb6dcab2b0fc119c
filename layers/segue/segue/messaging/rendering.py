"""Rendering: a template's parts with the facts about one recipient, within limits."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from liquid.exceptions import LiquidError, UndefinedError

from segue.errors import Refused
from segue.languages.texts import _
from segue.messaging.liquids import parsed

PATH = re.compile(r"\w+(\.\w+)*")  # a fact, as a template names it
ESCAPED = ("html",)  # parts that are HTML
# Parts whose lines count, also within a channel; all others are one line.
LINES = ("text", "sms", "body", "data", "parameters", "messenger", "instagram", "x")


def render(
    template: Mapping[str, str], parts: Iterable[str], facts: Mapping[str, Any], gaps: bool = False
) -> dict[str, str]:
    """These parts with these facts. Raises Refused("template-error") where a limit is hit or a fact is missing; with
    `gaps` that leaves one instead."""
    made = {part: _rendered(template[part], part in ESCAPED, gaps, facts) for part in parts}
    return {part: text if part in ESCAPED else _plain(part, text) for part, text in made.items()}


def _rendered(text: str, escapes: bool, gaps: bool, facts: Mapping[str, Any]) -> str:
    try:
        return parsed(text, escapes, gaps).render(**facts)
    except UndefinedError as wrong:
        raise _lacking(text, wrong) from wrong
    except LiquidError as wrong:
        raise Refused("template-error", str(wrong)) from wrong


def _lacking(text: str, wrong: UndefinedError) -> Refused:
    """Told by what stands in the template; the parser's own words may have a value in them (`traits[person.name]`)."""
    found = PATH.match(text, wrong.token.start_index) if wrong.token else None
    if found is None:
        return Refused("template-error", str(wrong))
    advice = _("`{fact}` is not known: ask first by `if`, or say what stands instead by `default`")
    refused = Refused("template-error", advice.format(fact=found[0]))
    refused.about = {"fact": found[0]}
    return refused


def _plain(part: str, text: str) -> str:
    """What is not HTML, without the empty lines that tags leave."""
    if part.rpartition(".")[2] not in LINES:
        return " ".join(text.split())
    lines = [line.rstrip() for line in text.strip().split("\n")]
    kept = [line for at, line in enumerate(lines) if line or lines[at - 1]]
    return "\n".join(kept)
