"""Carrying an erasure out, stage by stage: each page is one store, and may be done again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from segue.erasing.receipts import Receipt
from segue.erasing.runs import Erasure
from segue.erasing.stores import Store
from segue.erasing.whole import Whole, whole_in
from segue.profile.signals import Signal
from segue.times import Millis


class Closing(Protocol):
    """Who somebody is, and that nothing of before is taken in any more."""

    def whole(self, asked: str, /) -> Whole: ...

    def close(self, whole: Whole, erased: Millis, /) -> None: ...


class Receipts(Protocol):
    """The chain."""

    def add(self, request: str, time: Millis, counts: Mapping[str, int], /) -> Receipt: ...


@dataclass(frozen=True)
class Erasing:
    """The collaborators of `privacy`; `stores` in the order in which they are erased: who somebody is goes last."""

    closing: Closing
    stores: Sequence[Store]
    receipts: Receipts
    publish: Callable[[Sequence[Signal]], None]

    def stages(self) -> Mapping[str, Callable[[Erasure], Erasure]]:
        """By the names of `segue.erasing.runs.STAGES`."""
        return {
            "closing": self.close,
            "counting": self._store_by_store(self._count),
            "erasing": self._store_by_store(self._erase),
            "sweeping": self._store_by_store(self._erase),
            "concluding": self.conclude,
        }

    def close(self, run: Erasure) -> Erasure:
        """Late events are refused from now on; whoever was linked with them meanwhile is closed too."""
        whole = self.closing.whole(run.asked)
        self.closing.close(whole, run.created)
        if self.closing.whole(run.asked) != whole:
            return run
        return replace(run, keys=whole.keys, persons=whole.persons, sums=whole.sums).finished_stage()

    def conclude(self, run: Erasure) -> Erasure:
        """The receipt, and a word to whoever keeps anything elsewhere."""
        receipt = self.receipts.add(run.id, run.created, run.counts)
        self.publish([Signal("PersonErased", one, run.created, f"{run.id}|{one}") for one in run.persons])
        return run.concluded(receipt.number).finished_stage()

    def _store_by_store(self, act: Callable[[Erasure, Store], Erasure]) -> Callable[[Erasure], Erasure]:
        def page(run: Erasure) -> Erasure:
            at = run.part
            after = act(run, self.stores[at])
            return replace(after, part=at + 1) if at + 1 < len(self.stores) else after.finished_stage()

        return page

    def _count(self, run: Erasure, store: Store) -> Erasure:
        return run.counted(store.name, len(store.find(whole_in(run))))

    def _erase(self, run: Erasure, store: Store) -> Erasure:
        store.erase(store.find(whole_in(run)))
        return run
