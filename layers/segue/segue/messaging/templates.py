"""Templates: Liquid, rendered per recipient within limits, so that no template can run for ever or fill the memory.

Their shape, written in MJML, has become HTML when the playbook was applied (`segue.messaging.mjml`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from liquid import Environment, FalsyStrictUndefined
from liquid.exceptions import LiquidError

from segue.errors import Invalid, Refused

PARTS = ("subject", "html", "text")


class _Limited(Environment):
    """Liquid with limits on loops, output and memory, and no silence about a variable that is not there."""

    loop_iteration_limit = 1000
    output_stream_limit = 200_000  # bytes; Gmail cuts a mail at 102 KB
    local_namespace_limit = 10_000


@dataclass(frozen=True)
class Rendered:
    """A message as one person gets it."""

    subject: str
    html: str
    text: str


def check(template: Mapping[str, str]) -> None:
    """Raises Invalid("bad-template") where a part is not Liquid."""
    for part in PARTS:
        try:
            _parsed(template[part], part == "html")
        except LiquidError as wrong:
            raise Invalid("bad-template", f"{part}: {wrong}") from wrong


def render(template: Mapping[str, str], facts: Mapping[str, Any]) -> Rendered:
    """The template with these facts. Raises Refused("template-error") where a fact is missing or a limit is hit."""
    try:
        parts = {part: _parsed(template[part], part == "html").render(**facts) for part in PARTS}
    except LiquidError as wrong:
        raise Refused("template-error", str(wrong)) from wrong
    return Rendered(" ".join(parts["subject"].split()), parts["html"], parts["text"])


@lru_cache(maxsize=2)
def _environment(escapes: bool) -> Environment:
    return _Limited(undefined=FalsyStrictUndefined, autoescape=escapes)


@lru_cache(maxsize=256)
def _parsed(text: str, escapes: bool) -> Any:
    return _environment(escapes).from_string(text)
