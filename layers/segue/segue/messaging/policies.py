"""Policies: what holds for all messages: the shop, which purposes ask for consent first, when nobody is disturbed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from segue.carts.policies import CartPolicy, cart_policy
from segue.errors import Invalid, every, inside
from segue.experiments.holdouts import Holdout, holdout_policy
from segue.messages import ANSWER, CASE, DESK, Message
from segue.messaging.atlas import country_named
from segue.messaging.bounces import Bounces, bounces_policy
from segue.messaging.cap_policies import caps_policy
from segue.messaging.caps import Caps
from segue.messaging.channel_policies import ChannelPolicy, channels_policy
from segue.messaging.link_policies import LinkPolicy, links_policy
from segue.messaging.locales import tag
from segue.messaging.patience import Patience, patience_policy
from segue.messaging.places import UTC
from segue.messaging.privacy_policies import Privacy, privacy_policy
from segue.messaging.quiet_hours import QuietHours
from segue.messaging.quiet_policies import quiet_policy
from segue.occasions import zone_of
from segue.profile.restricting import unwanted
from segue.spelling import meant

ANSWERS = ("ask-first", "until-opt-out", "always")


@dataclass(frozen=True)
class Policy:
    """`shop` is what templates may say of the shop; `consent` maps `channel/purpose` to one of ANSWERS. `hosts`, where
    it is given, are the only ones that a message may link to: anybody can hold a browser's write key."""

    shop: Mapping[str, Any] = field(default_factory=dict)
    consent: Mapping[str, str] = field(default_factory=dict)
    carts: CartPolicy = field(default_factory=CartPolicy)
    quiet: QuietHours = field(default_factory=QuietHours)
    channels: ChannelPolicy = field(default_factory=ChannelPolicy)
    caps: Caps = field(default_factory=Caps)
    patience: Patience = field(default_factory=Patience)
    links: LinkPolicy = field(default_factory=LinkPolicy)
    bounces: Bounces = field(default_factory=Bounces)
    holdout: Holdout = field(default_factory=Holdout)
    privacy: Privacy = field(default_factory=Privacy)

    @property
    def zone(self) -> str:
        """Where the shop's clock hangs."""
        return str(self.shop.get("zone", UTC))

    @property
    def hosts(self) -> frozenset[str]:
        """Host names, lower case; empty: links may lead anywhere."""
        return frozenset(str(one).lower() for one in self.shop.get("hosts") or ())

    def ours(self, link: str) -> str:
        """The link where it may stand in a message; else an empty text."""
        return link if not self.hosts or urlsplit(link).hostname in self.hosts else ""

    def needs(self, message: Message) -> bool:
        """Whether it goes out also to somebody who is restricted: what the law wants, and an answer to who wrote."""
        return message.journey.startswith((ANSWER, CASE, DESK)) or not unwanted(
            [message.template], self.privacy.still_sent
        )

    def asks_first(self, channel: str, purpose: str) -> bool:
        """Whether a recorded yes is needed; a pair that no policy names does."""
        return self.consent.get(f"{channel}/{purpose}", "ask-first") == "ask-first"


ORIGIN = re.compile(r"https://(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}(:\d{1,5})?")  # of a page that may show the panel


PHONE = re.compile(r"\+?[0-9][0-9 ./-]{0,28}[0-9]")  # as it is read, and dialled without what is no digit


OFFER = ("code", "text")


def shop_policy(spec: Mapping[str, Any]) -> Mapping[str, Any]:
    """`policies/shop.yaml`: says what it likes, where it is and its clock hangs, and what it speaks. Raises
    Invalid("bad-policy")."""
    zone = spec.get("zone", "UTC")
    if not isinstance(zone, str) or zone_of(zone) is None:
        with inside("zone"):
            raise Invalid("bad-policy", f"`zone` is the name of a time zone such as Europe/Berlin, not {zone!r}")
    with inside("country"):
        _country(spec.get("country", ""))
    with inside("locale"):
        _language(spec.get("locale", "en"))
    with inside("locales"):
        _languages(spec.get("locales", []))
    with inside("desks"):
        _desks(spec.get("desks", []))
    with inside("phone"):
        _phone(spec.get("phone", "112"))
    with inside("offer"):
        _offer(spec.get("offer"))
    return spec


def _offer(given: Any) -> None:
    said = isinstance(given, Mapping) and all(isinstance(given.get(one), str) and given[one] for one in OFFER)
    if given is not None and not said:
        raise Invalid("bad-policy", "`offer` says its `code` and its `text`, both as texts")


def _country(given: Any) -> None:
    if given and (not isinstance(given, str) or country_named(given) != given):
        raise Invalid("bad-policy", f"`country` is the code of a country such as DE, not {given!r}")


def _desks(given: Any) -> None:
    if not isinstance(given, list) or not all(isinstance(one, str) and ORIGIN.fullmatch(one) for one in given):
        raise Invalid("bad-policy", "`desks` is a list of addresses such as https://acme.zendesk.com")


def _phone(given: Any) -> None:
    if not isinstance(given, str) or not PHONE.fullmatch(given):
        raise Invalid("bad-policy", f"`phone` is a number as people dial it, such as +49 30 1234567, not {given!r}")


def _languages(given: Any) -> None:
    if not isinstance(given, list):
        raise Invalid("bad-policy", "`locales` is a list of languages such as en and de")
    for one in given:
        _language(one)


def _language(given: Any) -> None:
    if not isinstance(given, str) or not given or tag(given) != given:
        raise Invalid("bad-policy", f"a language is written such as de or de-AT, not {given!r}")


def consent_policy(spec: Mapping[str, Any]) -> Mapping[str, str]:
    """`policies/consent.yaml`, checked. Raises Invalid("bad-policy")."""
    every(*(partial(_check_answer, pair, answer) for pair, answer in spec.items()))
    return spec


def _check_answer(pair: str, answer: Any) -> None:
    with inside(pair):
        if answer not in ANSWERS:
            raise Invalid("bad-policy", f"{pair}: the answers are {', '.join(ANSWERS)}{meant(answer, ANSWERS)}")


def policy_of(definitions: Mapping[str, Mapping[str, Any]]) -> Policy:
    """The policies of a playbook as one value."""
    shop, consent = dict(definitions.get("shop", {})), dict(definitions.get("consent", {}))
    return Policy(
        shop=shop,
        consent=consent,
        carts=cart_policy(definitions.get("carts", {})),
        quiet=quiet_policy(definitions.get("quiet-hours", {})),
        caps=caps_policy(definitions.get("caps", {})),
        patience=patience_policy(definitions.get("messages", {})),
        links=links_policy(definitions.get("links", {})),
        bounces=bounces_policy(definitions.get("bounces", {})),
        holdout=holdout_policy(definitions.get("holdout", {})),
        channels=channels_policy(definitions.get("channels", {})),
        privacy=privacy_policy(definitions.get("privacy", {})),
    )
