"""Composing: what one person gets to read, and what is kept so that it can be shown again as it was sent."""

import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

import msgspec

from segue.catalog.items import Item
from segue.contact_points import CHANNELS
from segue.errors import Refused
from segue.messages import Envelope, Message
from segue.messaging import tracking
from segue.messaging.coupons import COUPON, Coupons, asks, pool_of
from segue.messaging.enclosing import Files, enclosed
from segue.messaging.facts import Facts, Serve, nothing, unknown
from segue.messaging.inbox import content
from segue.messaging.links import leading
from segue.messaging.policies import Policy
from segue.messaging.questions import with_buttons
from segue.messaging.rendering import render
from segue.messaging.replying import headers_of, own_words, parts_of
from segue.messaging.sensitive import Unseal, sealed_again, unopened
from segue.messaging.templates import pick
from segue.messaging.tracking import tracked
from segue.messaging.ways import Ask, Way
from segue.times import Millis

LARGEST = 4096  # bytes of facts that are kept; a write is charged for each KB of the whole row
SHOP = "shop"  # what is not kept: it stands in the policy
Row = Mapping[str, Any]


class Links(tracking.Links, Protocol):
    """Signed links."""

    def unsubscribe(self, message: Message) -> str: ...

    def ways_out(self, message: Message) -> dict[str, Any]: ...

    def asks(self, question: str) -> str: ...


class Composed(NamedTuple):
    """An envelope, and the facts in it as they are kept; `content`: its words, where the message itself keeps them."""

    envelope: Envelope
    kept: bytes
    content: Row = MappingProxyType({})

    @property
    def subject(self) -> str:
        """What it is called in lists."""
        parts = self.envelope.parts
        return parts.get("subject") or next((text for name, text in parts.items() if name.endswith(".title")), "")


@dataclass(frozen=True)
class Composing:
    """`catalog` answers what the shop says of a product; `place` is the version of the playbook in force."""

    policy: Policy
    links: Links
    templates: Mapping[str, Row]
    catalog: Callable[[str], Item | None] = unknown
    place: str = ""
    coupons: Coupons | None = None
    files: Files | None = None
    serve: Serve = nothing
    unseal: Unseal = unopened

    def composed(self, message: Message, found: tuple[Ask, Way], now: Millis) -> Composed:
        """The message for one person. Raises Refused("template-error", "nobody", "no-coupon-left"), Unavailable."""
        (ask, way), link = found, self.links.unsubscribe(message)
        if ask.profile is None:
            raise Refused("nobody")
        if own_words(message):
            return Composed(self._answered(message, way, now), b"")
        texts = pick(self.templates[message.template], message.channel, message.locale, message.variant)
        facts = self._facts(message).of(message, ask.profile, now, texts.values())
        facts |= self._coupon(message, texts.values(), now)
        parts = render(texts, texts, facts | self.links.ways_out(message))
        envelope = Envelope(way.address, tracked(parts, message, self.links, self.policy.links), link)
        envelope = with_buttons(envelope, message, self.links.asks)
        if CHANNELS[message.channel].kept:
            return Composed(envelope, b"", content(envelope, now))
        return Composed(envelope, kept(sealed_again(facts, ask.profile), texts.values(), self.place))

    def _facts(self, message: Message) -> Facts:
        """What stays with us as it was written says nothing sensitive."""
        unseal = unopened if CHANNELS[message.channel].kept else self.unseal
        return Facts(self.policy, self.catalog, serve=self.serve, unseal=unseal)

    def _answered(self, message: Message, way: Way, now: Millis) -> Envelope:
        """What staff wrote: nothing is tracked in it, and no way out is needed of what was asked for."""
        to = way.address or str(message.data.get("thread", ""))
        files, linked = enclosed(message, self.files, now)
        return Envelope(to, parts_of(message, self.policy.shop, linked), "", headers_of(message), files)

    def _coupon(self, message: Message, texts: Iterable[str], now: Millis) -> dict[str, Any]:
        """The message's own code, where its texts write one: the same however often it is composed."""
        pool = pool_of(self.templates[message.template])
        if self.coupons is None or not pool or not any(asks(one) for one in texts):
            return {}
        return {COUPON: {"code": self.coupons.take(pool, message.id, now)}}


def kept(facts: Row, texts: Iterable[str], place: str) -> bytes:
    """The facts that the texts ask for and the version of the playbook that the texts are of, small enough to be kept
    with the message; b"" where they are not."""
    words = {word for text in texts for word in re.findall(r"\w+", text)}
    used = {name: value for name, value in facts.items() if name in words and name != SHOP}
    if "person" in used:
        traits = {name: value for name, value in used["person"]["traits"].items() if name in words}
        used["person"] = {**used["person"], "traits": traits}
    raw = zlib.compress(msgspec.json.encode({"place": place, "facts": used}, enc_hook=str), 9)
    return raw if len(raw) <= LARGEST else b""


def place_of(message: Message) -> str:
    """The version of the playbook whose template was sent; "" where that is not known."""
    return str(_kept(message).get("place", ""))


def as_sent(message: Message, template: Row, policy: Policy) -> dict[str, str]:
    """The parts as they were sent, with a template of `place_of`; links that act for the customer lead nowhere. {}
    where it was not kept, or the template is no more. Raises Refused("template-error")."""
    if message.content:
        return {f"{message.channel}.{name}": str(said) for name, said in message.content.items() if name != "until"}
    if own_words(message):
        return parts_of(message, policy.shop, {})
    facts, known = _kept(message).get("facts"), message.channel in CHANNELS
    texts = pick(template, message.channel, message.locale, message.variant) if known else {}
    said = {SHOP: policy.shop, **leading("#"), "locale": message.locale}
    return render(texts, texts, {**facts, **said}) if facts is not None else {}


def _kept(message: Message) -> dict[str, Any]:
    return msgspec.json.decode(zlib.decompress(message.facts)) if message.facts else {}
