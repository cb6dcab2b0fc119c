"""Slots of people under the caps: one row per person in the ContactPoints table, `person:<id>`, with its version.

A reservation reads the row and those of the person's former ids, and writes the person's own if nobody has meanwhile.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from segue.aws.items import from_item, to_item
from segue.aws.tables import Lost, batch_get, update_if
from segue.errors import Unavailable
from segue.keys import PersonId
from segue.messaging.caps import Caps, Room, Slot, kept, placed, room
from segue.times import Millis

MOST_ROUNDS = 10
PERSON = "person:"


@dataclass(frozen=True)
class Slots:
    """Reads, reserves and releases. `persons` are the ids of one person, the present one first."""

    table: str

    def read(self, persons: Sequence[PersonId]) -> tuple[Slot, ...]:
        """What is taken and held under all ids, as it was a moment ago."""
        return _together(self._rows(persons, strong=False).values())

    def reserve(self, persons: Sequence[PersonId], caps: Caps, wanted: Slot, now: Millis) -> Room:
        """Takes a slot where there is room at its moment; a message that has one moves it there. Raises Unavailable
        where others are always faster."""
        for _ in range(MOST_ROUNDS):
            rows = self._rows(persons)
            used = kept(caps, _together(rows.values()), now)
            found = room(caps, used, wanted)
            if not found.free:
                return found
            with suppress(Lost):
                self._write(persons[0], rows, placed(caps, used, wanted, now))
                return found
        raise Unavailable("contended", "the slots of one person keep changing")

    def release(self, persons: Sequence[PersonId], mark: str) -> None:
        """Gives the slot of a message back that did not go out, wherever it lies."""
        for _ in range(MOST_ROUNDS):
            rows = self._rows(persons)
            with suppress(Lost):
                self._without(rows, mark)
                return
        raise Unavailable("contended", "the slots of one person keep changing")

    def _without(self, rows: dict[PersonId, dict[str, Any]], mark: str) -> None:
        for person, row in rows.items():
            self._write(person, rows, tuple(one for one in _slots(row) if one.mark != mark))

    def _rows(self, persons: Sequence[PersonId], strong: bool = True) -> dict[PersonId, dict[str, Any]]:
        """The rows that there are, the present id's last."""
        wanted = [f"{PERSON}{one}" for one in dict.fromkeys(persons)]
        found = {
            row["pk"]: row
            for row in map(from_item, batch_get(self.table, [to_item({"pk": one}) for one in wanted], strong))
        }
        return {one.removeprefix(PERSON): found[one] for one in reversed(wanted) if one in found}

    def _write(self, person: PersonId, rows: dict[PersonId, dict[str, Any]], slots: tuple[Slot, ...]) -> None:
        """Raises Lost. What is there already costs nothing: a lost answer finds its own write."""
        row = rows.get(person, {})
        if _slots(row) == slots:
            return
        version, held = row.get("v", 0), "v = :v" if row else "attribute_not_exists(pk)"
        values = {"v": version} if row else {}
        update = "SET slots = :slots, v = :next"
        key = {"pk": f"{PERSON}{person}"}
        update_if(self.table, key, update, held, slots=list(slots), next=version + 1, **values)


def _slots(row: dict[str, Any]) -> tuple[Slot, ...]:
    return tuple(Slot(*one) for one in row.get("slots", ()))


def _together(rows: Iterable[dict[str, Any]]) -> tuple[Slot, ...]:
    """One slot for each message: the last row's counts."""
    return tuple({one.mark: one for row in rows for one in _slots(row)}.values())
