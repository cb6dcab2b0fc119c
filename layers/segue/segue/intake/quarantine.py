"""Quarantine: what could not be understood, kept whole until it can be. Pure; `segue.aws.quarantine` keeps it.

A record is named by what it holds, so that a provider's repeats are one record. Its body is kept up to what one
item holds; a longer one is cut, says so, and cannot be replayed.

A record is open until it is replayed, or set aside by somebody who says why: nobody waits for it any more, and it goes
with its time to live as every other. One that was set aside can still be replayed.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from segue.deliveries import Delivery, Rejected
from segue.errors import Invalid
from segue.intake.tallies import ignored, quarantined
from segue.ledger import KEEP, fingerprint
from segue.times import SECOND, Millis

KIND = "quarantine"
MOST_STORED = 360_000  # bytes; DynamoDB takes 400 KB for an item with all its attributes
VARYING = ("sent-at",)  # differs between repeats of one message
State = Literal["open", "replayed", "set-aside"]
OPEN: State = "open"
REPLAYED: State = "replayed"
SET_ASIDE: State = "set-aside"


@dataclass(frozen=True)
class Record:
    """One rejected delivery. `size` is the body's; `whole` says whether all of it was kept."""

    id: str
    delivery: Delivery
    reason: str
    detail: str
    state: State = OPEN
    size: int = 0
    whole: bool = True
    replayed_at: Millis = 0
    set_aside: "Ending | None" = None


@dataclass(frozen=True)
class Ending:
    """What a record ends as, when, and where somebody set it aside, who and why."""

    state: State
    at: Millis
    by: str = ""
    why: str = ""


@dataclass(frozen=True)
class Waiting:
    """How many records are open, by (source, reason). `whole`: all of them were counted, not only the newest."""

    counted: Mapping[tuple[str, str], int]
    whole: bool = True

    def of(self, source: str = "", reason: str = "") -> int:
        """How many of one source or reason, where given."""
        fits = ((one, count) for one, count in self.counted.items() if source in ("", one[0]))
        return sum(count for one, count in fits if reason in ("", one[1]))


def record_id(rejected: Rejected) -> str:
    """The same for the same content, whenever and however often it comes."""
    came = rejected.delivery
    if rejected.record:
        return rejected.record
    headers = sorted((name, value) for name, value in came.headers.items() if name not in VARYING)
    return fingerprint(msgspec.json.encode([came.source, came.parser, headers]) + came.body)


def row_of(rejected: Rejected) -> dict[str, Any]:
    """The item of the Requests table; `kind` and `time` are the index by which staff list it."""
    came = rejected.delivery
    packed = zlib.compress(came.body, 9)
    whole = len(packed) <= MOST_STORED
    return {
        "pk": f"{KIND}#{record_id(rejected)}",
        "sk": KIND,
        "kind": KIND,
        "time": came.received_at,
        "ttl": (came.received_at + KEEP) // SECOND,
        "state": OPEN,
        "source": came.source,
        "parser": came.parser,
        "reason": rejected.reason,
        "detail": rejected.detail,
        "headers": dict(came.headers),
        "body": packed if whole else zlib.compress(came.body[:MOST_STORED], 9)[:MOST_STORED],
        "size": len(came.body),
        "whole": whole,
    }


def record_of(row: dict[str, Any]) -> Record:
    """The inverse of `row_of`."""
    body = zlib.decompressobj().decompress(row["body"])
    delivery = Delivery(row["source"], row["parser"], body, row["headers"], row["time"])
    return Record(
        id=row["pk"].partition("#")[2],
        delivery=delivery,
        reason=row["reason"],
        detail=row["detail"],
        state=row["state"],
        size=row["size"],
        whole=row["whole"],
        replayed_at=row.get("replayed_at", 0),
        set_aside=_set_aside(row),
    )


def _set_aside(row: dict[str, Any]) -> Ending | None:
    if "aside_at" not in row:
        return None
    return Ending(SET_ASIDE, row["aside_at"], row["aside_by"], row["aside_why"])


def ending_of(ending: Ending) -> dict[str, Any]:
    """What a record that ends so is given: it keeps all else, its time to live too."""
    if ending.state == SET_ASIDE:
        return {"state": SET_ASIDE, "aside_at": ending.at, "aside_by": ending.by, "aside_why": ending.why}
    return {"state": ending.state, "replayed_at": ending.at}


def counts_as(record: Record) -> str:
    """The outcome that the record is counted under in its source while it is in this state; "" once it is replayed."""
    if record.state == REPLAYED:
        return ""
    return ignored(SET_ASIDE) if record.state == SET_ASIDE else quarantined(record.reason)


def replayable(record: Record) -> Delivery:
    """What to understand again. Raises Invalid("cut") where only the beginning was kept."""
    if not record.whole:
        raise Invalid("cut", f"only the beginning of {record.size} bytes was kept; ask the source to send it again")
    return record.delivery
