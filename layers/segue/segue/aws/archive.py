"""The archive's bucket: which objects lie there by date and kind, and one of them read, written, taken away.

`new/date=2026-11-29/kind=order/<any>.json.gz` is what came in since the last night; `events/date=.../kind=.../
part.parquet` all that came before; `people/people.parquet` which pseudonyms are one person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile
from typing import Any

from segue.aws.clients import client, unavailable
from segue.aws.mail_store import stored_mail
from segue.channels.email.stored_mails import Place
from segue.errors import Unavailable
from segue.measures.stored import Stored

TOGETHER = 1000  # S3's limit for one request
SECONDS = 60  # that a large part may take
AFTER_ALL = "~"  # sorts behind every name of ours


@dataclass(frozen=True)
class Archive:
    """Objects of a bucket. All of it raises Unavailable."""

    bucket: str

    def listed(self, folder: str, first: str = "", last: str = AFTER_ALL) -> Iterator[Stored]:
        """What lies in a folder, by name, of the days from one to another, both with it."""
        start = f"{folder}date={first}" if first else ""
        yield from takewhile(lambda one: one.partition[0] <= last, chain.from_iterable(self._pages(folder, start)))

    def page(self, folder: str, after: str) -> list[Stored]:
        """The first ones behind a name, as many as one answer has."""
        return next(self._pages(folder, after))

    def find(self, key: str) -> Stored | None:
        """One object."""
        return next((one for one in self.page(key, "") if one.key == key), None)

    def get(self, one: Stored) -> bytes:
        """What it holds. Raises Unavailable also where it is gone or another by now: whoever listed it begins anew."""
        with unavailable("file-store"):
            asked = {"Bucket": self.bucket, "Key": one.key, "IfMatch": one.etag}
            return client("s3", seconds=SECONDS).get_object(**asked)["Body"].read()

    def read(self, key: str) -> bytes:
        """What an object holds, whichever version it is; b"" where it is gone."""
        return stored_mail(Place(self.bucket, key))

    def put(self, key: str, body: bytes, instead: Stored | None) -> None:
        """In place of a version that was read, or of none: where there is another by now it is Unavailable, for what
        was made of the old one lacks what is in the new one."""
        stands = {"IfMatch": instead.etag} if instead else {"IfNoneMatch": "*"}
        with unavailable("file-store"):
            client("s3", seconds=SECONDS).put_object(Bucket=self.bucket, Key=key, Body=body, **stands)

    def replace(self, key: str, body: bytes) -> None:
        """In place of whatever stands there."""
        with unavailable("file-store"):
            client("s3", seconds=SECONDS).put_object(Bucket=self.bucket, Key=key, Body=body)

    def delete(self, keys: Sequence[str]) -> None:
        """They are gone; those that were gone before stay so."""
        for start in range(0, len(keys), TOGETHER):
            asked = {"Objects": [{"Key": one} for one in keys[start : start + TOGETHER]], "Quiet": True}
            with unavailable("file-store"):
                answer = client("s3").delete_objects(Bucket=self.bucket, Delete=asked)
            if answer.get("Errors"):
                raise Unavailable("file-store", "objects were not taken away")

    def _pages(self, prefix: str, after: str) -> Iterator[list[Stored]]:
        asked: dict[str, Any] = {"Bucket": self.bucket, "Prefix": prefix} | ({"StartAfter": after} if after else {})
        while True:
            with unavailable("file-store"):
                answer = client("s3").list_objects_v2(**asked)
            yield [Stored(one["Key"], int(one["Size"]), one["ETag"]) for one in answer.get("Contents", [])]
            if not answer.get("IsTruncated"):
                return
            asked["ContinuationToken"] = answer["NextContinuationToken"]
