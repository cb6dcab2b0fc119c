"""X's Account Activity API: direct messages, mentions, and what is read.

https://docs.x.com/x-api/webhooks/introduction: X asks by GET whether the address is ours, at first and every hour. The
source's secret is the app's consumer secret. A body holds things of several kinds; each is understood alone.
"""

import base64
import re
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

import msgspec

from segue.channels.drafts import Draft, event_of
from segue.channels.moments import moment
from segue.channels.payloads import Payload, given, mapping, payload_of, rows, text
from segue.channels.persons import person
from segue.channels.proofs import Proof
from segue.channels.sms.wishes import stopped
from segue.channels.turns import Turn
from segue.channels.turns import said as turn
from segue.deliveries import Delivery, Ignored, Part, one_by_one
from segue.errors import Invalid, Unauthorized
from segue.http import Answer, json_answer
from segue.signatures import hmac_sha256, signed_base64
from segue.times import to_millis

HEADERS: tuple[str, ...] = ()
SIGNATURE, PREFIX = "x-twitter-webhooks-signature", "sha256="
# Whoever asks is answered by the very signature that proves a delivery: no delivery may be written so.
TOKEN = re.compile(r"[A-Za-z0-9+/=_.-]{1,256}")
_NAMES = """
block_events direct_message_indicate_typing_events favorite_events follow_events like_events mute_events
tweet_delete_events unblock_events unfollow_events unmute_events user_event
"""
IGNORED = frozenset(_NAMES.split())


class Said(NamedTuple):
    """One thing: whose account it came to, what it is, and who the people in it are by their ids."""

    account: str
    one: Payload
    users: Payload


def verify(proof: Proof) -> None:
    """`sha256=` and the base64 HMAC-SHA256 of the raw body under the consumer secret. Raises Unauthorized."""
    given_signature = proof.request.headers.get(SIGNATURE, "")
    signed = signed_base64(proof.request.body, given_signature.removeprefix(PREFIX), proof.secrets)
    if not (signed and given_signature.startswith(PREFIX)):
        raise Unauthorized("bad-signature", f"{SIGNATURE} is not this body's signature")


def challenge(proof: Proof) -> Answer:
    """X's question: its token signed under the newest secret. Raises Unauthorized, Invalid("no-token") for what is no
    token, such as a body of which somebody wants the signature."""
    token = proof.request.query.get("crc_token", "")
    secret = next((one for one in proof.secrets if one), "")
    if not secret:
        raise Unauthorized("bad-secret", "the source has no secret yet")
    if not TOKEN.fullmatch(token):
        raise Invalid("no-token", "X asks with a crc_token")
    signed = base64.b64encode(hmac_sha256(secret, token.encode())).decode()
    return json_answer(200, {"response_token": f"{PREFIX}{signed}"})


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What is said, thing by thing. Raises Invalid (bad-json, unknown-topic)."""
    payload = payload_of(delivery.body)
    found = list(_alone(payload))
    if len(found) > 1:
        yield from one_by_one(delivery, (msgspec.json.encode(one) for one in found), incoming)
        return
    kinds = [name for name in payload if name in MEANINGS or name in IGNORED]
    if not kinds:
        raise Invalid("unknown-topic", f"no meaning is known for any of {sorted(payload)!r}"[:200])
    if kinds[0] in IGNORED:
        yield Ignored(delivery, kinds[0])
    for alone in rows(payload[kinds[0]]) if kinds[0] in MEANINGS else ():
        yield from _understood(kinds[0], Said(_account(payload), alone, mapping(payload.get("users"))), delivery)


def _understood(kind: str, said: Said, delivery: Delivery) -> Iterator[Part]:
    for one in MEANINGS[kind](said):
        yield Ignored(delivery, one) if isinstance(one, str) else event_of(one, one.id, delivery, "x")


def _alone(payload: Payload) -> Iterator[Payload]:
    rest = {name: one for name, one in payload.items() if name not in MEANINGS and name not in IGNORED}
    for name in payload:
        if name in MEANINGS:
            yield from ({**rest, name: [one]} for one in rows(payload[name]))
        elif name in IGNORED:
            yield {**rest, name: payload[name]}


def _account(payload: Payload) -> str:
    return text(payload.get("for_user_id")) or ""


def _message(said: Said) -> Iterator[Draft | str]:
    message = mapping(said.one.get("message_create"))
    if said.one.get("type") != "message_create":
        raise Invalid("unknown-topic", "no meaning is known for this kind of direct message")
    sender, recipient = text(message.get("sender_id")), text(mapping(message.get("target")).get("recipient_id"))
    ours = sender == said.account
    customer = (recipient if ours else sender) or ""
    content = mapping(message.get("message_data"))
    own = text(said.one.get("id")) or ""
    contribution = Turn(
        conversation=f"x:{said.account}:{customer}",
        author="agent" if ours else "customer",
        text=text(content.get("text")) or "",
        id=own,
        attachments=tuple(_attachments(mapping(content.get("attachment")))),
    )
    who = _who(customer, mapping(said.users.get(customer)))
    drafted = turn(contribution, who, moment(said.one.get("created_timestamp")))
    draft = Draft(drafted.event, who, drafted.time, drafted.properties, id=f"x-{own}")
    yield draft
    yield from () if ours else stopped(draft, "x")


def _attachments(attachment: Payload) -> Iterator[Payload]:
    media = mapping(attachment.get("media"))
    if media:
        named = {"type": text(media.get("type")) or "media", "id": text(media.get("id_str")) or text(media.get("id"))}
        yield given({**named, "url": text(media.get("media_url_https"))})


def _post(said: Said) -> Iterator[Draft | str]:
    """A mention of the account; what the account itself posts names no customer."""
    author, own = mapping(said.one.get("user")), text(said.one.get("id_str")) or ""
    customer = text(author.get("id_str")) or ""
    if customer == said.account:
        yield "own-post"
        return
    if isinstance(said.one.get("retweeted_status"), dict):
        yield "repost"
        return
    longer = text(mapping(said.one.get("extended_tweet")).get("full_text"))
    answered = text(said.one.get("in_reply_to_status_id_str"))
    words = longer or text(said.one.get("text")) or ""
    contribution = Turn(f"x:{answered or own}", "customer", words, own, reply_to=answered)
    who = _who(customer, author)
    drafted = turn(contribution, who, _time(said.one), {"kind": "mention"})
    yield Draft(drafted.event, who, drafted.time, drafted.properties, id=f"x-{own}")


def _read(said: Said) -> Iterator[Draft | str]:
    sender, about = text(said.one.get("sender_id")) or "", text(said.one.get("last_read_event_id"))
    if sender == said.account:
        yield "own-reading"
        return
    who = _who(sender, mapping(said.users.get(sender)))
    when = moment(said.one.get("created_timestamp"))
    yield Draft("Message Read", who, when, given({"provider_message_id": about}), id=f"x-{sender}-read-{about}")


MEANINGS: dict[str, Callable[[Said], Iterator[Draft | str]]] = {
    "direct_message_events": _message,
    "tweet_create_events": _post,
    "direct_message_mark_read_events": _read,
}


def _who(customer: str, user: Payload) -> Payload:
    return person([("x_id", customer)], {"name": text(user.get("name")), "username": text(user.get("screen_name"))})


def _time(post: Payload) -> Any:
    """`timestamp_ms`, or the older `Wed Oct 10 20:19:24 +0000 2018`."""
    known, older = moment(post.get("timestamp_ms")), (text(post.get("created_at")) or "").split()
    if known or len(older) != 6:
        return known
    name, month, day, clock, zone, year = older
    try:
        return to_millis(parsedate_to_datetime(f"{name}, {day} {month} {year} {clock} {zone}"))
    except ValueError:
        return None
