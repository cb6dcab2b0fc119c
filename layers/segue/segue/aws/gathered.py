"""What was gathered for models, in a bucket: an object a part, `<run>/<number>`, JSON in zlib. It names nobody."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from segue.aws.clients import client, unavailable
from segue.aws.parallel import MOST_AT_ONCE, side_by_side
from segue.models.told import Told


@dataclass(frozen=True)
class Gathered:
    """Parts in a bucket that forgets them after some days."""

    bucket: str

    def keep(self, run: str, number: int, told: Sequence[Told]) -> None:
        """In place of what stands there. Raises Unavailable."""
        body = zlib.compress(msgspec.json.encode(told))
        with unavailable("file-store"):
            client("s3").put_object(Bucket=self.bucket, Key=_key(run, number), Body=body)

    def read(self, run: str, numbers: range) -> Iterator[Sequence[Told]]:
        """These parts in their order, some at a time. Raises Unavailable."""
        for place in range(0, len(numbers), MOST_AT_ONCE):
            yield from side_by_side(lambda one: self._part(run, one), numbers[place : place + MOST_AT_ONCE])

    def _part(self, run: str, number: int) -> Sequence[Told]:
        with unavailable("file-store"):
            body = client("s3").get_object(Bucket=self.bucket, Key=_key(run, number))["Body"].read()
        return msgspec.json.decode(zlib.decompress(body), type=list[Told])


def _key(run: str, number: int) -> str:
    return f"{run}/{number:06d}"
