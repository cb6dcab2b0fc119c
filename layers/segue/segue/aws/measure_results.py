"""Results of measures in the archive's bucket: an object a wish, JSON in zlib; a newer one takes its place."""

import hashlib
import zlib
from dataclasses import dataclass
from typing import Any

import msgspec
from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of, unavailable
from segue.errors import Unavailable
from segue.measures.results import Result, Wish
from segue.times import Millis

FOLDER = "results"


@dataclass(frozen=True)
class MeasureResults:
    """What was found last; `queue` is the URL of the queue that the function which computes reads."""

    bucket: str
    queue: str

    def last(self, wish: Wish) -> Result | None:
        """What was found for a wish, None where nothing was yet. Raises Unavailable."""
        found = self._get(key_of(wish))
        return None if found is None else msgspec.json.decode(zlib.decompress(found), type=Result)

    def keep(self, result: Result) -> None:
        """In place of what was found before. Raises Unavailable."""
        body = zlib.compress(msgspec.json.encode(result))
        with unavailable("file-store"):
            client("s3").put_object(Bucket=self.bucket, Key=key_of(result.wish), Body=body)

    def ask(self, wish: Wish, now: Millis) -> None:
        """Has it found anew, whenever there is time; what is found from now on will do. Raises Unavailable."""
        body = msgspec.json.encode({"wish": wish, "asked": now}).decode()
        with unavailable("write-failed"):
            client("sqs").send_message(QueueUrl=self.queue, MessageBody=body)

    def _get(self, key: str) -> Any:
        try:
            with unavailable("file-store"):
                return client("s3").get_object(Bucket=self.bucket, Key=key)["Body"].read()
        except Unavailable as failed:
            if isinstance(failed.__cause__, ClientError) and code_of(failed.__cause__) in ("NoSuchKey", "404"):
                return None
            raise


def key_of(wish: Wish) -> str:
    """Where its result stands: equal wishes have one, in whatever order they limit."""
    said = msgspec.json.encode([wish.name, wish.period, wish.by, sorted(wish.only.items())])
    return f"{FOLDER}/{wish.name}/{hashlib.sha256(said).hexdigest()[:32]}.json.z"
