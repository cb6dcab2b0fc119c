"""Pieces: a statement put together out of named parts, and taken apart again. Many statements have the same parts, so
each part goes through the parser once."""

import re
from collections.abc import Mapping

BETWEEN = re.compile(r"'(?:[^']|'')*'|--[^\n]*|\n\)(?:,\n(?P<name>\w+) AS \(\n|(?P<last>\n))")  # not within a text
FIRST = re.compile(r"WITH (\w+) AS \(\n")


def joined(parts: Mapping[str, str], last: str) -> str:
    """One statement: `last` with the parts that it reads by name before it."""
    return "WITH " + ",\n".join(f"{name} AS (\n{text}\n)" for name, text in parts.items()) + f"\n{last}"


def apart(sql: str) -> tuple[dict[str, str], str]:
    """What `joined` has put together; all of another statement is its last."""
    first = FIRST.match(sql)
    if first is None:
        return {}, sql
    parts, name, begin = dict[str, str](), first[1], first.end()
    for found in BETWEEN.finditer(sql, begin):
        if found["name"] or found["last"]:
            parts[name], name, begin = sql[begin : found.start()], found["name"], found.end()
        if found["last"]:
            return parts, sql[begin:]
    return {}, sql
