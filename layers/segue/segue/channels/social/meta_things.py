"""What one of Meta's deliveries is about, alone, and what it points at."""

from typing import Any, NamedTuple

from segue.channels.payloads import Payload, amount, given, mapping, text


class Thing(NamedTuple):
    """`object` is Meta's word for the product, `page` the page's, the account's or the business's id, `said` what is
    said of it, `time` when the entry was made."""

    object: str
    page: str
    said: Payload
    time: Any


def referred(referral: Payload) -> Payload:
    """What brought the customer into the conversation."""
    return given({name: text(referral.get(name)) for name in ("ref", "ad_id", "source", "type")})


def attachment(one: Payload) -> Payload:
    """Type, address and id of what is attached; nothing is fetched."""
    payload = mapping(one.get("payload"))
    place = mapping(payload.get("coordinates"))
    return given(
        {
            "type": text(one.get("type")),
            "url": text(payload.get("url")),
            "name": text(payload.get("title")),
            "id": text(payload.get("reel_video_id")) or text(payload.get("sticker_id")),
            "latitude": amount(place.get("lat")),
            "longitude": amount(place.get("long")),
        }
    )
