"""Consent: the newest yes or no per channel and purpose; at the same moment the opt-out wins.

This is the profile's history of the question. What a send must pass is the contact point
(`segue.aws.contact_points`), which is written before an opt-out is answered.
"""

from typing import Any

from segue.consent import asked
from segue.events import Event
from segue.facets.registers import Register, short
from segue.times import to_text

VERSION = 1


def of(event: Event) -> dict[str, Register]:
    """{"channel/purpose": [time, denied (0 or 1), id, source]}."""
    answer = asked(event)
    if answer is None:
        return {}
    channel, purpose, granted = answer
    mark = [event.timestamp, int(not granted), short(event.message_id), event.source]
    return {f"{channel}/{purpose}": mark}


def add(left: dict[str, Register], right: dict[str, Register]) -> dict[str, Register]:
    """The newest; at the same time the denial."""
    return {name: max(left.get(name, one), right.get(name, one)) for name, one in {**left, **right}.items()}


def read(value: dict[str, Register]) -> list[dict[str, Any]]:
    """One row per channel and purpose: {"channel", "purpose", "granted", "since", "source"}."""
    rows = []
    for name, (time, denied, _, source) in sorted(value.items()):
        channel, _, purpose = name.partition("/")
        rows.append(
            {
                "channel": channel,
                "purpose": purpose,
                "granted": not denied,
                "since": to_text(time),
                "source": source,
            }
        )
    return rows
