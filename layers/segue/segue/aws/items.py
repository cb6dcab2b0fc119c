"""DynamoDB's wire form and back: ten lines that cost a fifth of the SDK's serializer."""

import zlib
from collections.abc import Callable, Mapping
from typing import Any

Item = dict[str, dict[str, Any]]
COMPRESS_ABOVE = 300  # bytes; below there is little to win


def to_attribute(value: Any) -> dict[str, Any]:
    """One value in wire form: text, whole number, bytes, bool, None, set of text, list, mapping."""
    for kind, write in WRITERS:
        if isinstance(value, kind):
            return write(value)
    raise TypeError(f"no wire form for {type(value).__name__}")


def to_item(values: Mapping[str, Any]) -> Item:
    """A whole item in wire form."""
    return {name: to_attribute(value) for name, value in values.items()}


def from_attribute(attribute: Mapping[str, Any]) -> Any:
    """The inverse of `to_attribute`; numbers become whole numbers."""
    kind, value = next(iter(attribute.items()))
    read = READERS.get(kind)
    return read(value) if read else value


def from_item(item: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The inverse of `to_item`."""
    return {name: from_attribute(attribute) for name, attribute in item.items()}


def pack(raw: bytes) -> bytes:
    """Compressed above 300 bytes. JSON and MessagePack maps never start with zlib's magic byte here."""
    if len(raw) <= COMPRESS_ABOVE:
        return raw
    squeezing = zlib.compressobj(9, zdict=DICTIONARY)
    return squeezing.compress(raw) + squeezing.flush()


def unpack(stored: bytes) -> bytes:
    """The inverse of `pack`, with or without the dictionary. Raises zlib.error where the end is missing."""
    if stored[:1] != b"\x78":
        return stored
    opening = zlib.decompressobj(zdict=DICTIONARY)
    raw = opening.decompress(stored)
    if not opening.eof:
        raise zlib.error("incomplete or truncated stream")
    return raw


WRITERS: tuple[tuple[Any, Callable[[Any], dict[str, Any]]], ...] = (
    (str, lambda value: {"S": value}),
    (bool, lambda value: {"BOOL": value}),
    (int, lambda value: {"N": str(value)}),
    (bytes, lambda value: {"B": value}),
    (type(None), lambda _: {"NULL": True}),
    ((set, frozenset), lambda value: {"SS": sorted(value)}),
    ((list, tuple), lambda value: {"L": [to_attribute(one) for one in value]}),
    (Mapping, lambda value: {"M": to_item(value)}),
)
READERS: dict[str, Callable[[Any], Any]] = {
    "N": int,
    "NULL": lambda _: None,
    "B": bytes,
    "SS": set,
    "L": lambda value: [from_attribute(one) for one in value],
    "M": lambda value: from_item(value),
}
# What rows are full of: the dictionary with which they are compressed (RFC 1950, section 2.2, FDICT). A row of a
# kilobyte holds hardly anything twice, so plain zlib finds little in it. Frozen: rows are read with what wrote them.
EVENTS = (
    b'"products":[{"product_id":"","sku":"","variant_id":"","name":"","variant":"","brand":"","category":"","price":'
    b'","quantity":1,"image_url":"https://cdn.shopify.com/","url":"https://www."}],"order_id":"","checkout_id":"",'
    b'"coupon":"","discount":0.0,"revenue":,"tax":,"shipping":,"traits":{"email":"@gmail.com","firstName":"",'
    b'"lastName":"","phone":"+'
    b'"externalIds":[{"type":"customer_id","id":"shopify:","collection":"users"}],"campaign":{"source":"newsletter",'
    b'"medium":"email","name":""},"device":{"id":"","type":"ios","model":"iPhone"},"os":{"name":"iOS","version":"18.0"},'
    b'"userAgent":"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) '
    b'Version/18.0 Mobile/15E148 Safari/604.1","userAgent":"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) '
    b'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36","userAgent":"Mozilla/5.0 (Windows NT '
    b'10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36","locale":"en-US",'
    b'"locale":"en-GB","timezone":"America/New_York","timezone":"Europe/Berlin"},"library":{"name":"analytics.js","version":"2.'
    b'"page":{"path":"/products/","url":"https://","title":"","search":"","referrer":""},"context":{"ip":"'
    b'"event":"Order Completed","event":"Product Added","event":"Product Viewed","properties":{"cart_id":"","currency":'
    b'"EUR","value":{"type":"page","name":"Product","type":"identify","type":"track","messageId":"ajs-next-",'
    b'"timestamp":17953,"receivedAt":17953,"originalTimestamp":17953,"userId":"","anonymousId":"","source":"web",'
    b'"channel":"web"'
)
FACETS = (
    b"cancelled\xa9fulfilled\xa7refunds\xaasupport\xa5cases\xa8contacts\xa4last\xa7surveys\xa3ces\xa5phone\xa4chat"
    b"email/marketing/\xa5email/news/\xaaloyalty_id\xa9device_id\xa8lastName\xa9firstName\xa5email\xa5store"
    b"\xb0Conversation Opened\xb5Conversation Resolved\xb4Payment Info Entered\xb9Checkout Step Completed 1"
    b"\xafOrder Completed\x91\x92\xcf\x00\x00\x01\xb0Checkout Started\x91\x92\xcf\x00\x00\x01"
    b"\xacemail.opened\x01\xademail.clicked\x01\xafemail.delivered\x01\xaaemail.sent\x01\xb0email.delivered."
    b".jpg\xa4.png\xa5.webp/products/\xa8https://\xd9\x20https://cdn.shopify.com/"
    b"\x82\xa7records\x81\xb0|shopify\x9a\xcf\x00\x00\x01\xa3EUR\xa8commerce\xa6placed\x81|web\x93\xcf\x00\x00\x01"
    b"\xa6orders\x82\xa7records\x81|web\x9a\xcf\x00\x00\x01\xa3USD\xa3web\xa0\x00\x01\x00\x91\x96"
    b"\xa7consent\x81\xa6traits\x82\xa5email\x91\x94\xcf\x00\x00\x01\xa9firstName\x91\x94\xcf\x00\x00\x01"
    b"\xa5carts\x82\xa3log\x91\x95\xcf\x00\x00\x01\xcf\x00\x00\x00\xa1+\x92\x96\xa3EUR\x95\xcf\x00\x00\x01\xa1=\x93"
    b"\xa1x\xc0\xa6closed\x92\x00\x00\x92\xcf\x00\x00\x01"
    b"\xabcustomer_id\x81\xa7shopify\xa8order_id\x81\xa7cart_id\x81\xa7user_id\x81\x93\xcf\x00\x00\x01\xa3web\x03"
    b"\xb4n2t2c2c1o2e2i1s1s1s1\xb72026-01-01T00:00:00.000\xd9\x384000000000000000000000\x91\xcf\x00\x00\x00\x80"
    b"\x86\xa5names\x81\xacanonymous_id\x81\x93\xcf\x00\x00\x01\xa3web\x00"
    b"\xaaengagement\x83\xa1d\x81\xcd\x51\x82\xa9web.acted\x01\xaaweb.viewed\x01\xa1h\x80\xa1c\x90"
    b"\xa9interests\x82\xa1w\x81\xcd\x0b\xa2f:\x01\xa2b:\x01\xa2c:\x01\xa1p\x91\x94\xcej\xcd"
    b"\xa8sessions\x82\xa1d\x81\xcd\x51\x81\x00\x92\xcd\x02\xcd\x03\xcd\x04\xa1s\x80"
    b"\xa5style\x82\xa1l\x82\xa6locale\x93\xcd\x51\xcd\xa5en-US\xa5en-GB\xa8timezone\x93\xcd\x51\xcd"
    b"\xafAmerica/New_York\xb0Europe/\xa1w\x80"
)
DICTIONARY = EVENTS + FACETS
