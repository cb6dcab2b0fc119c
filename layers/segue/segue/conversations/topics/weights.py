"""Weights: the model of topics as it lies in the package, and what it says of some words.

A multinomial logistic regression: one row of small whole numbers a bucket (`grams`), one column a label. The file is a
line of JSON (labels, scale, ...) and, compressed, the hashes of the words that it knows and the rows.
"""

import json
import math
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from segue.conversations.topics.grams import BUCKETS, NUMBER, buckets_of, hashed

FILE = Path(__file__).parent / "topics.bin"
HASHES = "I"  # of 4 bytes, the lowest first


@dataclass(frozen=True)
class Model:
    """`rows` are BUCKETS times so many signed bytes as there are labels; a weight is one of them times `scale`."""

    labels: tuple[str, ...]
    scale: float
    known: frozenset[int]
    rows: Sequence[int]

    def chances(self, words: list[str]) -> dict[str, float]:
        """How likely each label is for some words, together 1; {} where there are no words."""
        found = buckets_of(words)
        if not found:
            return {}
        sums = self._sums(sorted(found))
        return dict(zip(self.labels, softmax([one * self.scale / math.sqrt(len(found)) for one in sums]), strict=True))

    def familiar(self, words: Iterable[str]) -> float:
        """Which part of the words, numbers left out, it has seen when it learned: 0.0 to 1.0, 0.0 of none."""
        asked = [one for one in words if one != NUMBER]
        return sum(hashed(one) in self.known for one in asked) / max(len(asked), 1)

    def _sums(self, buckets: Sequence[int]) -> list[int]:
        wide = len(self.labels)
        rows = [self.rows[at * wide : (at + 1) * wide] for at in buckets]
        return [sum(column) for column in zip(*rows, strict=True)]


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as chances, together 1."""
    highest = max(scores)
    powers = [math.exp(one - highest) for one in scores]
    whole = sum(powers)
    return [one / whole for one in powers]


def read(written: bytes) -> Model:
    """A model out of its file. Raises ValueError where its rows are not those of these buckets."""
    head, _, packed = written.partition(b"\n")
    said: dict[str, Any] = json.loads(head)
    body = zlib.decompress(packed)
    hashes, rows = array(HASHES), body[4 * said["known"] :]
    hashes.frombytes(body[: 4 * said["known"]])
    if len(rows) != BUCKETS * len(said["labels"]):
        raise ValueError("the model of topics was made with other grams: make it again")
    return Model(tuple(said["labels"]), said["scale"], frozenset(hashes), memoryview(rows).cast("b"))


def written(model: Model, source: str) -> bytes:
    """A model as its file; `source` says what it has learned from."""
    head = {"labels": model.labels, "scale": model.scale, "known": len(model.known), "source": source}
    body = array(HASHES, sorted(model.known)).tobytes() + array("b", model.rows).tobytes()
    return json.dumps(head).encode() + b"\n" + zlib.compress(body, 9)
