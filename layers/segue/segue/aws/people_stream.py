"""What the People stream brings, as values of the domain."""

from collections.abc import Iterator
from typing import Any

from segue.aws.kinds import IDENTITY, MEMBERSHIP
from segue.lambdas import Lambda, stream_records
from segue.profile.signals import Signal, of_membership, of_people
from segue.segments.members import Move, last, moves
from segue.times import Millis


def signals_of(event: Lambda, now: Millis) -> list[Signal]:
    """The People stream: what its changes mean to others; a row that goes away says nothing."""
    return [signal for _, _, new, old in stream_records(event) if new for signal in _signals(old, new, now)]


def moves_of(event: Lambda) -> list[Move]:
    """Who came into which segment and who left, each once; where a membership goes away its person has left all."""
    rows = [(stream, number, new, old) for stream, number, new, old in stream_records(event) if _inside(new or old)]
    found = (one for stream, number, new, old in rows for one in moves(*_change(new, old), _order(stream, number)))
    return last(found)


def _inside(row: dict[str, Any]) -> bool:
    return row.get("sk") == MEMBERSHIP


def _change(new: dict[str, Any], old: dict[str, Any]) -> tuple[str, dict[str, Any], dict[str, Any]]:
    return (new or old)["pk"], old, new


def _order(stream: str, number: int) -> str:
    """The stream's label is when it was made; its numbers are compared as numbers, of at most forty digits."""
    return f"{stream.rpartition('/')[2]} {number:040d}"


def _signals(old: dict[str, Any], new: dict[str, Any], now: Millis) -> Iterator[Signal]:
    if new["sk"] == MEMBERSHIP:
        yield from of_membership(new["pk"], old, new)
    elif new["sk"] == IDENTITY:
        yield from of_people(new["pk"], old, new, now)
