"""Who was erased, in a bucket of its own: what is restored from a backup is erased again by it.

`erasures/<moment>-<digest>.json` is {"erased": ms, "keys": [...]}, written once before anything is closed. The keys are
keyed hashes, the same that stay in the Identities table as a mark: nobody can be told from them.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of, unavailable
from segue.keys import IdentityKey, digest
from segue.times import Millis, to_text

FOLDER = "erasures/"
STOOD = ("PreconditionFailed", "ConditionalRequestConflict")


class Entry(NamedTuple):
    """One erasure."""

    erased: Millis
    keys: tuple[IdentityKey, ...]


@dataclass(frozen=True)
class Journal:
    """Objects of a bucket. All of it raises Unavailable."""

    bucket: str

    def note(self, keys: Collection[IdentityKey], erased: Millis) -> None:
        """Once: the same again changes nothing."""
        entry = Entry(erased, tuple(sorted(keys)))
        body = msgspec.json.encode(entry._asdict())
        with unavailable("file-store"), _once():
            client("s3").put_object(Bucket=self.bucket, Key=_place(entry), Body=body, IfNoneMatch="*")

    def since(self, moment: Millis) -> Iterator[Entry]:
        """Those at or after a moment, in their order."""
        asked = {"Bucket": self.bucket, "Prefix": FOLDER, "StartAfter": f"{FOLDER}{to_text(moment)}"}
        while True:
            with unavailable("file-store"):
                answer = client("s3").list_objects_v2(**asked)
            yield from (self._read(one["Key"]) for one in answer.get("Contents", []))
            if not answer.get("IsTruncated"):
                return
            asked["ContinuationToken"] = answer["NextContinuationToken"]

    def _read(self, place: str) -> Entry:
        with unavailable("file-store"):
            body = client("s3").get_object(Bucket=self.bucket, Key=place)["Body"].read()
        said = msgspec.json.decode(body)
        return Entry(said["erased"], tuple(said["keys"]))


@contextmanager
def _once() -> Iterator[None]:
    """What stands there already was written by a run before this one."""
    try:
        yield
    except ClientError as problem:
        if code_of(problem) not in STOOD:
            raise


def _place(entry: Entry) -> str:
    return f"{FOLDER}{to_text(entry.erased)}-{digest(b'erased', '|'.join(entry.keys))}.json"
