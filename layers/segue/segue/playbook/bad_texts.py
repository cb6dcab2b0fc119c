"""Texts that are no YAML: what is wrong, and where."""

from typing import Any, NamedTuple

import yaml

from segue.errors import Invalid

BRACKETS = {"flow mapping": "{", "flow sequence": "["}
QUOTED, ENDS = "quoted scalar", ("end of stream", "document")  # what the parser was in, and where it can end too early

# What most often leads to what the parser says, and what is written instead.
MEANT = {
    "mapping values are not allowed": "a text with a colon and a space in it stands in quotes",
    "cannot start any token": "lines are indented by spaces, not tabs; a text that begins with a sign such as % or @"
    " stands in quotes",
    "did not find expected key": "keys of one mapping begin in one column, and a ' within '...' is written twice",
}


class Place(NamedTuple):
    """Where something stands, counted from 1 as editors do."""

    line: int = 1
    column: int = 1


class BadText(Invalid):
    """A text that is no YAML, or that has what a playbook may not have; `place` is where."""

    def __init__(self, detail: str, place: Place) -> None:
        super().__init__("bad-text", detail)
        self.place = place


def refused(wrong: yaml.MarkedYAMLError, last: Any) -> BadText:
    """What the parser did not take; `last` is the quoted text before that goes over several lines."""
    return _unclosed(wrong, last) or _open(wrong) or BadText(_said(wrong), place_of(wrong.problem_mark))


def place_of(mark: Any) -> Place:
    """The place of one of the parser's marks."""
    return Place(mark.line + 1, mark.column + 1) if mark else Place()


def _unclosed(wrong: yaml.MarkedYAMLError, last: Any) -> BadText | None:
    """A quote that nobody closed, told where it opened: the text breaks where the file, or the next quote, ends it.
    `last` is the quoted text before that goes over several lines."""
    if QUOTED in (wrong.context or "") and any(one in (wrong.problem or "") for one in ENDS):
        return BadText("the quote that opens here is not closed", place_of(wrong.context_mark))
    at = wrong.problem_mark
    if last and at and last.end_mark.line == at.line:
        line = last.end_mark.line + 1
        return BadText(
            f"the quote that opens here ends only in line {line}, with the next one", place_of(last.start_mark)
        )
    return None


def _open(wrong: yaml.MarkedYAMLError) -> BadText | None:
    """A bracket that nobody closed: the parser tells it where it went on, which may be behind the end of the file."""
    opened = next((sign for words, sign in BRACKETS.items() if words in (wrong.context or "")), "")
    began, at = wrong.context_mark, wrong.problem_mark
    if not opened or not began or not at or at.line <= began.line:
        return None
    line = at.line + 1
    return BadText(
        f"the `{opened}` that opens here is not closed, or a comma lacks before line {line}", place_of(began)
    )


def _said(wrong: yaml.MarkedYAMLError) -> str:
    said = ", ".join(str(one) for one in (wrong.context, wrong.problem) if one)
    return "; ".join((said, *(hint for words, hint in MEANT.items() if words in said)))
