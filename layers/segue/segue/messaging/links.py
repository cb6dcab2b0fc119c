"""Signed links: what a token allows, and nothing about the customer in it.

A token is `<contact point>.<purpose>.<channel>.<message id>.<signature>`: it opts one address out of one purpose and
opens the preferences of whom the address belongs to, needs no session (RFC 8058), and stays valid after merges and
erasure: what it does follows from the contact point alone, channel and message id are only reported.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from segue.contact_points import channel_of
from segue.errors import NotFound
from segue.identifiers import Identifier
from segue.keys import IdentityKey, digest, identity_key
from segue.messages import CASE, SURVEY, Message
from segue.messaging.case_links import HIDDEN, code_of, token_of
from segue.messaging.targets import Target, sealed, short_name, target_of

SHORT_ON = frozenset({"sms"})  # channels on which every character is paid for
OLD_PARTS = 3  # of tokens that were made before they said the channel: the first that writes to the address is meant
SURVEYS = "survey:"  # before what is signed, so that a token of one kind is none of another
SCORES = range(1, 8)  # of effort: seven is the easiest
WAYS_OUT = ("unsubscribe_url", "preferences_url")  # facts that act for the customer: they are kept nowhere


@dataclass(frozen=True)
class OptOut:
    """What a token allows; `token` as it was signed, `channel` that of its message."""

    contact_point: IdentityKey
    purpose: str
    message_id: str
    token: str = ""
    channel: str = ""


@dataclass(frozen=True)
class Links:
    """`secret` signs links, `identity_secret` makes identity keys; `public_url` has no slash at its end, nor has
    `link_url`, under which tracked links stand. `keep` writes a target down under a name; without it no link is short.
    """

    secret: bytes
    identity_secret: bytes
    public_url: str
    link_url: str = ""
    keep: Callable[[str, Target], None] | None = None

    def key(self, kind: str, value: str) -> IdentityKey:
        """The identity key of an address."""
        return identity_key(self.identity_secret, Identifier(kind, value))

    def unsubscribe(self, message: Message) -> str:
        """The one-click link of a message."""
        return f"{self.public_url}/unsubscribe/{self._token(message)}"

    def preferences(self, message: Message) -> str:
        """Where the reader of a message chooses what to get, on which channel and when."""
        return f"{self.public_url}/preferences/{self._token(message)}"

    def survey(self, message: Message) -> str:
        """Where the question that a message asks is answered."""
        return f"{self.public_url}/s/{self.asks(message.id)}"

    def asks(self, question: str) -> str:
        """The token of a question; `question` is the id of the message, or of the turn, that asks it."""
        return f"{question}.{digest(self.secret, SURVEYS + question)}"

    def asked(self, token: str) -> str:
        """The question of a token. Raises NotFound("bad-token") for anything that we did not sign."""
        question, _, signature = token.rpartition(".")
        if not hmac.compare_digest(digest(self.secret, SURVEYS + question).encode(), signature.encode()):
            raise NotFound("bad-token", "this link is not one of ours, or it was cut off on its way")
        return question

    def ways_out(self, message: Message) -> dict[str, Any]:
        """WAYS_OUT and where a question is answered, as the templates of a message have them."""
        ways = zip(WAYS_OUT, (self.unsubscribe(message), self.preferences(message)), strict=True)
        return {**dict(ways), **survey_at(self.survey(message)), **self._case(message)}

    def _case(self, message: Message) -> dict[str, Any]:
        """The code and the page of a message that asks who somebody is."""
        if not message.journey.startswith(CASE):
            return {}
        token = token_of(self.secret, message.journey.removeprefix(CASE), message.id)
        return {"case": {"code": code_of(self.secret, message.id), "url": f"{self.public_url}/preferences/{token}"}}

    def tracked(self, message: Message, url: str) -> str:
        """A link that leads to an address through us; a short one on a channel that is paid for by length."""
        target = target_of(message, url)
        if self.keep is None or message.channel not in SHORT_ON:
            return f"{self._base}/l/{sealed(self.secret, target)}"
        name = short_name(self.secret, target)
        self.keep(name, target)
        return f"{self._base}/l/{name}"

    def ours(self, url: str) -> bool:
        """Whether a link is one of those that act for the customer, or has been tracked."""
        pages = [f"{self.public_url}/{page}/" for page in ("unsubscribe", "preferences", "s")]
        return url.startswith((*pages, f"{self._base}/l/"))

    @property
    def _base(self) -> str:
        return self.link_url or self.public_url

    def opt_out(self, token: str) -> OptOut:
        """What a token allows. Raises NotFound("bad-token") for anything that we did not sign."""
        body, _, signature = token.rpartition(".")
        parts = body.split(".")
        signed = hmac.compare_digest(digest(self.secret, body).encode(), signature.encode())
        if len(parts) not in (OLD_PARTS, OLD_PARTS + 1) or not signed:
            raise NotFound("bad-token", "this link is not one of ours, or it was cut off on its way")
        channel = parts[2] if len(parts) > OLD_PARTS else ""
        return OptOut(parts[0], parts[1], parts[-1], token, channel or channel_of(parts[0]))

    def _token(self, message: Message) -> str:
        body = f"{message.contact_point}.{message.purpose}.{message.channel}.{message.id}"
        return f"{body}.{digest(self.secret, body)}"


def leading(place: str) -> dict[str, Any]:
    """The same where nothing is sent: they all lead to one place, where they change nothing."""
    return {**dict.fromkeys(WAYS_OUT, place), **survey_at(place), "case": {"code": HIDDEN, "url": place}}


def survey_at(place: str) -> dict[str, Any]:
    """What a template may say of a question that is answered at a place: its page, and a link for each answer, which
    shows the answer there and gives none."""
    choices = [{"score": one, "url": f"{place}?score={one}"} for one in SCORES]
    return {SURVEY: {"url": place, "choices": choices}}
