"""Short links: targets in the Requests table, for channels on which every character is paid for."""

from contextlib import suppress
from dataclasses import asdict, dataclass

from segue.aws.tables import Lost, get, put_if
from segue.errors import NotFound
from segue.messaging.targets import Target
from segue.times import DAY, SECOND, Millis

LINK = "link"
KEPT: Millis = 400 * DAY  # as long as what is known of the click


@dataclass(frozen=True)
class ShortLinks:
    """Rows `link#<name>`; a name follows from its target, so writing one twice changes nothing."""

    table: str

    def keep(self, name: str, target: Target, now: Millis) -> None:
        """Can be followed when this returns."""
        row = {**_key(name), **asdict(target), "ttl": (now + KEPT) // SECOND}
        with suppress(Lost):
            put_if(self.table, row, "attribute_not_exists(pk)")

    def read(self, name: str) -> Target:
        """Raises NotFound("bad-token") where there is none, or none any more."""
        row = get(self.table, _key(name))
        if row is None:
            raise NotFound("bad-token", "this link is not one of ours, or its time is over")
        return Target(row["contact_point"], row["message_id"], row["channel"], row["url"])


def _key(name: str) -> dict[str, str]:
    return {"pk": f"{LINK}#{name}", "sk": LINK}
