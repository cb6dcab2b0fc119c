"""Texts that are put together of pieces, so that what is wrong in the whole is told where it was written."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

Path = tuple[str | int, ...]


class Origin(NamedTuple):
    """A place in a file: so many characters into the text that stands at a path. `file` is "" for the template's own,
    else the fragment's id."""

    file: str
    path: Path
    at: int = 0


class Piece(NamedTuple):
    """Some characters, and where the first of them stands."""

    text: str
    origin: Origin


@dataclass(frozen=True)
class Composed:
    """Pieces one after the other."""

    pieces: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(one.text for one in self.pieces)

    def origin(self, at: int) -> Origin:
        """Where a character of the whole was written."""
        starts = [0, *accumulate(len(one.text) for one in self.pieces)]
        number = min(max(bisect_right(starts, at) - 1, 0), len(self.pieces) - 1)
        place = self.pieces[number].origin
        return place._replace(at=place.at + at - starts[number])

    def stripped(self) -> "Composed":
        """Without what is blank at its end."""
        spare = len(self.text) - len(self.text.rstrip())
        return Composed(tuple(_cut(self.pieces, len(self.text) - spare)))

    def put(self, pattern: re.Pattern[str], make: Callable[[re.Match[str], Origin], "Composed"]) -> "Composed":
        """With what `make` makes of each match, given where the match stands, in its place."""
        return Composed(tuple(one for piece in self.pieces for one in _put(piece, pattern, make)))


def written(text: str, path: Path, file: str = "") -> Composed:
    """One piece: the whole text at a path."""
    return Composed((Piece(text, Origin(file, path)),))


def _cut(pieces: Iterable[Piece], length: int) -> Iterator[Piece]:
    for one in pieces:
        if length > 0:
            yield one._replace(text=one.text[:length])
        length -= len(one.text)


def _put(piece: Piece, pattern: re.Pattern[str], make: Callable[[re.Match[str], Origin], Composed]) -> Iterator[Piece]:
    text, done = piece.text, 0
    for found in pattern.finditer(text):
        yield _part(piece, done, found.start())
        yield from make(found, _part(piece, found.start(), found.end()).origin).pieces
        done = found.end()
    yield _part(piece, done, len(text))


def _part(piece: Piece, start: int, end: int) -> Piece:
    return Piece(piece.text[start:end], piece.origin._replace(at=piece.origin.at + start))
