"""Gathering: what everybody tells models, page by page, kept in parts for all models of the night."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from segue.models.runs import Run
from segue.models.told import Told, seeds_in, told_of
from segue.profile.profiles import Profile
from segue.recommending.seeds import Seed

MOST = 5_000_000  # interactions that fit into the function's memory; of more people one in so many is learned from


class Crowd(Protocol):
    """Everybody, a page at a time."""

    def read(self, part: int, after: str, /) -> tuple[list[Profile], str | None]:
        """People, as they were a moment ago, and the key behind which the part goes on; None at its end."""
        ...


class Parts(Protocol):
    """Keeps what was gathered, a part a page."""

    def keep(self, run: str, number: int, told: Sequence[Told], /) -> None:
        """In place of what stands there. Raises Unavailable."""
        ...

    def read(self, run: str, numbers: range, /) -> Iterator[Sequence[Told]]:
        """These parts in their order. Raises Unavailable."""
        ...


@dataclass(frozen=True)
class Gathering:
    """The first stage: a tour over everybody."""

    crowd: Crowd
    parts: Parts

    def page(self, run: Run) -> Run:
        """Behind a page. A repeat writes over the same part. A till and who objects to profiling tell nothing."""
        people, further = self.crowd.read(run.part, run.after)
        willing = [one for one in people if not one.shared and not one.unprofiled(run.created)]
        told = [said for one in willing if (said := told_of(one))]
        if told:
            self.parts.keep(run.id, run.pages, told)
        return replace(
            run.past(len(people), further),
            pages=run.pages + bool(told),
            objecting=run.objecting + sum(one.unprofiled(run.created) for one in people),
            interactions=run.interactions + sum(len(one.get("seeds", ())) for one in told),
        )


def one_in(run: Run) -> int:
    """Of so many people one is learned from; 1 where there is room for all."""
    return -(-run.interactions // MOST) or 1


def people_in(parts: Parts, run: Run) -> Callable[[], Iterator[tuple[int, list[Seed]]]]:
    """Asked as often as wanted: each person's running number with what they had to do with."""

    def told() -> Iterator[tuple[int, list[Seed]]]:
        every = (told for part in parts.read(run.id, range(run.pages)) for told in part)
        return ((number, seeds_in(one)) for number, one in enumerate(every) if number % one_in(run) == 0)

    return told
