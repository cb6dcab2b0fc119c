"""Objects of the archive's bucket by their names: which lie where, and of which day and kind."""

import re
from typing import NamedTuple

NEW, PARTS, BROKEN, PEOPLE = "new/", "events/", "broken/", "people/people.parquet"
PARTITION = re.compile(r"^(?:new|events)/date=(\d{4}-\d\d-\d\d)/kind=([a-z]+)/")


class Stored(NamedTuple):
    """An object, its size and version."""

    key: str
    size: int
    etag: str

    @property
    def partition(self) -> tuple[str, str]:
        """Date and kind; empty texts where its name has none."""
        found = PARTITION.match(self.key)
        return (found[1], found[2]) if found else ("", "")


def part_of(date: str, kind: str) -> str:
    """The name of the one object that all compacted rows of a partition are in."""
    return f"{PARTS}date={date}/kind={kind}/part.parquet"
