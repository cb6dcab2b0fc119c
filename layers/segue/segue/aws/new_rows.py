"""New rows in the archive's bucket: an object for each day and kind of a batch, JSON lines in gzip.

`new/date=2026-11-29/kind=order/<name of the batch>.json.gz`. The name follows from what the batch is, so a batch that
comes again takes its own place; one that comes in parts makes other objects with the same ids, which readers drop.
"""

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from segue.aws.clients import client, unavailable
from segue.aws.parallel import side_by_side
from segue.keys import digest

NEW, ENDING = "new", ".json.gz"
LEVEL = 6
_encoder = msgspec.json.Encoder()


@dataclass(frozen=True)
class NewRows:
    """Objects in a bucket."""

    bucket: str

    def keep(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Durable when it returns. Raises Unavailable."""
        parts: dict[str, list[Mapping[str, Any]]] = {}
        for row in rows:
            parts.setdefault(f"{NEW}/date={row['date']}/kind={row['kind']}", []).append(row)
        side_by_side(lambda one: self._put(f"{one[0]}/{_named(name, one[1])}", one[1]), list(parts.items()))

    def _put(self, key: str, rows: Sequence[Mapping[str, Any]]) -> None:
        with unavailable("file-store"):
            client("s3").put_object(Bucket=self.bucket, Key=key, Body=packed(rows))


def packed(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Rows as they are kept: day and kind stand in the name of the object."""
    said = [{name: one for name, one in row.items() if name not in ("date", "kind")} for row in rows]
    return gzip.compress(_encoder.encode_lines(said), LEVEL, mtime=0)


def _named(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """With what is in it: sequence numbers of two shards may be the same."""
    return f"{name}-{digest(b'archive', ' '.join(str(row['id']) for row in rows))[:12]}{ENDING}"
