"""Joining: the pseudonyms that were gathered from everybody become one file."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Protocol

from segue.identity.persons import PersonSet
from segue.keys import PersonId
from segue.measures.local import Limits, database
from segue.measures.peopling import One, Row, rows_of
from segue.measures.runs import Run
from segue.measures.writing import write_people
from segue.times import Millis


class Gathered(Protocol):
    """What the tour has kept."""

    def read(self, run: str, numbers: range, /) -> Iterator[Sequence[Row]]:
        """These parts in their order. Raises Unavailable."""
        ...


@dataclass(frozen=True)
class Joining:
    """A stage of the night; `keep` puts the file in place of the last one."""

    parts: Gathered
    keep: Callable[[bytes], None]
    limits: Limits

    def join(self, run: Run) -> Run:
        """Behind the stage."""
        into = self.limits.folder / "people.parquet"
        self.limits.folder.mkdir(parents=True, exist_ok=True)
        write_people(chain.from_iterable(self.parts.read(run.id, range(run.pages))), into, self.limits)
        self.keep(into.read_bytes())
        into.unlink()
        return run.finished_stage()


class Numbered(Protocol):
    """An identity with its person and its pseudonym."""

    @property
    def owner(self) -> PersonId: ...
    @property
    def who(self) -> int: ...


def joined_now(
    numbered: Iterable[Numbered],
    sets: Mapping[PersonId, PersonSet],
    before: Mapping[int, Millis],
    share: int,
) -> list[Row]:
    """The same as of now: who belongs together, out of the sets; when first seen as it was known `before`."""
    people: dict[PersonId, set[int]] = {}
    for one in numbered:
        people.setdefault(sets[one.owner].id, set()).add(one.who)
    known = {one.id: one for one in sets.values()}
    return [row for person, whos in people.items() for row in rows_of(_one(known[person], whos, before), share)]


def firsts(people: Path, limits: Limits) -> dict[int, Millis]:
    """When each pseudonym's person was first seen, as a file has it, in ms."""
    asked = f"SELECT who, epoch_ms(first) FROM read_parquet('{people}') WHERE first IS NOT NULL"
    return dict(database(limits).execute(asked).fetchall())


def _one(found: PersonSet, whos: set[int], before: Mapping[int, Millis]) -> One:
    first = min((before[who] for who in whos if who in before), default=0)
    return One({found.id, *found.former}, whos, first, bool(found.shared) and found.nobody)
