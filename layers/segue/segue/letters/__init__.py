"""Dead letters: what could not be delivered, kept until it is sent on again or forgotten. Pure; `segue.aws.letters`
keeps them.

A letter's body can hold personal data: it is in no list, is dropped as soon as the letter was sent on, and goes with
the row's time to live, as it would have gone from its queue.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from segue.times import DAY, SECOND, Millis

KIND = "letter"
KEEP: Millis = 14 * DAY  # as long as a queue of dead letters does
MOST_STORED = 360_000  # bytes; DynamoDB takes 400 KB for an item with all its attributes
State = Literal["open", "asked", "redriven"]
OPEN: State = "open"
ASKED: State = "asked"
REDRIVEN: State = "redriven"
Way = Literal["queue", "function", "topic", "stream", "contacts", "none"]


@dataclass(frozen=True)
class Letter:
    """`way` is how it goes on and `target` to whom, an ARN; `tries` how often that failed, 0 where nobody says. `sent`
    is when it first came, `time` when it was found dead. `problem` is why it could not be sent on, "" where nobody
    tried or it could. `whole` is False where it is too large for a row, and stays in its queue."""

    id: str
    queue: str
    way: Way
    target: str
    reason: str
    tries: int
    sent: Millis
    time: Millis
    body: str = ""
    state: State = OPEN
    problem: str = ""
    whole: bool = True
    asked_by: str = ""
    asked_at: Millis = 0
    redriven_at: Millis = 0


def row_of(letter: Letter) -> dict[str, Any]:
    """The item of the Requests table; `kind` and `time` are the index by which staff list it."""
    packed = zlib.compress(letter.body.encode(), 9)
    whole = len(packed) <= MOST_STORED
    known = {**vars(letter), "body": packed if whole else zlib.compress(b""), "whole": whole}
    del known["id"]
    return {**key_of(letter.id), "kind": KIND, "ttl": (letter.time + KEEP) // SECOND, **known}


def letter_of(row: Mapping[str, Any]) -> Letter:
    """The inverse of `row_of`; the body of a letter that was sent on is empty."""
    known = {name: one for name, one in row.items() if name not in ("pk", "sk", "kind", "ttl", "body")}
    body = zlib.decompress(row["body"]).decode() if "body" in row else ""
    return Letter(id=row["pk"].partition("#")[2], body=body, **known)


def key_of(letter: str) -> dict[str, str]:
    """Where a letter's row stands."""
    return {"pk": f"{KIND}#{letter}", "sk": KIND}


def short(name: str, stack: str) -> str:
    """The name in the template of a queue or function, by its ARN or its own: the stack before it and the letters
    behind it say nothing to people."""
    last = name.removesuffix(":$LATEST").rpartition(":")[2].rpartition("/")[2]
    if not last.startswith(f"{stack}-"):
        return last
    return last.removeprefix(f"{stack}-").rpartition("-")[0] or last
