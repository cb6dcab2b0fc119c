"""Who looks at a page, read in as few round trips as there can be: all that is known to be needed is asked for at once.

Somebody who is linked with nobody takes one; so does whoever brings along what the last answer gave them, the ids of
their person. Else the identity leads to its person, and the person to the other identities: three.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from segue.aws.identities import identity_of
from segue.aws.items import from_item, to_item
from segue.aws.kinds import IDENTITY, MEMBERSHIP
from segue.aws.people import membership_of
from segue.aws.person_rows import set_of
from segue.aws.tables import batch_get_all
from segue.errors import Unavailable
from segue.intake.looking import Seen
from segue.keys import IdentityKey
from segue.profile.identities import Identity

MOST_ROUNDS = 10  # redirects of merges are followed one a round


@dataclass(frozen=True)
class Viewers:
    """Reads, strongly consistent."""

    people: str
    identities: str

    def read(self, keys: Sequence[IdentityKey], known: Sequence[str] = ()) -> Seen:
        """Everything of the people that some identities are; `known`: keys and ids that are probably theirs."""
        seen = Seen()
        wanted = {(self.identities, one) for one in (*keys, *known)} | {(self.people, one) for one in (*keys, *known)}
        for _ in range(MOST_ROUNDS):
            self._add(seen, sorted(wanted))
            wanted = self._lacking(seen, keys)
            if not wanted:
                return seen
        raise Unavailable("contended", "people keep changing")

    def _add(self, seen: Seen, wanted: Sequence[tuple[str, str]]) -> None:
        kinds = {self.people: (IDENTITY, MEMBERSHIP), self.identities: ("",)}
        keys = [(table, {"pk": one} | ({"sk": kind} if kind else {})) for table, one in wanted for kind in kinds[table]]
        found = [(table, from_item(item)) for table, item in batch_get_all([(one, to_item(key)) for one, key in keys])]
        heads = {row["pk"]: row for table, row in found if table == self.people and row["sk"] == IDENTITY}
        members = {row["pk"]: row for table, row in found if table == self.people and row["sk"] == MEMBERSHIP}
        rows = {row["pk"]: identity_of(row) for table, row in found if table == self.identities}
        seen.rows |= {one: rows.get(one, Identity(one)) for table, one in wanted if table == self.identities}
        people = [one for table, one in wanted if table == self.people]
        seen.into |= {one: heads[one]["into"] for one in people if "into" in heads.get(one, {})}
        seen.sets |= {one: set_of(one, heads.get(one)) for one in people if one not in seen.into}
        seen.memberships |= {one: membership_of(members.get(one)) for one in people}

    def _lacking(self, seen: Seen, keys: Iterable[IdentityKey]) -> set[tuple[str, str]]:
        owners = {seen.owner(key) for key in keys}
        people = {one for one in owners if one not in seen.sets}
        inside = {key for one in owners - people for key in seen.sets[one].keys if key not in seen.rows}
        return {(self.people, one) for one in people} | {(self.identities, one) for one in inside}
