"""What was said, and the files that came with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from segue.aws.archive import Archive
from segue.aws.clients import unavailable
from segue.aws.conversation_rows import POINTER
from segue.aws.erasing.rows import Row, take_away
from segue.aws.erasing.telling import talk
from segue.aws.queries import partition
from segue.erasing.stores import File, Told
from segue.erasing.whole import Whole


@dataclass(frozen=True)
class Conversations:
    """Whole conversations, and whose they are."""

    table: str
    name: str = "conversations"

    def find(self, whole: Whole) -> list[Row]:
        """Raises Unavailable."""
        with unavailable("read-failed"):
            own = [row for one in whole.persons for row in partition(self.table, one, strong=True)]
            said = [row for one in talks_of(own) for row in partition(self.table, one, strong=True)]
        return [*said, *own]  # whose they are goes last: by it they are found again

    def erase(self, rows: Sequence[Row]) -> None:
        """Raises Unavailable."""
        take_away(self.table, rows)

    def held(self, whole: Whole) -> Iterator[Told]:
        """Raises Unavailable."""
        yield from map(talk, self.find(whole))


@dataclass(frozen=True)
class Attachments:
    """Files of conversations in their bucket."""

    conversations: Conversations
    files: Archive
    name: str = "attachments"

    def find(self, whole: Whole) -> list[Row]:
        """Raises Unavailable."""
        talks = talks_of(self.conversations.find(whole))
        return [one._asdict() for talk in talks for one in self.files.listed(f"{talk}/")]

    def erase(self, rows: Sequence[Row]) -> None:
        """Raises Unavailable."""
        self.files.delete([row["key"] for row in rows])

    def held(self, whole: Whole) -> Iterator[Told]:
        """Raises Unavailable."""
        for row in self.find(whole):
            said = {"conversation": row["key"].partition("/")[0], "name": row["key"].rpartition("/")[2]}
            file = File(said["name"], row["size"], partial(self.files.read, row["key"]))
            yield Told("file", None, {**said, "bytes": row["size"]}, file)


def talks_of(rows: Sequence[Row]) -> list[str]:
    """The conversations that rows of people point at."""
    return sorted({row["sk"].removeprefix(POINTER) for row in rows if row["sk"].startswith(POINTER)})
