"""What the People stream brings, as values of the domain."""

from collections.abc import Iterator
from typing import Any

from segue.aws.kinds import IDENTITY, MEMBERSHIP
from segue.lambdas import Lambda, stream_records
from segue.profile.signals import Signal, of_membership, of_people
from segue.times import Millis


def signals_of(event: Lambda, now: Millis) -> list[Signal]:
    """The People stream: what its changes mean to others; a row that goes away says nothing."""
    return [signal for _, _, new, old in stream_records(event) if new for signal in _signals(old, new, now)]


def _signals(old: dict[str, Any], new: dict[str, Any], now: Millis) -> Iterator[Signal]:
    if new["sk"] == MEMBERSHIP:
        yield from of_membership(new["pk"], old, new)
    elif new["sk"] == IDENTITY:
        yield from of_people(new["pk"], old, new, now)
