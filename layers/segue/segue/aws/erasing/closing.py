"""Who somebody is; and a mark in the row of each identity of theirs, by which late events are refused.

`erased` in the Identities table: when somebody of this identity was erased last. It stays when all else of the row is
gone, and tells nobody who that was: the key is a keyed hash.
"""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass

from segue.aws.clients import unavailable
from segue.aws.people import People
from segue.aws.tables import Lost, update_if, updated
from segue.contact_points import CHANNELS
from segue.erasing.whole import Whole, whole_of
from segue.identifiers import CODES
from segue.keys import IdentityKey
from segue.times import Millis

ERASED = "erased"  # why nothing may be sent there any more
WRITTEN_TO = {CODES[one.address] for one in CHANNELS.values() if one.address and not one.kept}


@dataclass(frozen=True)
class Closing:
    """Identities of people, and the table of their contact points. `journal` is written before anything is closed: it
    survives when the tables are restored. All of it raises Unavailable."""

    people: People
    contact_points: str
    journal: Callable[[Collection[IdentityKey], Millis], None]

    def whole(self, asked: str) -> Whole:
        """Whoever a key or an id leads to; somebody of whom nothing is known is that key alone."""
        with unavailable("read-failed"):
            found = self.people.sets([asked])[asked]
            if asked not in found.keys or not found.version:
                pointer = self.people.identities([asked])[asked].person
                found = self.people.sets([pointer])[pointer] if pointer else found
        return whole_of(asked, found)

    def close(self, whole: Whole, erased: Millis) -> None:
        """Nothing of before this moment is taken in, and nothing is sent, once it returns."""
        self.journal(whole.keys, erased)
        with unavailable("write-failed"):
            for key in whole.keys:
                self._mark(key, erased)
            for key in addresses(whole.keys):
                updated(self.contact_points, {"pk": key}, "SET suppressed = :erased", erased=ERASED)

    def _mark(self, key: IdentityKey, erased: Millis) -> None:
        """A fold that has read the row before collides."""
        condition = "attribute_not_exists(erased) OR erased < :erased"
        update = "SET erased = :erased, v = if_not_exists(v, :none) + :one"
        with suppress(Lost):
            update_if(self.people.rows.table, {"pk": key}, update, condition, erased=erased, none=0, one=1)


def addresses(keys: Collection[IdentityKey]) -> list[IdentityKey]:
    """Those of these keys that are addresses or numbers."""
    return [one for one in keys if one.partition("_")[0] in WRITTEN_TO]
