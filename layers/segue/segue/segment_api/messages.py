"""One message of Segment's HTTP API as a canonical event."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from segue.clocks import event_time, lenient, moment
from segue.consent import asked
from segue.deliveries import STUMBLES, Delivery, Parsed, Rejected, named
from segue.errors import Invalid, TooLarge
from segue.events import KEY, KINDS, Event, Kind
from segue.ledger import derived_id
from segue.segment_api.routes import Route
from segue.segment_api.uploads import Upload
from segue.times import Millis, to_text
from segue.trust import UNPROVEN_USER, is_public
from segue.values import loads, mapping, text

MOST_BYTES = 32 * 1024
KIND_OF: dict[str, Kind] = {kind: kind for kind in KINDS}
Said = Mapping[str, Any]
LIBRARIES = {
    "mobile": re.compile(r"\bios|android|mobile|react-native|kotlin|swift|flutter|xamarin|unity", re.IGNORECASE),
    "web": re.compile(r"analytics\.js|javascript|browser|web|\.js$", re.IGNORECASE),
    "server": re.compile(r"python|node|ruby|php|java|\bgo\b|\.net|clojure|rust|server|http", re.IGNORECASE),
}


@dataclass(frozen=True)
class Arrival:
    """How messages came: from which source, when, by which route; `sent_at` counts where the body has none; `key` is
    the id of the write key, "" of the stack's first ones, and `proof` whether it wants one of whoever is named."""

    source: str
    received_at: Millis
    route: Route
    sent_at: Any = None
    key: str = ""
    proof: bool = False


def parsed(upload: Upload, arrival: Arrival) -> Parsed:
    """Every message of the upload, either as an event or as rejected; never both, never neither."""
    sent = lenient(upload.sent_at if upload.sent_at is not None else arrival.sent_at)
    results = [_either(raw, upload.context, arrival, sent) for raw in upload.messages]
    events = tuple(one for one in results if isinstance(one, Event))
    return Parsed(events, tuple(one for one in results if isinstance(one, Rejected)))


def event_of(raw: bytes, shared: Said, arrival: Arrival, sent: Millis | None) -> Event:
    """One message's bytes as an event; `shared` is the context of its batch. Raises Invalid with the reason."""
    if len(raw) > MOST_BYTES:
        raise TooLarge("oversize-message", f"a message has at most {MOST_BYTES} bytes")
    said = _object(raw)
    given = moment(said.get("originalTimestamp") or said.get("timestamp"))
    sent = lenient(said.get("sentAt")) if sent is None else sent
    context = _context({**shared, **mapping("context", said.get("context")), **_control(shared)}, arrival)
    event = Event(
        type=_kind(said, arrival.route),
        message_id=text("messageId", said.get("messageId")) or "",
        timestamp=event_time(given, arrival.received_at, sent),
        received_at=arrival.received_at,
        original_timestamp=given,
        source=arrival.source,
        channel=_surface(said, context),
        properties=_properties(said),
        traits=mapping("traits", said.get("traits")),
        context=context,
        backfill=arrival.route.backfill,
        **_texts(said),
    )
    if event.type == "track" and not (event.event or "").strip():
        raise Invalid("no-event-name", "a track message names its event")
    return named(_identified(_dated(event, sent)))


def _identified(event: Event) -> Event:
    return event if event.message_id else msgspec.structs.replace(event, message_id=derived_id(event))


def _dated(event: Event, sent: Millis | None) -> Event:
    """How far the clock of a customer's device is behind nobody knows where it does not say when it sent: its no counts
    from when it came, so that no yes from before it is taken for a newer one."""
    answer = None if sent is not None or event.backfill or not is_public(event) else asked(event)
    return event if answer is None or answer[2] else msgspec.structs.replace(event, timestamp=event.received_at)


def _context(said: dict[str, Any], arrival: Arrival) -> dict[str, Any]:
    """By which key it came, and what that proves, nobody says but we."""
    for own in (KEY, UNPROVEN_USER):
        said.pop(own, None)
    return {**said, KEY: arrival.key} if arrival.key else said


def _either(raw: bytes, shared: Said, arrival: Arrival, sent: Millis | None) -> Event | Rejected:
    try:
        return event_of(raw, shared, arrival, sent)
    except Invalid as wrong:
        return Rejected(_alone(raw, shared, arrival, sent), wrong.reason, wrong.detail)
    except STUMBLES as stumble:
        return Rejected(_alone(raw, shared, arrival, sent), "not-understood", type(stumble).__name__)


def _object(raw: bytes) -> Said:
    said = loads(raw)
    if not isinstance(said, dict):
        raise Invalid("bad-message", "a message is a JSON object")
    return said


def _control(shared: Said) -> Said:
    """Global Privacy Control, which the browser set for the request: no message of it takes that back."""
    return {"gpc": True} if shared.get("gpc") is True else {}


def _kind(said: Said, route: Route) -> Kind:
    """As the path says, else as the message does; `action` was its name in the first libraries."""
    given = route.kind or said.get("type") or said.get("action")
    found = KIND_OF.get(given) if isinstance(given, str) else None
    if found is None:
        raise Invalid("unknown-type", f"a message's type is one of {', '.join(KINDS)}")
    return found


def _texts(said: Said) -> dict[str, str | None]:
    return {
        "event": text("event", said.get("event")),
        "name": text("name", said.get("name")),
        "user_id": text("userId", said.get("userId")),
        "anonymous_id": text("anonymousId", said.get("anonymousId")),
        "previous_id": text("previousId", said.get("previousId")),
        "group_id": text("groupId", said.get("groupId")),
    }


def _properties(said: Said) -> dict[str, Any]:
    category = text("category", said.get("category"))
    properties = mapping("properties", said.get("properties"))
    return {"category": category, **properties} if category else properties


def _surface(said: Said, context: Said) -> str:
    """web, mobile or server: as the SDK says, else by its library's name, else by the device."""
    given, library = said.get("channel"), context.get("library")
    if isinstance(given, str) and given in LIBRARIES:
        return given
    name = str(library.get("name")) if isinstance(library, dict) else ""
    known = next((surface for surface, pattern in LIBRARIES.items() if pattern.search(name)), None)
    return known or ("mobile" if isinstance(context.get("device"), dict) else "web")


def _alone(raw: bytes, shared: Said, arrival: Arrival, sent: Millis | None) -> Delivery:
    """The message with all that its batch said of it."""
    headers = {"route": arrival.route.each}
    headers |= {} if sent is None else {"sent-at": to_text(sent)}
    headers |= {"context": msgspec.json.encode(shared).decode()} if shared else {}
    return Delivery(arrival.source, "segment", raw, headers, arrival.received_at)
