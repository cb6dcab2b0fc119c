"""Who the staff are: a small row each in the Requests table with the address of who has signed in. It stays, so that
what somebody did keeps its name when they have left."""

from dataclasses import dataclass, field

from segue.aws.clients import client
from segue.aws.items import to_item
from segue.aws.queries import partition
from segue.conversations.desk.staff_names import Names
from segue.times import SECOND, Millis

PARTITION = "staff"
KEPT: Millis = 20 * SECOND  # that a process goes by what it has read
NAMES = "names"


@dataclass(frozen=True)
class StaffNames:
    """Rows of a table, by user name; `read` is what this process has read of them, and when."""

    table: str
    read: dict[str, tuple[Millis, Names]] = field(default_factory=dict)

    def note(self, name: str, email: str, now: Millis) -> None:
        """Somebody has signed in; written only where the address is new."""
        if self.names(now).emails.get(name) == email:
            return
        row = {"pk": PARTITION, "sk": name, "email": email, "noted": now}
        client("dynamodb").put_item(TableName=self.table, Item=to_item(row))
        self.read.clear()

    def names(self, now: Millis) -> Names:
        """Everybody, as at most `KEPT` ago."""
        known = self.read.get(NAMES)
        if known and 0 <= now - known[0] < KEPT:
            return known[1]
        rows = sorted(partition(self.table, PARTITION, strong=False), key=lambda row: row["noted"])
        names = Names({row["sk"]: row["email"] for row in rows})
        self.read[NAMES] = now, names
        return names
