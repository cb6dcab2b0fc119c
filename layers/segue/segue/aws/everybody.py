"""Everybody, part by part: identities as a scan brings them, and the whole people that they belong to.

A scan is split into segments by the hash of the key, so that each is as good as a random sample.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from segue.aws.clients import client
from segue.aws.identities import identity_of
from segue.aws.items import from_item, to_item
from segue.aws.parallel import MOST_AT_ONCE, side_by_side
from segue.aws.profiles import Profiles
from segue.identity.persons import PersonSet
from segue.keys import NOBODY, IdentityKey
from segue.profile.identities import Identity
from segue.profile.profiles import Profile

FEWER = 8  # a segment that does not fit on one page is too large: eight times as many are
MOST_SEGMENTS = 8**6


class Part(NamedTuple):
    """One segment out of so many, from behind a key on."""

    segment: int
    total: int
    after: IdentityKey = ""


class Sampled(NamedTuple):
    """Identities, and what share of all they are: 1 where they are all."""

    rows: list[Identity]
    share: float


@dataclass(frozen=True)
class Everybody:
    """Reads that are not strongly consistent, of the Identities and People tables."""

    profiles: Profiles

    def page(self, part: Part, most: int = 0) -> tuple[list[Identity], Part | None]:
        """A page of identities, and where the rest of the segment begins; None at its end."""
        asked: dict[str, Any] = {"TableName": self.profiles.people.rows.table}
        asked |= {"Segment": part.segment, "TotalSegments": part.total} | ({"Limit": most} if most else {})
        asked |= {"ExclusiveStartKey": to_item({"pk": part.after})} if part.after else {}
        answer = client("dynamodb").scan(**asked)
        rows = [identity_of(from_item(item)) for item in answer["Items"] if item["pk"]["S"] != NOBODY]
        last = answer.get("LastEvaluatedKey")
        return rows, part._replace(after=last["pk"]["S"]) if last else None

    def sample(self, most: int) -> Sampled:
        """About `most` identities in whole segments, always the same ones while nobody comes."""
        total, (rows, more) = 1, self.page(Part(0, 1))
        while more and total < MOST_SEGMENTS:
            total *= FEWER
            rows, more = self.page(Part(0, total))
        rows, read = [*rows, *(self._segment(more) if more else ())], 1
        while read < total and len(rows) < most:
            wanted = (most - len(rows)) * read // max(len(rows), 1) + 1
            parts = [Part(one, total) for one in range(read, min(read + min(wanted, read, MOST_AT_ONCE), total))]
            rows += [row for found in side_by_side(self._segment, parts) for row in found]
            read += len(parts)
        return Sampled(rows, read / total)

    def _segment(self, part: Part) -> list[Identity]:
        return [row for rows in self._pages(part) for row in rows]

    def _pages(self, part: Part | None) -> Iterator[list[Identity]]:
        while part:
            rows, part = self.page(part)
            yield rows

    def whole(self, rows: Sequence[Identity]) -> list[Profile]:
        """The people whose least key is among these identities, each with all identities: everybody once, when all
        identities have been asked about."""
        found = self.profiles.people.sets({row.owner for row in rows})
        here = [found[row.owner] for row in rows if row.key == min(found[row.owner].keys)]
        known = {row.key: row for row in rows}
        others = sorted({key for one in here for key in one.keys} - known.keys())
        known |= self.profiles.people.rows.read(others, strong=False)
        return [self._profile(one, known) for one in here]

    def _profile(self, found: PersonSet, known: dict[IdentityKey, Identity]) -> Profile:
        return self.profiles.added_up(found, (known[key].facets for key in found.keys), len(found.keys))
