"""What the nights before found of friction: one object in the archive's bucket."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from segue.aws.archive import Archive
from segue.friction.noticing import Known

KEY = "results/friction/known.json"


@dataclass(frozen=True)
class FrictionMemory:
    """By the id of a finding. All of it raises Unavailable."""

    archive: Archive

    def seen(self) -> Mapping[str, Known]:
        """What was remembered last."""
        found = self.archive.find(KEY)
        return msgspec.json.decode(self.archive.get(found), type=dict[str, Known]) if found else {}

    def remember(self, seen: Mapping[str, Known]) -> None:
        """In place of that."""
        self.archive.replace(KEY, msgspec.json.encode(seen))
