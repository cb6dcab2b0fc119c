"""Topics: learns the model of `segue.conversations.topics.topics` anew, and says how good it is.

`python -m segue_tools.topics <folder>` with the three files of bitext_support_intents in the folder: learns from the
train part and from the sentences in `tools/topics`, writes the file in the package, and measures on dev and test. Plain
Python, one seed: the same files and the same machine make the same bytes.
"""

import csv
import gzip
import math
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from segue.conversations.topics.grams import BUCKETS, buckets_of, hashed, words_of
from segue.conversations.topics.topics import NOTHING, Topics
from segue.conversations.topics.weights import FILE, Model, softmax, written
from segue_tools.places import ROOT

OWN = ROOT / "tools" / "topics"
SOURCE = "bitext_support_intents (Bitext, CDLA-Sharing-1.0), train part, and sentences of our own"
SEED, ROUNDS, RATE, MOST = 7, 4, 1.0, 127  # a weight is a signed byte
OFTEN = 2  # so many times our own sentences are learned
Said = tuple[str, str]  # a text and its label


class Measured(NamedTuple):
    """`accuracy` and `f1` (macro) of the best guess; which part is answered, and how right that is."""

    accuracy: float
    f1: float
    coverage: float
    precision: float


def told(folder: Path, part: str) -> list[Said]:
    """The utterances of one part of the data set with their intents."""
    with gzip.open(folder / f"{part}.csv.gz", "rt", encoding="utf-8") as lines:
        return [(row["utterance"], row["intent"]) for row in csv.DictReader(lines)]


def our_own() -> list[Said]:
    """Sentences of our own: about the intents, and about none of them."""
    about = yaml.safe_load((OWN / "own.yaml").read_text(encoding="utf-8"))
    lines = (OWN / "nothing.txt").read_text(encoding="utf-8").splitlines()
    nothing = [(line, NOTHING) for line in lines if line and not line.startswith("#")]
    return nothing + [(text, label) for label, texts in about.items() for text in texts]


def learned(said: Sequence[Said], rounds: int = ROUNDS) -> Model:
    """A model by stochastic gradient descent: so many rounds, each with a smaller step."""
    labels = tuple(sorted({label for _, label in said}))
    rows = [[0.0] * len(labels) for _ in range(BUCKETS)]
    seen = [(sorted(buckets_of(words_of(text))), labels.index(label)) for text, label in said]
    order = random.Random(SEED)
    for turn in range(rounds):
        order.shuffle(seen)
        for buckets, label in seen:
            _step(rows, buckets, label, RATE * (1 - turn / rounds))
    return _small(labels, rows, {hashed(word) for text, _ in said for word in words_of(text)})


def _step(rows: list[list[float]], buckets: Sequence[int], label: int, rate: float) -> None:
    root = math.sqrt(len(buckets))
    sums = [sum(column) / root for column in zip(*(rows[one] for one in buckets), strict=True)]
    change = [rate * (chance - (at == label)) for at, chance in enumerate(softmax(sums))]
    for one in buckets:
        rows[one] = [weight - part for weight, part in zip(rows[one], change, strict=True)]


def _small(labels: tuple[str, ...], rows: list[list[float]], known: set[int]) -> Model:
    """The same with its weights as bytes."""
    scale = max(abs(one) for row in rows for one in row) / MOST
    return Model(labels, scale, frozenset(known), [round(one / scale) for row in rows for one in row])


def measured(topics: Topics, said: Sequence[Said]) -> Measured:
    """How good the model is on texts that it has not seen."""
    guesses = [(topics.best(text), topics.of(text).topic, label) for text, label in said]
    answered = [(sure, label) for _, sure, label in guesses if sure]
    return Measured(
        accuracy=_part(best == label for best, _, label in guesses),
        f1=macro_f1([(best, label) for best, _, label in guesses]),
        coverage=len(answered) / len(said),
        precision=_part(sure == label for sure, label in answered),
    )


def macro_f1(pairs: Iterable[Said]) -> float:
    """The mean over the labels of F1, given guesses with what is true."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for guess, label in pairs:
        counts[label][0] += guess == label
        counts[guess][1] += 1
        counts[label][2] += 1
    scores = [2 * right / (guessed + true) for right, guessed, true in counts.values() if true]
    return sum(scores) / len(scores)


def _part(found: Iterable[bool]) -> float:
    every = [*found]
    return sum(every) / max(len(every), 1)


def main() -> None:
    """`python -m segue_tools.topics <folder>`."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else None
    if folder is None or not (folder / "train.csv.gz").exists():
        raise SystemExit(
            "Say where the data set is: make topics DATA=folder, with train, dev and test as .csv.gz in it."
        )
    model = learned([*told(folder, "train"), *OFTEN * our_own()])
    FILE.write_bytes(written(model, SOURCE))
    print(f"{FILE.relative_to(ROOT)}: {FILE.stat().st_size} bytes")
    for part in ("dev", "test"):
        print(
            part, *(f"{name} {one:.4f}" for name, one in measured(Topics(model), told(folder, part))._asdict().items())
        )


if __name__ == "__main__":
    main()
