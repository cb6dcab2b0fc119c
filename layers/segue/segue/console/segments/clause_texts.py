"""A condition as the text of the playbook, and its place in a file. Pure."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

PLAIN = re.compile(r"[A-Za-z][\w./-]*( [\w./-]+)*|\d+[smhd]")
SPECIAL = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
LISTS = ("all", "any")


def flow(value: Any) -> str:
    """A value on one line: `{at_least: 2, within: 30d}`."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{flow(str(key))}: {flow(one)}" for key, one in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(flow, value)) + "]"
        case str() if PLAIN.fullmatch(value) and value.lower() not in SPECIAL:
            return value
    return json.dumps(value, ensure_ascii=False)


def block(spec: Any) -> list[str]:
    """A condition as lines: groups below each other, a clause on one line."""
    if not isinstance(spec, Mapping):
        return [flow(spec)]
    return [line for key, value in spec.items() for line in _lines(str(key), value)]


def placed(text: str, spec: Any) -> str:
    """The file with this condition under `when`; everything else in it stays, but notes between the old clauses."""
    lines = text.rstrip("\n").split("\n")
    start, end = span_of(lines, "when")
    made = ["when:", *(f"  {line}" for line in block(spec))]
    return "\n".join([*lines[:start], *made, *lines[end:]]) + "\n"


def span_of(lines: Sequence[str], key: str) -> tuple[int, int]:
    """Where a key of a file stands with its value: its lines from the first up to the last; twice the file's end where
    it is not there."""
    start = next((at for at, line in enumerate(lines) if re.match(rf"{key}\s*:", line)), len(lines))
    end = next((at for at in range(start + 1, len(lines)) if re.match(r"\S", lines[at])), len(lines))
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return start, end


def _lines(key: str, value: Any) -> Iterator[str]:
    if key in LISTS and isinstance(value, list):
        yield f"{key}:"
        for one in value:
            first, *rest = block(one)
            yield f"  - {first}"
            yield from (f"    {line}" for line in rest)
    elif key == "not" and _grouped(value):
        yield "not:"
        yield from (f"  {line}" for line in block(value))
    else:
        yield f"{flow(key)}: {flow(value)}"


def _grouped(value: Any) -> bool:
    """Whether it is a group, or has settings beside its operator: more than reads well on one line."""
    return isinstance(value, Mapping) and (len(value) > 1 or next(iter(value), "") in (*LISTS, "not"))
