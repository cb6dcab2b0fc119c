"""Names: the identifiers that a source identity's events carried, since when, from where and how well attested."""

from collections.abc import Sequence
from typing import Any

from segue.events import UNPROVEN, Event
from segue.facets.registers import kept
from segue.identifiers import identifiers_of
from segue.times import SECOND, Millis, to_text

VERSION = 5
SHORT = 4  # fields of what is known since the first time
MOST = 200  # of one type; more is no customer
ATTESTATIONS = ("claimed", "typed", "order", "login")
SHOPS = ("commerce", "store")  # their own records of a customer are those of orders
PROMPT: Millis = 10 * SECOND  # as long as a page takes to tell what it has just seen
# [first time, source, rank of the best attestation, time of that]; and since when it is known, where that is later
Seen = list[Any]


def of(event: Event) -> dict[str, dict[str, Seen]]:
    """{type: {value: [time, source, attestation, time]}} of the identifiers in the event."""
    result: dict[str, dict[str, Seen]] = {}
    seen = _later([event.timestamp, event.source, attestation(event), event.timestamp], _told(event))
    for one in identifiers_of(event):
        result.setdefault(one.type, {})[one.value] = seen
    return result


def attestation(event: Event) -> int:
    """How sure the event is of its identifiers: an index into ATTESTATIONS. Only who is logged in has a user id."""
    proven = event.context.get(UNPROVEN) is not True
    if event.user_id and proven:
        return 3
    if proven and (event.channel in SHOPS or (event.event or "").startswith("Order ")):
        return 2
    typed = event.type in ("identify", "alias") or (event.event or "").startswith("Checkout")
    return int(typed)


def is_news(event: Event, seen: Sequence[Any] | None) -> bool:
    """Whether an event may say more of an identifier than was said before: surer, or as sure and not later.

    Of two at one moment the event's id decides (`edges.Edge.order`), which is not kept here: both are news.
    """
    return seen is None or (attestation(event), -event.timestamp) >= (seen[2], -seen[3])


def known_since(seen: Seen) -> Millis:
    """Since when an identifier is known: what a public source tells of former times, anybody could tell, so it counts
    from when it came; what the shop tells counts from when it was."""
    return int(seen[4] if len(seen) > SHORT else seen[0])


def _told(event: Event) -> Millis:
    if event.received_at <= event.timestamp + PROMPT:
        return event.timestamp
    from segue.trust import is_public  # for the few that come late

    return event.received_at if is_public(event) else event.timestamp


def _later(seen: Seen, told: Millis) -> Seen:
    return [*seen, told] if told > seen[0] else seen


def add(left: dict[str, dict[str, Seen]], right: dict[str, dict[str, Seen]]) -> dict[str, dict[str, Seen]]:
    """First seen and known since are the earliest; the attestation the best, and of those the earliest."""
    return {kind: _add_values(left.get(kind, {}), right.get(kind, {})) for kind in {**left, **right}}


def read(value: dict[str, dict[str, Seen]]) -> list[dict[str, Any]]:
    """Rows {"type", "value", "first_seen", "source", "attestation"}, earliest first."""
    rows = [
        {
            "type": kind,
            "value": text,
            "first_seen": to_text(seen[0]),
            "source": seen[1],
            "attestation": ATTESTATIONS[seen[2]],
        }
        for kind, values in value.items()
        for text, seen in values.items()
    ]
    return sorted(rows, key=lambda row: (row["first_seen"], row["type"], row["value"]))


def begun(value: dict[str, dict[str, Seen]]) -> Millis | None:
    """When the first event that named anybody happened."""
    return min((seen[0] for values in value.values() for seen in values.values()), default=None)


def best(values: dict[str, Seen]) -> str | None:
    """Of the values of one type the best attested, then the newest; None of none."""
    if len(values) < 2:
        return next(iter(values), None)
    return max(sorted(values), key=lambda one: (values[one][2], values[one][0]))


def ranked(values: dict[str, Seen]) -> list[str]:
    """The values of one type: the best attested first, of those the newest."""
    return sorted(values, key=lambda one: (-values[one][2], -values[one][0], one))


def _add_values(left: dict[str, Seen], right: dict[str, Seen]) -> dict[str, Seen]:
    few, many = sorted((left, right), key=len)
    both = {**left, **right}
    for text in few:
        if text in many:
            both[text] = _add_seen(left[text], right[text])
    return kept(both, MOST)


def _add_seen(left: Seen, right: Seen) -> Seen:
    if left == right:
        return left
    rank, moment = min((-left[2], left[3]), (-right[2], right[3]))
    seen = [*min(left[:2], right[:2]), -rank, moment]
    return _later(seen, min(known_since(left), known_since(right)))
