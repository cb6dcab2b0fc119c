"""What the streams of the Ledger and of Messages bring, as rows of the archive."""

from collections.abc import Callable
from typing import Any

from segue.archive.archiving import Told
from segue.archive.forms import Row
from segue.archive.numbers import Shop
from segue.archive.outcomes import message_rows
from segue.archive.rows import rows
from segue.aws.ledger_stream import records_of
from segue.aws.messages import message_of
from segue.deliveries import STUMBLES, Delivery, Rejected
from segue.events import encode, is_canary
from segue.lambdas import Lambda, stream_records
from segue.profile.identities import Record

PARSER, REASON = "ledger", "not-archived"


def name_of(stream: str, event: Lambda) -> str:
    """What a batch is called: its stream, and where in it the batch begins and ends."""
    ends = [one["dynamodb"]["SequenceNumber"] for one in (*event["Records"][:1], *event["Records"][-1:])]
    return "-".join((stream, *ends))


def events_told(event: Lambda, shop: Shop) -> tuple[list[Told], list[Rejected]]:
    """Of the Ledger's stream, without canaries; and what no row can be made of."""
    records, broken = records_of(event)
    kept = [one for one in records if not is_canary(one.event)]
    made = [_tried(lambda one=one: _of_event(one, shop), lambda one=one: _refused(one)) for one in kept]
    return [one for one in made if isinstance(one, Told)], broken + [one for one in made if isinstance(one, Rejected)]


def messages_told(event: Lambda, shop: Shop) -> tuple[list[Told], list[Rejected]]:
    """Of the stream of Messages."""
    images = [new for _, _, new, _ in stream_records(event) if new]
    made = [_tried(lambda one=one: _of_message(one, shop), lambda one=one: _lost(one)) for one in images]
    return [one for one in made if isinstance(one, Told)], [one for one in made if isinstance(one, Rejected)]


def _tried(make: Callable[[], Told], refuse: Callable[[], Rejected]) -> Told | Rejected:
    try:
        return make()
    except STUMBLES:
        return refuse()


def _of_event(record: Record, shop: Shop) -> Told:
    return Told(record.key, rows(record.event, record.key, shop), record.event.received_at, begins=True)


def _of_message(image: dict[str, Any], shop: Shop) -> Told:
    message = message_of(image)
    found: list[Row] = message_rows(message, shop)
    return Told(message.person, found, message.created, begins=False)


def _refused(record: Record) -> Rejected:
    event = record.event
    came = Delivery(event.source, PARSER, encode(event), {"key": record.key}, event.received_at)
    return Rejected(came, REASON, "an event that no row of the archive can be made of")


def _lost(image: dict[str, Any]) -> Rejected:
    came = Delivery("messages", PARSER, b"", {"key": str(image.get("pk")), "message": str(image.get("sk"))})
    return Rejected(came, REASON, "a message that no row of the archive can be made of")
