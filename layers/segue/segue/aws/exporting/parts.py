"""Parts of exports: zip files of the things that one store tells, a line each, and of files that belong to them."""

import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, NamedTuple

import msgspec

from segue.conversations.desk.attaching import clean
from segue.erasing.stores import Told
from segue.times import to_text

RECORDS = "records.jsonl"
FILES = "files"
MOST = 1_500_000_000  # bytes of files of one store: more does not fit the function's disk
TOO_MUCH = "there are more files than one archive holds: ask for this one by itself"
GONE = "it was gone when it was asked for"
Record = dict[str, Any]


def written(body: IO[bytes], told: Iterator[Told]) -> int:
    """Writes a part; answers of how many things it tells."""
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as part:
        filing = Filing(part)
        lines = [msgspec.json.encode(filing.record(number, one)) for number, one in enumerate(told, 1)]
        with part.open(RECORDS, "w", force_zip64=True) as records:
            records.writelines(line + b"\n" for line in lines)
    return len(lines)


@dataclass
class Filing:
    """Puts files into a part as they are told of; `bytes` are those that are there."""

    part: zipfile.ZipFile
    bytes: int = 0

    def record(self, number: int, told: Told) -> Record:
        """A thing as it is written, with where its file lies."""
        time = None if told.time is None else to_text(told.time)
        return {"kind": told.kind, "time": time, "data": told.data, **self._file(number, told)}

    def _file(self, number: int, told: Told) -> Mapping[str, Any]:
        if told.file is None:
            return {"file": None}
        if self.bytes + told.file.size > MOST:
            return {"file": None, "left_out": TOO_MUCH}
        content = told.file.read()
        if not content:
            return {"file": None, "left_out": GONE}
        place = f"{FILES}/{number:04}-{clean(told.file.name) or 'file'}"
        self.part.writestr(place, content)
        self.bytes += len(content)
        return {"file": place}


class Part(NamedTuple):
    """A part that was read: the name of its store, its files, and its lines, to go about in."""

    store: str
    whole: zipfile.ZipFile
    lines: IO[bytes]

    def records(self) -> Iterator[tuple[int, Record]]:
        """What it tells, a thing each, with the place of its line."""
        place = self.lines.seek(0)
        for line in self.lines:
            yield place, self._record(line)
            place += len(line)

    def at(self, place: int) -> Record:
        """One thing, by the place of its line."""
        self.lines.seek(place)
        return self._record(self.lines.readline())

    def files(self) -> Iterator[tuple[str, str]]:
        """(where it lies in the part, where in the whole) of each file."""
        yield from ((one, _within(self.store, one)) for one in self.whole.namelist() if one != RECORDS)

    def _record(self, line: bytes) -> Record:
        one = msgspec.json.decode(line)
        return {**one, "file": _within(self.store, one["file"]) if one["file"] else None}


def opened_part(store: str, body: IO[bytes], lines: IO[bytes]) -> Part:
    """The part in a file; `lines` is where its lines are put. Raises zipfile.BadZipFile."""
    whole = zipfile.ZipFile(body)
    with whole.open(RECORDS) as packed:
        shutil.copyfileobj(packed, lines)
    return Part(store, whole, lines)


def _within(store: str, place: str) -> str:
    return f"{FILES}/{store}/{place.removeprefix(f'{FILES}/')}"
