"""Amazon Pinpoint's endpoints, as its API takes them and its export jobs write them.

https://docs.aws.amazon.com/pinpoint/latest/developerguide/audience-data-export.html
An endpoint is an address of a customer; several endpoints of one user id are one person. `OptOut: ALL` is a no;
`NONE` is not a yes: it only says that nobody has objected yet.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from segue.channels.drafts import stated_id
from segue.channels.payloads import Payload, given, mapping, text
from segue.events import Event
from segue.times import Millis

CHANNELS = {"EMAIL": "email", "SMS": "sms", "VOICE": "voice", "IN_APP": "in_app", "CUSTOM": "custom"}
PUSH = ("APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "GCM", "ADM", "BAIDU", "PUSH")
DEVICES = {"APNS": "ios", "APNS_SANDBOX": "ios", "GCM": "android"}
ADDRESS = {"EMAIL": "email", "SMS": "phone", "VOICE": "phone"}
MAIL = re.compile(r"[^@\s<>]{1,64}@[^@\s<>.]+(\.[^@\s<>.]+)+")
NUMBER = re.compile(r"\+?[\d\s()./-]{4,40}")
ADDRESSES = {"email": MAIL, "phone": NUMBER}
ENDPOINT = "pinpoint_endpoint_id"
PLACES = {"City": "city", "Country": "country", "PostalCode": "postal_code", "Region": "state"}


def told(said: Payload) -> Iterator[tuple[str, Payload]]:
    """(track name, or "" for an identify message; properties) of what an endpoint says."""
    yield "", {}
    if said.get("OptOut") == "ALL":
        yield "Consent Updated", {"channel": channel_of(said), "purpose": "marketing", "granted": False}


def event_of(said: Payload, named: tuple[str, Millis], name: str, properties: Payload) -> Event:
    """An event about an endpoint; `named` are the endpoint's id and when it was last changed, 0 where nobody says."""
    key, at = named
    return Event(
        type="track" if name else "identify",
        event=name or None,
        message_id=stated_id("pinpoint", key, name, str(at)),
        timestamp=at,
        original_timestamp=at or None,
        received_at=0,
        channel=channel_of(said),
        user_id=text(mapping(said.get("User")).get("UserId")),
        properties=properties,
        traits={} if name else traits_of(said),
        context=context_of(key, said),
    )


def unusable(said: Mapping[str, Any]) -> str:
    """What is wrong with the endpoint's address, in words that do not repeat it; "" where nothing is."""
    kind, address = ADDRESS.get(str(said.get("ChannelType") or "").upper(), ""), said.get("Address")
    if not kind or address is None or ADDRESSES[kind].fullmatch(text(address) or ""):
        return ""
    return f"the `Address` is no {'e-mail address' if kind == 'email' else 'phone number'}"


def channel_of(said: Mapping[str, Any]) -> str:
    """Our word for Pinpoint's type of channel."""
    kind = str(said.get("ChannelType") or "").upper()
    return "push" if kind in PUSH else CHANNELS.get(kind, "mobile")


def traits_of(said: Payload) -> Payload:
    """What is known of the customer: attributes, which are lists there, the place, and the language."""
    user = mapping(said.get("User"))
    attributes = {**mapping(said.get("Attributes")), **mapping(user.get("UserAttributes"))}
    found = {str(name): _one(value) for name, value in attributes.items()}
    place = {ours: text(mapping(said.get("Location")).get(name)) for name, ours in PLACES.items()}
    language = {"locale": text(mapping(said.get("Demographic")).get("Locale"))}
    return given({**mapping(said.get("Metrics")), **found, **language, "address": given(place)})


def context_of(key: str, said: Payload) -> Payload:
    """Who it is: the address, and the endpoint's own id."""
    kind = ADDRESS.get(str(said.get("ChannelType") or "").upper(), "")
    address = {kind: text(said.get("Address"))} if kind else {}
    zone = text(mapping(said.get("Demographic")).get("Timezone"))
    device = {"type": DEVICES.get(str(said.get("ChannelType") or "").upper()), "token": text(said.get("Address"))}
    named = {"externalIds": [{"type": ENDPOINT, "id": key}], "traits": given(address), "timezone": zone}
    return given({**named, "device": device if all(device.values()) else None})


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value
