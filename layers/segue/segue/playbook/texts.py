"""Texts: YAML 1.2 as plain values, and the place of every key, so that what is wrong is found by line and column.

As in the core schema (https://yaml.org/spec/1.2.2/#103-core-schema) `yes`, `on`, `12:30` and `2026-12-01` stay text,
and `010` is ten. Keys are texts and stand once. There are no tags; an alias counts as often as it is used.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from segue.playbook.bad_texts import BadText, Place, place_of, refused
from segue.playbook.placing import line_and_column, within

Path = tuple[str | int, ...]
MOST_NODES = 50_000  # of a file, with what its aliases stand for
MOST_DEPTH = 64
LARGEST = 2**63  # what a number may not reach
PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NO_KEY = "a key is a plain word; a text that begins with `{` or `[` stands in quotes"
QUOTES = ("'", '"')
TEXT_TAGS = (None, "!", "tag:yaml.org,2002:str")


@dataclass(frozen=True)
class Text:
    """What a text says, and where: by the path that leads to a key or an item of a list. `scalars`: a text's value, and
    between which characters of the `source` it stands."""

    value: Any
    places: Mapping[Path, Place]
    source: str = ""
    scalars: Mapping[Path, tuple[str, int, int]] = field(default_factory=dict)

    def place(self, path: Path, at: int | None = None) -> Place:
        """Where that stands, or the nearest thing around it; `at`: so many characters into the text that it is."""
        if at is not None and path in self.scalars:
            value, start, end = self.scalars[path]
            return Place(*line_and_column(self.source, start + within(self.source[start:end], value, at)))
        return next((self.places[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.places), Place())


def read(text: str) -> Text:
    """A YAML text of one document. Raises BadText."""
    reader = _Reader(yaml.parse(text, Loader=PARSER), text)
    try:
        return reader.document()
    except yaml.MarkedYAMLError as wrong:
        raise refused(wrong, reader.quoted) from wrong
    except (yaml.YAMLError, UnicodeError) as wrong:
        raise BadText("this is no YAML: there are control characters in it", Place()) from wrong


@dataclass
class _Reader:
    """Goes once through the events of a text. A value comes with the number of nodes in it."""

    events: Iterator[Any]
    source: str
    nodes: int = 0
    places: dict[Path, Place] = field(default_factory=dict)
    scalars: dict[Path, tuple[str, int, int]] = field(default_factory=dict)
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)
    quoted: Any = None  # the last quoted text of several lines

    def document(self) -> Text:
        starts = [next(self.events) for _ in range(2)]
        if isinstance(starts[1], yaml.StreamEndEvent):
            return Text(None, {})
        first = next(self.events)
        self.places[()] = place_of(first.start_mark)
        value = self._node(first, ())
        next(self.events)
        more = next(self.events)
        if not isinstance(more, yaml.StreamEndEvent):
            raise BadText("a file is one document: no second one after `---`", place_of(more.start_mark))
        return Text(value, self.places, self.source, self.scalars)

    def _node(self, event: Any, path: Path) -> Any:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        before = self.nodes
        self._count(1, event)
        if len(path) > MOST_DEPTH:
            raise BadText(f"this is nested deeper than {MOST_DEPTH} levels", place_of(event.start_mark))
        value = READERS[type(event)](self, event, path)
        if event.anchor:
            self.anchors[event.anchor] = value, self.nodes - before
        return value

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self.anchors:
            raise BadText(f"there is no `&{event.anchor}` before this", place_of(event.start_mark))
        value, nodes = self.anchors[event.anchor]
        self._count(nodes, event)
        return value

    def _count(self, nodes: int, event: Any) -> None:
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            raise BadText(f"a file has at most {MOST_NODES} values, aliases counted", place_of(event.start_mark))

    def scalar(self, event: Any, path: Path) -> Any:
        """A text, or what a plain one stands for."""
        self.scalars[path] = event.value, event.start_mark.index, event.end_mark.index
        if event.style in QUOTES and event.start_mark.line < event.end_mark.line:
            self.quoted = event
        if event.tag not in TEXT_TAGS:
            raise BadText(f"there are no tags such as {event.tag} here", place_of(event.start_mark))
        plain = event.implicit[0] and event.style in (None, "")
        return _plain(event) if plain else event.value

    def sequence(self, start: Any, path: Path) -> list[Any]:
        """A list."""
        _untagged(start)
        found: list[Any] = []
        for event in self._until(yaml.SequenceEndEvent):
            inner = (*path, len(found))
            self.places[inner] = place_of(event.start_mark)
            found.append(self._node(event, inner))
        return found

    def mapping(self, start: Any, path: Path) -> dict[str, Any]:
        """A mapping."""
        _untagged(start)
        found: dict[str, Any] = {}
        for event in self._until(yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise BadText(NO_KEY, place_of(event.start_mark))
            inner = (*path, event.value)
            if event.value in found:
                raise BadText(f"`{event.value}` stands here twice", place_of(event.start_mark))
            self.places[inner] = place_of(event.start_mark)
            found[event.value] = self._node(next(self.events), inner)
        return found

    def _until(self, end: type) -> Iterator[Any]:
        for event in self.events:
            if isinstance(event, end):
                return
            yield event


READERS: dict[type, Callable[[_Reader, Any, Path], Any]] = {
    yaml.ScalarEvent: _Reader.scalar,
    yaml.SequenceStartEvent: _Reader.sequence,
    yaml.MappingStartEvent: _Reader.mapping,
}


def _untagged(start: Any) -> None:
    if start.tag not in (None, "!"):
        raise BadText(f"there are no tags such as {start.tag} here", place_of(start.start_mark))


def _plain(event: Any) -> Any:
    """The core schema; the first pattern that the whole word meets says what it is."""
    make = next((make for pattern, make in CORE if pattern.fullmatch(event.value)), str)
    value = make(event.value)
    if isinstance(value, int | float) and not abs(value) < LARGEST:
        raise BadText("this number is too large; a text stands in quotes", place_of(event.start_mark))
    return value


MOST_DIGITS = 400  # Python reads no longer ones
CORE: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"|~|null|Null|NULL"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]+"), lambda word: int(word) if len(word) < MOST_DIGITS else math.inf),
    (re.compile(r"0o[0-7]+"), lambda word: int(word[2:], 8)),
    (re.compile(r"0x[0-9a-fA-F]+"), lambda word: int(word[2:], 16)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
    (re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"), lambda _: math.inf),
)
