"""Archiving: what a batch of a stream tells, as rows under pseudonyms. A batch that comes again makes the same rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from segue.archive.forms import Row
from segue.keys import IdentityKey
from segue.times import HOUR, Millis

LATE: Millis = HOUR  # the fold is never so far behind: whose identity is not there by then has been deleted


class Told(NamedTuple):
    """What one record is worth: whose it is, its rows, and when it came. `begins`: whether it may be the first that is
    heard of somebody, as an event may; a message is of somebody who is known."""

    key: IdentityKey
    rows: Sequence[Row]
    came: Millis
    begins: bool


class Pseudonyms(Protocol):
    """Numbers of identities; one is made where it is coming and there is none."""

    def __call__(
        self, keys: Iterable[IdentityKey], coming: Collection[IdentityKey], /
    ) -> Mapping[IdentityKey, int]: ...


class Store(Protocol):
    """Keeps the rows of a batch, in place of what was kept under its name before."""

    def keep(self, name: str, rows: Sequence[Row], /) -> None: ...


@dataclass(frozen=True)
class Archiving:
    """Rows into a store."""

    pseudonyms: Pseudonyms
    store: Store

    def keep(self, name: str, told: Sequence[Told], now: Millis) -> None:
        """Raises Unavailable for the platform to bring the batch again."""
        saying = [one for one in told if one.rows]
        coming = {one.key for one in saying if one.begins and now - one.came <= LATE}
        known = self.pseudonyms([one.key for one in saying], coming)
        rows = {row["id"]: {**row, "who": known.get(one.key, 0)} for one in saying for row in one.rows}
        if rows:
            self.store.keep(name, list(rows.values()))
