"""Files of history in S3: where they are uploaded to, which there are, and one of them on our own disk."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of, session, unavailable
from segue.errors import Invalid, Unavailable
from segue.imports.parts import File
from segue.ledger import fingerprint

LOCATION = re.compile(r"s3://([A-Za-z0-9][A-Za-z0-9._-]{2,254})/(.{1,1000})")
RANGE = 64 * 1024 * 1024  # bytes of a request: what is asked again when one breaks off
LARGEST = 9 * 1024 * 1024 * 1024  # what the function's disk holds, with room for what DuckDB spills
UPLOAD_SECONDS = 3600
CHANGED = ("PreconditionFailed", "412")
GONE = ("NoSuchBucket", "NoSuchKey", "AccessDenied", "403", "404")


def place_of(location: str) -> tuple[str, str]:
    """(bucket, key or prefix) of `s3://bucket/key`. Raises Invalid("bad-location")."""
    found = LOCATION.fullmatch(location)
    if not found:
        raise Invalid("bad-location", "a location is s3://bucket/file, or s3://bucket/folder/")
    return found[1], found[2]


def upload_url(location: str) -> str:
    """An address that takes one PUT of a file of at most 5 GB, for an hour."""
    bucket, key = place_of(location)
    return _signing().generate_presigned_url("put_object", {"Bucket": bucket, "Key": key}, UPLOAD_SECONDS)


@cache
def _signing() -> Any:
    signed = Config(signature_version="s3v4")
    return session().create_client("s3", region_name=client("s3").meta.region_name, config=signed)


@dataclass(frozen=True)
class S3Files:
    """Files of any bucket that the function may read; `folder` is on our own disk."""

    folder: Path = field(default_factory=lambda: Path(gettempdir()) / "imports")

    def listed(self, location: str) -> list[File]:
        """The file of that name, or all below the folder, by name. Raises Invalid, Unavailable."""
        bucket, key = place_of(location)
        with _reading(location):
            found = sorted(self._below(bucket, key))
        exact = [one for one in found if one.name == key]
        files = exact or [one for one in found if one.name.startswith(key if key.endswith("/") else f"{key}/")]
        if not files:
            raise Invalid("no-file", f"there is nothing at {location}")
        return [one for one in files if one.size]

    def fetched(self, location: str, file: File) -> Path:
        """The file on our own disk as it was listed; the one before it goes. Raises Invalid, Unavailable."""
        if file.size > LARGEST:
            raise Invalid("too-large", f"{file.name} has {file.size} bytes; a file has at most {LARGEST}")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        path = self.folder / f"{fingerprint(file.name.encode())}{''.join(Path(file.name).suffixes[-2:])}"
        bucket, _ = place_of(location)
        with _reading(location), path.open("wb") as kept:
            for start in range(0, file.size, RANGE):
                asked = f"bytes={start}-{min(start + RANGE, file.size) - 1}"
                answer = client("s3").get_object(Bucket=bucket, Key=file.name, Range=asked, IfMatch=file.etag)
                shutil.copyfileobj(answer["Body"], kept)
        return path

    def _below(self, bucket: str, prefix: str) -> Iterator[File]:
        asked: dict[str, Any] = {"Bucket": bucket, "Prefix": prefix}
        while True:
            answer = client("s3").list_objects_v2(**asked)
            yield from (File(one["Key"], int(one["Size"]), one["ETag"]) for one in answer.get("Contents", []))
            if not answer.get("IsTruncated"):
                return
            asked["ContinuationToken"] = answer["NextContinuationToken"]


@contextmanager
def _reading(location: str) -> Iterator[None]:
    """What is not there or not ours to read ends the import; anything else comes again."""
    try:
        with unavailable("read-failed"):
            yield
    except Unavailable as failed:
        why = code_of(failed.__cause__) if isinstance(failed.__cause__, ClientError) else ""
        if why in CHANGED:
            raise Invalid("changed", f"{location} was changed while it was read: ask for a new import") from failed
        if why in GONE:
            raise Invalid("no-file", f"{location} cannot be read: {why}") from failed
        raise
