"""Stores: the places where something of a person lies, as erasures empty them and exports tell of them. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from segue.erasing.whole import Whole
from segue.times import Millis

Rows = Sequence[Mapping[str, Any]]


class File(NamedTuple):
    """A file that belongs to what is told; `read` gets it when it is wanted, b"" where it is gone."""

    name: str
    size: int
    read: Callable[[], bytes]


class Told(NamedTuple):
    """One thing that is held of somebody, as people and programs can read it: plain values of JSON, moments as text."""

    kind: str
    time: Millis | None
    data: Mapping[str, Any]
    file: File | None = None


class Store(Protocol):
    """One place where something of a person lies."""

    @property
    def name(self) -> str: ...

    def find(self, whole: Whole, /) -> Rows:
        """All that an erasure takes away there."""
        ...

    def erase(self, rows: Rows, /) -> None:
        """It lies there no more."""
        ...

    def held(self, whole: Whole, /) -> Iterator[Told]:
        """All that lies there about them: what `find` finds, and what stays after an erasure."""
        ...
