"""Mails of customers that SES put into a bucket of the shop's, where the turns in conversations name them.

A turn may have been told by anybody, so a mail is theirs only where it says so itself: it is from an address of theirs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from email.utils import getaddresses

from segue.aws.archive import Archive
from segue.aws.conversation_rows import TURN, turn_at
from segue.aws.erasing.rows import Row
from segue.aws.erasing.talks import Conversations
from segue.aws.identities import Identities
from segue.erasing.stores import File, Told
from segue.erasing.whole import Whole, written_by

NONE = ("", "-")  # what the template says where there is no such bucket


@dataclass(frozen=True)
class Mails:
    """Objects of the bucket of mails."""

    conversations: Conversations
    identities: Identities
    files: Archive
    name: str = "mails"

    def find(self, whole: Whole) -> list[Row]:
        """Raises Unavailable."""
        if self.files.bucket in NONE:
            return []
        rows = [one for one in self.conversations.find(whole) if one["sk"].startswith(TURN)]
        named = {str(one) for row in rows if (one := turn_at(row).detail.get("stored"))}
        own = written_by(whole, self.identities.read(whole.keys).values(), "email") if named else frozenset()
        return [{"key": one, "size": len(raw)} for one in sorted(named) if _from(raw := self.files.read(one)) & own]

    def erase(self, rows: Sequence[Row]) -> None:
        """Raises Unavailable."""
        self.files.delete([row["key"] for row in rows])

    def held(self, whole: Whole) -> Iterator[Told]:
        """Raises Unavailable."""
        for number, row in enumerate(self.find(whole), 1):
            name = f"mail-{number}.eml"
            file = File(name, row["size"], lambda key=row["key"]: self.files.read(key))
            yield Told("mail", None, {"name": name, "bytes": row["size"]}, file)


def _from(raw: bytes) -> frozenset[str]:
    """Who a mail says that it is from, in small letters."""
    said = BytesHeaderParser().parsebytes(raw).get_all("From", [])
    return frozenset(address.casefold() for _, address in getaddresses([str(one) for one in said]))
