"""The routes about the running of the place: segments in force, what is held back, whether it answers."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from segue.api.answers import Health, Held, Limit, Page, Replayed, SegmentAnswer, Text
from segue.api.cursors import page, time_of
from segue.intake.quarantine import Record
from segue.lambdas import now
from segue.times import Millis
from segue.wiring.quarantine import quarantine
from segue.wiring.replaying import replaying
from segue.wiring.tables import playbooks

MOST_BODY = 4_000  # characters of a body in a list


def list_segments() -> Page[SegmentAnswer]:
    """The segments in force."""
    known = sorted(playbooks().definitions("segment").items())
    return Page(items=[_segment(key, spec) for key, spec in known])


def list_quarantine(source: Text = "", reason: Text = "", limit: Limit = 50, before: Text = "") -> Page[Held]:
    """What could not be understood, newest first, with the reason and the beginning of the body."""

    def read(most: int, moment: Millis) -> list[Record]:
        return quarantine().newest(most, moment, source, reason)

    found, further = page(read, _received, limit, time_of(before))
    return Page(items=[_held(one) for one in found], next=further)


def replay_quarantined(record: str) -> Replayed:
    """Understands a held record again, after what was wrong has been mended."""
    counts = replaying().replay(record, now())
    return Replayed(id=record, **asdict(counts))


def read_health() -> Health:
    """Whether the service answers."""
    return Health()


def _segment(key: str, spec: Mapping[str, Any]) -> SegmentAnswer:
    name, description = str(spec.get("name") or key), str(spec.get("description") or "")
    return SegmentAnswer(id=key, name=name, description=description, definition=spec.get("when") or {})


def _held(record: Record) -> Held:
    came = record.delivery
    return Held.model_validate(
        {
            "id": record.id,
            "time": came.received_at,
            "source": came.source,
            "reason": record.reason,
            "detail": record.detail,
            "state": record.state,
            "size": record.size,
            "body": came.body[:MOST_BODY].decode("utf-8", "replace"),
        }
    )


def _received(record: Record) -> Millis:
    return record.delivery.received_at
