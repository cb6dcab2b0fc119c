"""Binding: the parts of an export as one archive: `data.json` with `schema.json`, readable pages, files."""

import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import IO

import msgspec

from segue.aws.exporting.parts import Part
from segue.exporting import pages
from segue.exporting.kinds import SECTIONS, section_of
from segue.exporting.pages import MORE, Line, Made
from segue.exporting.schema import FORMAT, schema
from segue.times import Millis, to_text

Thing = tuple[str, int, int]  # time, number of its part, place of its line there


@dataclass(frozen=True)
class Binding:
    """The parts of a request's export, at a moment."""

    request: str
    parts: Sequence[Part]
    now: Millis

    def write(self, body: IO[bytes]) -> None:
        """All of it."""
        with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as whole:
            _put(whole, "data.json", self._data())
            whole.writestr("schema.json", msgspec.json.format(msgspec.json.encode(schema())))
            first = ((name, self._lines(name, 1)) for name in SECTIONS)
            _put(whole, "index.html", _bytes(pages.index(self._made, first)))
            for name, number in self._further():
                page = pages.further(name, number, self._made, self._lines(name, number))
                _put(whole, f"{name}-{number}.html", _bytes(page))
            self._copy(whole)

    def _data(self) -> Iterator[bytes]:
        head = {"format": FORMAT, "request": self.request, "made": to_text(self.now)}
        yield msgspec.json.encode(head)[:-1] + b',"records":{'
        for place, part in enumerate(self.parts):
            yield (b"," if place else b"") + msgspec.json.encode(part.store) + b":[\n"
            yield from _between(msgspec.json.encode(one) for _, one in part.records())
            yield b"]"
        yield b"}}\n"

    @cached_property
    def _order(self) -> Mapping[str, list[Thing]]:
        """All things by section, newest first; what has no time stands before."""
        found: dict[str, list[Thing]] = {name: [] for name in SECTIONS}
        for number, part in enumerate(self.parts):
            for place, one in part.records():
                found[section_of(one["kind"], one["data"])].append((one["time"] or "~", -number, -place))
        return {name: sorted(rows, reverse=True) for name, rows in found.items()}

    @cached_property
    def _made(self) -> Made:
        counts = {name: len(rows) for name, rows in self._order.items()}
        return Made(self.request, self.now, counts, self._legend())

    def _legend(self) -> Mapping[str, str]:
        """What keyed hashes stand for, as the profile says it."""
        found = [one for part in self.parts[:1] for _, one in part.records() if one["kind"] == "profile"]
        return {row["identity"]: row["value"] for one in found for row in one["data"]["identities"]}

    def _lines(self, section: str, number: int) -> Iterator[Line]:
        """The things of a page, in their order."""
        for _, part, place in self._order[section][(number - 1) * MORE : number * MORE]:
            one = self.parts[-part].at(-place)
            yield Line(one["kind"], one["time"], one["data"], one["file"])

    def _further(self) -> Iterator[tuple[str, int]]:
        counts = self._made.counts
        yield from ((name, number) for name in SECTIONS for number in range(2, pages.pages_of(counts[name]) + 1))

    def _copy(self, whole: zipfile.ZipFile) -> None:
        named = ((part, one, there) for part in self.parts for one, there in part.files())
        for part, place, there in named:
            with part.whole.open(place) as content, whole.open(there, "w", force_zip64=True) as copy:
                shutil.copyfileobj(content, copy)


def _put(whole: zipfile.ZipFile, name: str, content: Iterable[bytes]) -> None:
    with whole.open(name, "w", force_zip64=True) as entry:
        entry.writelines(content)


def _bytes(texts: Iterable[str]) -> Iterator[bytes]:
    return (one.encode("utf-8", "replace") for one in texts)


def _between(rows: Iterator[bytes]) -> Iterator[bytes]:
    for place, row in enumerate(rows):
        yield (b",\n" if place else b"") + row
