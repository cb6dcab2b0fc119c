"""Bringing in: everybody who is in a segment now begins a journey, by the fan-out that broadcasts go by."""

from segue.broadcasts.asking import Origin
from segue.broadcasts.definitions import Broadcast
from segue.errors import Conflict, Invalid
from segue.journeys.flows import Journey
from segue.keys import LENGTH, digest
from segue.languages.texts import _

EACH = {
    "order": _("there is a run for each order, and a segment does not say which"),
    "product": _("there is a run for each product, and a segment does not say which"),
}


def bringing_in(journey: Journey, segment: str, origin: Origin) -> Broadcast:
    """The order, for a segment or for the journey's own: that of its entry, else that of `while`.

    Raises Conflict("not-for-a-segment") where there is a run for what no segment tells, Invalid("no-segment").
    """
    if journey.each not in ("person", "cart"):
        raise Conflict("not-for-a-segment", EACH[journey.each])
    named = segment or next(iter(journey.entry.segments), "") or journey.while_
    if not named:
        raise Invalid("no-segment", _("neither the entry nor `while` of this journey names a segment: say which"))
    return Broadcast(
        id=f"e_{digest(b'enter', f'{journey.id} {origin.id}')[:LENGTH]}",
        name=journey.id,
        by=origin.by,
        created=origin.now,
        segment=named,
        channel="",
        purpose="",
        variants=(),
        starts=journey.id,
        text=journey.text,
    )
