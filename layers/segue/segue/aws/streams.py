"""What DynamoDB's streams bring, as values of the domain."""

from collections.abc import Iterator
from typing import Any

from segue.aws.ledger import readable
from segue.aws.messages import message_of
from segue.aws.people import IDENTITY, MEMBERSHIP
from segue.deliveries import Delivery, Rejected
from segue.lambdas import Lambda, stream_records
from segue.messages import Message
from segue.profile.identities import Record
from segue.profile.signals import Signal, of_membership, of_people
from segue.times import Millis


def records_of(event: Lambda) -> tuple[list[Record], list[Rejected]]:
    """The Ledger's stream: events with their place in it, and rows that are no events."""
    records, broken = [], []
    for stream, sequence, new, _ in stream_records(event):
        found = readable(new)
        if found:
            records.append(Record(new["pk"], found, sequence, stream.rpartition("/")[2]))
        else:
            broken.append(_broken(new))
    return records, broken


def _broken(row: dict[str, Any]) -> Rejected:
    came = Delivery(row.get("s", ""), "ledger", row.get("b", b""), {"key": row["pk"]}, row.get("r", 0))
    return Rejected(came, "not-an-event", "a row of the ledger whose bytes are no event")


def messages_of(event: Lambda) -> list[Message]:
    """The Messages stream: messages that have just been intended."""
    return [message_of(new) for _, _, new, _ in stream_records(event) if new]


def signals_of(event: Lambda, now: Millis) -> list[Signal]:
    """The People stream: what its changes mean to others; a row that goes away says nothing."""
    return [signal for _, _, new, old in stream_records(event) if new for signal in _signals(old, new, now)]


def _signals(old: dict[str, Any], new: dict[str, Any], now: Millis) -> Iterator[Signal]:
    if new["sk"] == MEMBERSHIP:
        yield from of_membership(new["pk"], old, new)
    elif new["sk"] == IDENTITY:
        yield from of_people(new["pk"], old, new, now)
