"""When the last canary came through: one row of the Journeys table, pk and sk `canary`."""

from dataclasses import dataclass

from segue.aws.tables import Lost, get, put_if
from segue.canaries import KIND, Arrival

PLACE = {"pk": KIND, "sk": KIND}


@dataclass(frozen=True)
class Arrivals:
    """The row in a table."""

    table: str

    def note(self, arrival: Arrival) -> bool:
        """Keeps it where it is newer than the one that is known; whether it was. Raises ClientError."""
        newer = "attribute_not_exists(pk) OR sent < :sent"
        try:
            put_if(self.table, {**PLACE, **arrival._asdict()}, newer, sent=arrival.sent)
        except Lost:
            return False
        return True

    def last(self) -> Arrival | None:
        """None where none has come through yet."""
        row = get(self.table, PLACE)
        return Arrival(row["sent"], row["took"]) if row else None
