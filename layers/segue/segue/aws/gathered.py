"""What was gathered from everybody, in a bucket: an object a part, `<run>/<number>`, JSON in zlib. It names nobody.
Beside them, `<run>/made`: what was learned, for the stage that tells it."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from segue.aws.clients import client, unavailable
from segue.aws.parallel import MOST_AT_ONCE, side_by_side

MADE = "made"
Told = TypeVar("Told")


@dataclass(frozen=True)
class Gathered(Generic[Told]):
    """Parts in a bucket that forgets them after some days; `kind` is what each row in them is."""

    bucket: str
    kind: type[Told]

    def keep(self, run: str, number: int, told: Sequence[Told]) -> None:
        """In place of what stands there. Raises Unavailable."""
        self._put(f"{run}/{number:06d}", told)

    def read(self, run: str, numbers: range) -> Iterator[Sequence[Told]]:
        """These parts in their order, some at a time. Raises Unavailable."""
        for place in range(0, len(numbers), MOST_AT_ONCE):
            yield from side_by_side(lambda one: self._part(run, one), numbers[place : place + MOST_AT_ONCE])

    def _part(self, run: str, number: int) -> Sequence[Told]:
        return msgspec.json.decode(self._get(f"{run}/{number:06d}"), type=list[self.kind])

    def keep_made(self, run: str, said: Mapping[str, Any]) -> None:
        """What a run has made, in place of what stands there. Raises Unavailable."""
        self._put(f"{run}/{MADE}", said)

    def made(self, run: str) -> dict[str, Any]:
        """What it has made. Raises Unavailable."""
        return msgspec.json.decode(self._get(f"{run}/{MADE}"), type=dict[str, Any])

    def _put(self, key: str, said: Any) -> None:
        with unavailable("file-store"):
            client("s3").put_object(Bucket=self.bucket, Key=key, Body=zlib.compress(msgspec.json.encode(said)))

    def _get(self, key: str) -> bytes:
        with unavailable("file-store"):
            return zlib.decompress(client("s3").get_object(Bucket=self.bucket, Key=key)["Body"].read())
