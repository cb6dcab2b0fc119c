"""Channels: one file per provider, `channels/<channel>/<provider>.py`, and one line in `PROVIDERS`.

A provider has one direction or both. What reports has `HEADERS` (what its parser needs, never a signature; a value of
the query as `?name`), `verify` and `incoming`; `challenge` where the provider asks by GET whether the address is ours,
`handshake` where it does so by a signed POST, `bound` where the proof does not cover what is said, `check` where a
source of it has options, and `sample(secret, now, url) -> Request` where it can be tried out, here or under its name in
the `SAMPLES` of its channel's `trials.py`: a proven request to that address about nobody but the test identity of
`segue.channels.trials`; what depends on the options of a source stands under `TAILORED` there. What carries messages
has `PARAMETER`, `ANSWERS` and `outgoing` (`segue.channels.outgoing`). The channels that people are written to stand in
`segue.contact_points`. How staff connect a provider is a text, `guides/<provider>.md` (`segue.channels.connecting`).
"""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any, Protocol, cast

from segue.channels.outgoing import Outgoing
from segue.channels.proofs import Bound, Proof
from segue.deliveries import Delivery, Part
from segue.errors import Invalid, NotFound
from segue.http import Answer, Request
from segue.times import Millis

PROVIDERS = {
    "amazon_connect": "phone.amazon_connect",
    "aws_sms": "sms.aws_sms",
    "sns": "sms.sns",
    "sns_push": "push.sns_push",
    "webhook": "webhook.webhook",
    "function": "custom.function",
    "shopify": "commerce.shopify",
    "twilio": "sms.twilio",
    "twilio_voice": "phone.twilio_voice",
    "typeform": "surveys.typeform",
    "delighted": "surveys.delighted",
    "mailgun": "email.mailgun",
    "sendgrid": "email.sendgrid",
    "ses": "email.ses",
    "ses_inbound": "email.ses_inbound",
    "shopify_pixel": "commerce.shopify_pixel",
    "stripe": "commerce.stripe",
    "woocommerce": "commerce.woocommerce",
    "pos": "store.pos",
    "square": "store.square",
    "meta": "social.meta",
    "aws_social": "social.aws_social",
    "x": "social.x",
    "aws_whatsapp": "whatsapp.aws_whatsapp",
    "whatsapp_cloud": "whatsapp.whatsapp_cloud",
    "meta_messenger": "messenger.meta_messenger",
    "meta_instagram": "instagram.meta_instagram",
    "x_dm": "x.x_dm",
    "zendesk": "support.zendesk",
    "intercom": "support.intercom",
    "chatwoot": "support.chatwoot",
    "front": "support.front",
    "freshdesk": "support.freshdesk",
    **{
        f"{one}_replies": f"helpdesk.{one}_replies" for one in ("zendesk", "intercom", "chatwoot", "front", "freshdesk")
    },
    "standard-webhooks": "any.standard_webhooks",
    "hmac": "any.hmac",
}
# They report nothing to us, or under another provider's name, so no source is one of them.
SENDING_ONLY = (
    *("sns", "sns_push", "webhook", "function"),
    *("aws_whatsapp", "whatsapp_cloud", "meta_messenger", "meta_instagram", "x_dm"),
    *("zendesk_replies", "intercom_replies", "chatwoot_replies", "front_replies", "freshdesk_replies"),
)
# Those whose customers order.
SHOPS = frozenset(name for name, at in PROVIDERS.items() if at.startswith(("commerce.", "store.")))
# Channels whose samples stand in a module of their own, which no function that receives needs.
TRIALS = ("any", "commerce", "email", "phone", "sms", "social", "support", "surveys")


def reporting() -> list[str]:
    """The providers that a source may be of."""
    return sorted(PROVIDERS.keys() - set(SENDING_ONLY))


class Provider(Protocol):
    """The incoming direction of a provider's module."""

    HEADERS: tuple[str, ...]

    def verify(self, proof: Proof) -> None:
        """Raises Unauthorized where none of the secrets proves the request."""
        ...

    def incoming(self, delivery: Delivery) -> Iterable[Part]:
        """What a proven delivery says: events, and what of it is left out by name. Raises Invalid."""
        ...


def provider(name: str) -> Provider:
    """Who reports, by its name. Raises NotFound("unknown-provider")."""
    return cast(Provider, _module(name))


def challenge(name: str) -> Callable[[Proof], Answer] | None:
    """How the provider's question by GET is answered; None where it asks none. Raises NotFound."""
    return getattr(_module(name), "challenge", None)


Sample = Callable[[str, Millis, str], Request]


def sample(name: str, options: Mapping[str, Any] | None = None) -> Sample | None:
    """How a sample of the provider's is made, of a secret, a moment and an address; None where there is none yet.

    It stands in the provider's module, or under the provider's name in the `SAMPLES` of its channel's trials; or it is
    made for the `options` of a source by what stands in the `TAILORED` there. Raises NotFound; Invalid("no-sample")
    where none can be made of these options.
    """
    own = getattr(_module(name), "sample", None)
    folder = PROVIDERS[name].partition(".")[0]
    if own or folder not in TRIALS:
        return own
    trials = import_module(f"segue.channels.{folder}.trials")
    tailored = getattr(trials, "TAILORED", {}).get(name)
    return tailored(options or {}) if tailored else trials.SAMPLES.get(name)


def handshake(name: str, proof: Proof) -> Answer | None:
    """What a proven request wants to read, where it is more than that it was taken. Raises NotFound."""
    answer = getattr(_module(name), "handshake", None)
    return answer(proof) if answer else None


def bound(name: str, proof: Proof) -> Bound | None:
    """The part of a proof that may prove one thing only, where it does not cover what is said; None where it does.
    Raises NotFound."""
    found = getattr(_module(name), "bound", None)
    return found(proof) if found else None


def check_options(name: str, options: Mapping[str, Any]) -> None:
    """Raises Invalid("bad-source") where a source of this provider cannot have these options, NotFound."""
    check = getattr(_module(name), "check", None)
    if check:
        check(options)
    elif options:
        raise Invalid("bad-source", f"a source of {name} has no options")


def carrier(name: str) -> Outgoing:
    """Who carries messages, by its name. Raises NotFound("unknown-provider")."""
    return cast(Outgoing, _module(name))


def _module(name: str) -> Any:
    """Loaded when it is first asked for."""
    if name not in PROVIDERS:
        raise NotFound("unknown-provider", "no provider of this name is supported")
    return import_module(f"segue.channels.{PROVIDERS[name]}")
