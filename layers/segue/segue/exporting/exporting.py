"""Carrying an export out, stage by stage: each page is one store, and may be done again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Protocol

from segue.erasing.stores import Store, Told
from segue.erasing.whole import Whole, whole_in
from segue.exporting.runs import Export
from segue.times import Millis

PROFILE = "profile"  # the part before those of the stores


class Kept(Protocol):
    """Where parts and files are put."""

    def note(self, run: Export, /) -> None:
        """Whoever erases one of these identities finds what is put there, from now on."""
        ...

    def put(self, key: str, told: Iterator[Told], /) -> int:
        """A part, in place of the same; answers of how many things it tells."""
        ...

    def bind(self, run: Export, parts: Sequence[tuple[str, str]], now: Millis, /) -> int:
        """One file of the parts (name, key); answers its bytes."""
        ...

    def clear(self, run: Export, /) -> None:
        """The parts are gone."""
        ...


@dataclass(frozen=True)
class Exporting:
    """The collaborators of `privacy`: `whole` finds who somebody is, `describe` what is made of all that is known of
    them; `stores` are those of erasures; `unseal` opens what is sealed for the one whose it is."""

    whole: Callable[[str], Whole]
    describe: Callable[[str, Whole, Millis], Iterable[Told]]
    stores: Sequence[Store]
    unseal: Callable[[Iterator[Told], Whole], Iterator[Told]]
    kept: Kept
    clock: Callable[[], Millis]

    def stages(self) -> Mapping[str, Callable[[Export], Export]]:
        """By the names of `segue.exporting.runs.STAGES`."""
        return {
            "finding": self.find,
            "describing": self.describe_them,
            "gathering": self.gather,
            "binding": self.bind,
            "clearing": self.clear,
        }

    def find(self, run: Export) -> Export:
        """Who it is by now."""
        whole = self.whole(run.asked)
        found = replace(run, keys=whole.keys, persons=whole.persons, sums=whole.sums)
        self.kept.note(found)
        return found.finished_stage()

    def describe_them(self, run: Export) -> Export:
        """The part that tells what the product makes of everything."""
        whole = whole_in(run)
        described = iter(self.describe(run.asked, whole, self.clock()))
        count = self.kept.put(run.part_of(0), self.unseal(described, whole))
        return run.counted(PROFILE, count).finished_stage()

    def gather(self, run: Export) -> Export:
        """The part of one store."""
        at, whole = run.part, whole_in(run)
        count = self.kept.put(run.part_of(at + 1), self.unseal(self.stores[at].held(whole), whole))
        after = run.counted(self.stores[at].name, count)
        return replace(after, part=at + 1) if at + 1 < len(self.stores) else after.finished_stage()

    def bind(self, run: Export) -> Export:
        """The file. Of whoever was erased meanwhile there is none."""
        if not run.keys:
            return run.finished_stage()
        names = chain([PROFILE], (one.name for one in self.stores))
        size = self.kept.bind(run, [(name, run.part_of(at)) for at, name in enumerate(names)], self.clock())
        return replace(run, size=size).finished_stage()

    def clear(self, run: Export) -> Export:
        """The parts go; the file stays."""
        self.kept.clear(run)
        return run.forgotten().finished_stage()
