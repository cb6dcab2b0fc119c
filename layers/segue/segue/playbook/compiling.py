"""Compiling: from texts to definitions, or to all that is wrong with them, each with its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from segue.errors import Invalid
from segue.playbook.kinds import KINDS, Definitions, file_of, place_of
from segue.playbook.references import Lacking, lacking
from segue.playbook.texts import BadText, Path, Place, Text, read
from segue.segments.compiler import Compiler
from segue.segments.compiling import compile_segment

Problem = dict[str, Any]


class BadPlaybook(Invalid):
    """`problems` is a list of {"file", "line", "column", "message"}, so that an editor can jump there."""

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__("bad-playbook", f"{first['file']}:{first['line']}: {first['message']}")
        self.problems = problems


@dataclass
class _Compiling:
    """What is known of the files so far: their texts, what they say by kind and id, and what is wrong."""

    texts: dict[str, Text] = field(default_factory=dict)
    said: Definitions = field(default_factory=lambda: {kind: {} for kind in KINDS})
    unread: Definitions = field(default_factory=lambda: {kind: {} for kind in KINDS})  # there, and without a meaning
    problems: list[Problem] = field(default_factory=list)

    def take(self, path: str, text: str) -> None:
        """Reads a file."""
        try:
            kind, key = place_of(path)
            self.unread[kind][key] = {}
            self.texts[path] = read(text)
            self.said[kind][key] = _mapping(self.texts[path].value)
        except BadText as wrong:
            self.wrong(path, wrong.detail, wrong.place)
        except Invalid as wrong:
            self.wrong(path, wrong.detail, Place())

    def made(self) -> Definitions:
        """Everything compiled, as far as it can be."""
        found: Definitions = {kind: {} for kind in KINDS}
        for kind, key, spec in [(kind, key, spec) for kind, all_ in self.said.items() for key, spec in all_.items()]:
            try:
                found[kind][key] = KINDS[kind](key, spec, self.said)
            except Invalid as wrong:
                self.tell(file_of(kind, key), wrong, spec)
            except RecursionError:
                self.at(file_of(kind, key), (), "this goes round in a circle")
        return found

    def lacks(self, found: Iterable[Lacking]) -> None:
        """What files mean and is not there. Where a mistake is told already nothing else is."""
        wrong = {(one["file"], one["line"], one["column"]) for one in self.problems}
        for one in found:
            if (one.file, *self.texts[one.file].place(one.path)) not in wrong:
                self.at(one.file, one.path, one.message)

    def weigh(self, definitions: Definitions) -> None:
        """Segments together with those that they ask for may cost too much; looked at where nothing else is wrong."""
        known = Compiler(definitions["segment"], definitions["policy"])
        for key, spec in definitions["segment"].items() if not self.problems else ():
            try:
                compile_segment(key, spec, replace(known, made={}))
            except Invalid as wrong:
                self.at(file_of("segment", key), wrong.path, wrong.detail)

    def tell(self, path: str, wrong: Invalid, spec: Mapping[str, Any]) -> None:
        """All that is wrong with a file, but for what is said to lack where it may stand under a wrong name; of what
        has gone into it of another file, there."""
        for one in wrong.all:
            if one.file or one is wrong or (one.path and one.path[0] in spec):
                self.at(one.file or path, one.path, one.detail, one.at)

    def at(self, path: str, inside: Path, message: str, offset: int | None = None) -> None:
        """Something is wrong at a place in a file, so many characters into the text that stands there."""
        self.wrong(path, message, self.texts[path].place(inside, offset))

    def wrong(self, path: str, message: str, place: Place) -> None:
        """Something is wrong with a file."""
        problem = {"file": path, "line": place.line, "column": place.column, "message": message}
        if problem not in self.problems:  # of a fragment, which other templates have gone wrong by too
            self.problems.append(problem)


def compile_playbook(files: Mapping[str, str]) -> Definitions:
    """All definitions by kind and id. Raises BadPlaybook with every problem found, not just the first."""
    compiling = _Compiling()
    for path, text in sorted(files.items()):
        compiling.take(path, text)
    definitions = compiling.made()
    there = {kind: {**keys, **compiling.said[kind]} for kind, keys in compiling.unread.items()}
    compiling.lacks(lacking(there, definitions))
    compiling.weigh(definitions)
    if compiling.problems:
        raise BadPlaybook(sorted(compiling.problems, key=lambda one: (one["file"], one["line"], one["column"])))
    return definitions


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Invalid("bad-file", "the file must hold a mapping")
    return value
