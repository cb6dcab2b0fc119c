"""What is sent, split by endpoint, so that one that is not understood takes no other with it."""

from collections.abc import Iterator
from typing import Any

import msgspec

from segue.channels.drafts import stated_id
from segue.channels.payloads import Payload, given, mapping, payload_of, text
from segue.clocks import event_time, lenient
from segue.deliveries import Delivery, Part, one_by_one
from segue.errors import Invalid
from segue.events import Event
from segue.pinpoint_api.endpoints import context_of, event_of, told, unusable
from segue.pinpoint_api.routes import Asked

# What SDKs record by themselves, in the words of Segment's mobile spec.
NAMES = {
    "_session.start": "Application Opened",
    "_session.stop": "Application Backgrounded",
    "_userauth.sign_in": "Signed In",
    "_userauth.sign_up": "Signed Up",
}
BAD_ADDRESS = "bad-address"
SHOWN = ("AppPackageName", "AppTitle", "AppVersionCode", "ClientSdkVersion", "SdkName")


def bodies(asked: Asked, body: bytes) -> list[bytes]:
    """The body of each endpoint: {"Id", "Endpoint", "Events"}. Raises Invalid (bad-json, no-endpoint)."""
    said = payload_of(body)
    match asked.kind:
        case "events":
            found = [{"Id": key, **mapping(one)} for key, one in mapping(said.get("BatchItem")).items()]
        case "identify":
            found = [_identified(said)]
        case _ if asked.endpoint:
            found = [{"Id": asked.endpoint, "Endpoint": said}]
        case _:
            found = [{"Id": mapping(one).get("Id"), "Endpoint": one} for one in said.get("Item") or ()]
    if not found:
        raise Invalid("no-endpoint", "a body names its endpoints")
    return [msgspec.json.encode(one) for one in found]


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What is new of an endpoint, and its events; these count without an address that is none, which waits alone.
    Raises Invalid (bad-json, no-endpoint, no-event-name, bad-address)."""
    item = payload_of(delivery.body)
    key, said = text(item.get("Id")), mapping(item.get("Endpoint"))
    if key is None:
        raise Invalid("no-endpoint", "an endpoint has an id")
    events, wrong = mapping(item.get("Events")), unusable(said)
    if wrong and not events:
        raise Invalid(BAD_ADDRESS, wrong)
    if wrong:
        yield from one_by_one(delivery, [msgspec.json.encode({"Id": key, "Endpoint": said})], incoming)
        said = {name: value for name, value in said.items() if name != "Address"}
    else:
        yield from _endpoint(key, said, delivery)
    for name, event in events.items():
        yield _track(name, mapping(event), (key, said), delivery)


def _endpoint(key: str, said: Payload, delivery: Delivery) -> Iterator[Event]:
    at = lenient(said.get("EffectiveDate"))
    for name, properties in told(said) if said else ():
        made = event_of(said, (key, at or delivery.received_at), name, properties)
        yield _received(made, delivery, at)


def _track(identity: str, event: Payload, endpoint: tuple[str, Payload], delivery: Delivery) -> Event:
    key, said = endpoint
    kind, at = text(event.get("EventType")), lenient(event.get("Timestamp"))
    if kind is None:
        raise Invalid("no-event-name", "an event has an `EventType`")
    app = given({name: text(event.get(name)) for name in SHOWN})
    session = text(mapping(event.get("Session")).get("Id"))
    made = Event(
        type="track",
        event=NAMES.get(kind, kind),
        message_id=stated_id("pinpoint", key, identity),
        timestamp=0,
        received_at=0,
        channel="mobile",
        user_id=text(mapping(said.get("User")).get("UserId")),
        properties=given({**mapping(event.get("Attributes")), **mapping(event.get("Metrics")), "session_id": session}),
        context={**context_of(key, said), **({"app": app} if app else {})},
    )
    return _received(made, delivery, at)


def _received(event: Event, delivery: Delivery, at: int | None) -> Event:
    times = {"timestamp": event_time(at, delivery.received_at), "original_timestamp": at}
    return msgspec.structs.replace(event, **times, source=delivery.source, received_at=delivery.received_at)


def _identified(said: Payload) -> dict[str, Any]:
    """Amplify's `identifyUser({userId, userProfile, options})` as the endpoint that its provider would have put.

    https://docs.amplify.aws/javascript/build-a-backend/add-aws-services/analytics/identify-user/
    """
    profile, options = mapping(said.get("userProfile")), mapping(said.get("options"))
    named = {one: text(profile.get(one)) for one in ("name", "email", "plan")}
    user = {"UserId": said.get("userId"), "UserAttributes": options.get("userAttributes")}
    endpoint = {
        "ChannelType": options.get("channelType") or ("EMAIL" if named["email"] else None),
        "Address": options.get("address") or named["email"],
        "OptOut": options.get("optOut"),
        "Attributes": {**given(named), **mapping(profile.get("customProperties"))},
        "Metrics": profile.get("metrics"),
        "Location": _capital(profile.get("location")),
        "Demographic": _capital(profile.get("demographic")),
        "User": given(user),
    }
    return {"Id": text(options.get("endpointId")) or text(said.get("userId")), "Endpoint": given(endpoint)}


def _capital(given_names: Any) -> Payload:
    return {f"{name[:1].upper()}{name[1:]}": value for name, value in mapping(given_names).items()}
