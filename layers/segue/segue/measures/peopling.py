"""Who is one person: the rows of `people`, out of everybody's profile or of who belongs together now."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

import msgspec

from segue.experiments.units import GLOBAL, crossed, held
from segue.keys import IdentityKey, PersonId
from segue.measures.runs import Run
from segue.profile.profiles import Profile
from segue.times import Millis, to_text

NOBODY = 0  # a till or a family's tablet is no person


class Row(msgspec.Struct, frozen=True):
    """One pseudonym, as `segue.archive.columns.PEOPLE` has it; `first` as text."""

    who: int
    person: int
    first: str | None
    held: bool
    crossed: bool


class One(NamedTuple):
    """Somebody: ids that the person has and had, pseudonyms of the identities, and when first seen (0: not known)."""

    ids: Collection[PersonId]
    whos: Collection[int]
    first: Millis
    nobody: bool = False


def rows_of(one: One, share: int) -> list[Row]:
    """A row for each pseudonym; `share`: how many in a hundred are held out of all."""
    if not one.whos:
        return []
    person = NOBODY if one.nobody else min(one.whos)
    first = to_text(one.first)[:23].replace("T", " ") if one.first else None
    out, both = held(one.ids, share), share > 0 and crossed(one.ids, GLOBAL, [share])
    return [Row(who, person, first, out, both) for who in sorted(one.whos)]


class Crowd(Protocol):
    """Everybody, a page at a time."""

    def read(self, part: int, after: str, /) -> tuple[list[Profile], str | None]:
        """People, as they were a moment ago, and the key behind which the part goes on; None at its end."""
        ...


class Parts(Protocol):
    """Keeps what was gathered, a part a page."""

    def keep(self, run: str, number: int, told: Sequence[Row], /) -> None:
        """In place of what stands there. Raises Unavailable."""
        ...


@dataclass(frozen=True)
class Peopling:
    """A tour over everybody. `whos` knows the pseudonyms of identities; `share` how many are held out."""

    crowd: Crowd
    whos: Callable[[Iterable[IdentityKey]], Mapping[IdentityKey, int]]
    parts: Parts
    share: Callable[[], int]

    def page(self, run: Run) -> Run:
        """Behind a page. A repeat writes over the same part."""
        found, further = self.crowd.read(run.part, run.after)
        known = self.whos(key for one in found for key in one.identities)
        rows = [row for one in found for row in rows_of(_one(one, known), self.share())]
        if rows:
            self.parts.keep(run.id, run.pages, rows)
        return replace(run.past(len(found), further), pages=run.pages + bool(rows))


def _one(of: Profile, known: Mapping[IdentityKey, int]) -> One:
    whos = {known[key] for key in of.identities if key in known}
    return One({of.id, *of.former}, whos, of.begun or 0, of.shared)
