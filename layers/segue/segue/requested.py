"""Requests about somebody's data as jobs: whom they are about, stage by stage, and that this is forgotten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from segue.staging import Staged
from segue.times import DAY, Millis

KEPT: Millis = 3 * 365 * DAY


@dataclass(frozen=True)
class Requested(Staged):
    """One request. `asked` is whom it is about, as a key or an id, `written` as it was typed; `keys`, `persons` and
    `sums` are the whole person, once that is known. Of all five nothing is left when it is done. `counts`: what each
    store had."""

    asked: str = ""
    reason: str = ""
    keys: Sequence[str] = ()
    persons: Sequence[str] = ()
    sums: Sequence[str] = ()
    written: Sequence[str] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    def counted(self, store: str, count: int) -> Self:
        """With what a store has."""
        return replace(self, counts={**self.counts, store: count})

    def forgotten(self) -> Self:
        """It says no more of whom it was about."""
        return replace(self, asked="", keys=(), persons=(), sums=(), written=())
