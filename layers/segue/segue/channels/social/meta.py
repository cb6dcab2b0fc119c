"""Meta's webhooks: Messenger, Instagram and the WhatsApp Cloud API through one app and one address.

https://developers.facebook.com/docs/graph-api/webhooks/getting-started: the signature is over the bytes as they were
sent, where letters beyond ASCII stand escaped. A body holds entries of several pages or numbers, each with several
things; each thing is understood alone. The app's secret is the source's, and the word that the address is verified by.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from segue.channels.drafts import Draft, event_of
from segue.channels.payloads import Payload, mapping, payload_of, rows, text
from segue.channels.proofs import Proof
from segue.channels.social import meta_comments, meta_messaging, meta_whatsapp
from segue.channels.social.meta_things import Thing
from segue.deliveries import Delivery, Ignored, Part, one_by_one
from segue.errors import Invalid, Unauthorized
from segue.http import Answer
from segue.signatures import same, signed_hex

HEADERS: tuple[str, ...] = ()
SIGNATURE, PREFIX = "x-hub-signature-256", "sha256="
# Where a thing stands in an entry, and in the value of a change.
LISTS = ("messaging", "standby")
VALUES = ("messages", "message_echoes", "statuses", "user_preferences", "errors")
KINDS: dict[str, Callable[[Thing], Iterator[Draft | str]]] = {
    "messaging": meta_messaging.said,
    "standby": meta_messaging.said,
    "comments": meta_comments.commented,
    "live_comments": meta_comments.commented,
    "feed": meta_comments.posted,
    "messages": meta_whatsapp.written,
    "smb_message_echoes": meta_whatsapp.echoed,
    "user_preferences": meta_whatsapp.preferred,
}
# Fields of a change that are known and say nothing that a customer did.
_NAMES = """
account_alerts account_offboarded account_reconnected account_review_update account_settings_update account_update
automatic_events business_capability_update business_status_update calls flows history mentions
message_template_components_update message_template_quality_update message_template_status_update
partner_solutions payment_configuration_update phone_number_name_update phone_number_quality_update ratings security
smb_app_state_sync story_insights template_category_update template_correct_category_detection user_id_update
"""
IGNORED = frozenset(_NAMES.split())
WORD = "verify_token"


def verify(proof: Proof) -> None:
    """`sha256=` and the hexadecimal HMAC-SHA256 of the raw body under the app's secret. Raises Unauthorized."""
    given = proof.request.headers.get(SIGNATURE, "")
    signed = signed_hex(proof.request.body, given.removeprefix(PREFIX), proof.secrets)
    if not (signed and given.startswith(PREFIX)):
        raise Unauthorized("bad-signature", f"{SIGNATURE} is not this body's signature")


def check(options: Mapping[str, Any]) -> None:
    """`verify_token`: a word of your own for the question by GET; without it the app's secret is that word.

    Raises Invalid("bad-source").
    """
    if set(options) - {WORD} or not isinstance(options.get(WORD, "-"), str):
        raise Invalid("bad-source", f"a source of meta has one option, `{WORD}`, a text")


def challenge(proof: Proof) -> Answer:
    """Meta asks once whether the address is ours: the word given back, as text. Raises Unauthorized."""
    query, word = proof.request.query, str(proof.options.get(WORD) or "")
    known = (word,) if word else proof.secrets
    if not same(query.get("hub.verify_token", ""), known) or query.get("hub.mode") != "subscribe":
        raise Unauthorized("bad-secret", "hub.verify_token is not the source's")
    headers = {"content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff"}
    return Answer(200, query.get("hub.challenge", "").encode("utf-8", "replace"), headers)


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What is said, thing by thing. Raises Invalid (bad-json, unknown-topic)."""
    payload = payload_of(delivery.body)
    found = list(_alone(payload))
    if len(found) > 1:
        yield from one_by_one(delivery, (msgspec.json.encode(one) for one in found), incoming)
        return
    for one in found:
        yield from _understood(one, delivery)


def _alone(payload: Payload) -> Iterator[Payload]:
    """The payload as many times as it holds things, each time with one."""
    for entry in rows(payload.get("entry")):
        rest = {name: value for name, value in entry.items() if name not in (*LISTS, "changes")}
        for name in LISTS:
            yield from ({**payload, "entry": [{**rest, name: [one]}]} for one in rows(entry.get(name)))
        for change in rows(entry.get("changes")):
            yield from ({**payload, "entry": [{**rest, "changes": [one]}]} for one in _changes(change))


def _changes(change: Payload) -> Iterator[Payload]:
    value = mapping(change.get("value"))
    things = [(name, one) for name in VALUES for one in rows(value.get(name))]
    rest = {name: one for name, one in value.items() if name not in VALUES}
    if not things:
        yield change
    for name, one in things:
        yield {**change, "value": {**rest, name: [one]}}


def _understood(payload: Payload, delivery: Delivery) -> Iterator[Part]:
    entry = rows(payload.get("entry"))[0]
    kind, content = _thing(entry)
    thing = Thing(text(payload.get("object")) or "", text(entry.get("id")) or "", content, entry.get("time"))
    if kind in IGNORED:
        yield Ignored(delivery, kind)
        return
    if kind not in KINDS:
        raise Invalid("unknown-topic", f"no meaning is known for the field {kind[:80]!r}")
    read = KINDS["messaging"] if thing.object == "instagram" and kind == "messages" else KINDS[kind]
    for one in read(thing):
        yield Ignored(delivery, one) if isinstance(one, str) else event_of(one, one.id, delivery, "social")


def _thing(entry: Payload) -> tuple[str, Any]:
    for name in LISTS:
        if name in entry:
            return name, rows(entry[name])[0]
    change = rows(entry.get("changes"))[0]
    return text(change.get("field")) or "", mapping(change.get("value"))
