"""Templates: Liquid, rendered per recipient within limits, so that no template can run for ever or fill the memory.

Their shape, written in MJML, has become HTML when the playbook was applied (`segue.messaging.mjml`).
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from liquid import Environment, FalsyStrictUndefined
from liquid.exceptions import LiquidError

from segue import money
from segue.errors import Invalid, Refused

ONE_LINE = ("subject",)
AT_LEAST_ONCE = "at-least-once"


class _Limited(Environment):
    """Liquid with limits on loops, output and memory, and no silence about a variable that is not there."""

    loop_iteration_limit = 1000
    output_stream_limit = 200_000  # bytes; Gmail cuts a mail at 102 KB
    local_namespace_limit = 10_000


def check(template: Mapping[str, str]) -> None:
    """Raises Invalid("bad-template") where a part is not Liquid."""
    for part, text in template.items():
        try:
            _parsed(text, part == "html")
        except LiquidError as wrong:
            raise Invalid("bad-template", f"{part}: {wrong}") from wrong


def render(template: Mapping[str, str], parts: Iterable[str], facts: Mapping[str, Any]) -> dict[str, str]:
    """These parts with these facts. Raises Refused("template-error") where a fact is missing or a limit is hit."""
    try:
        made = {part: _parsed(template[part], part == "html").render(**facts) for part in parts}
    except LiquidError as wrong:
        raise Refused("template-error", str(wrong)) from wrong
    return made | {part: " ".join(made[part].split()) for part in ONE_LINE if part in made}


@lru_cache(maxsize=2)
def _environment(escapes: bool) -> Environment:
    made = _Limited(undefined=FalsyStrictUndefined, autoescape=escapes)
    made.add_filter("money", _money)
    return made


def _money(cents: Any, code: Any = "") -> str:
    """`{{ run.data.after | money: run.data.currency }}`: minor units as a text; "" of anything else."""
    return money.text(cents, str(code)) if isinstance(cents, int) and not isinstance(cents, bool) else ""


@lru_cache(maxsize=256)
def _parsed(text: str, escapes: bool) -> Any:
    return _environment(escapes).from_string(text)


def again(template: Mapping[str, Any]) -> str:
    """Whether a message whose outcome is unknown may be sent again: `never` or AT_LEAST_ONCE."""
    return str(template.get("again") or "never")
