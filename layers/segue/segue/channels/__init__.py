"""Channels: one file per provider, `channels/<channel>/<provider>.py`, and one line in `PROVIDERS`.

A provider has one direction or both. What reports has `HEADERS` (what its parser needs, never a signature; a value of
the query as `?name`), `verify` and `incoming`. What carries messages has `PARAMETER`, `ANSWERS` and
`outgoing` (`segue.channels.outgoing`). The channels that people are written to stand in `segue.contact_points`.
"""

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, Protocol, cast

from segue.channels.outgoing import Outgoing
from segue.deliveries import Delivery
from segue.errors import NotFound
from segue.events import Event
from segue.http import Request

PROVIDERS = {
    "shopify": "commerce.shopify",
    "ses": "email.ses",
}


class Provider(Protocol):
    """The incoming direction of a provider's module."""

    HEADERS: tuple[str, ...]

    def verify(self, request: Request, secrets: Sequence[str]) -> None:
        """Raises Unauthorized where none of the secrets proves the request."""
        ...

    def incoming(self, delivery: Delivery) -> Iterable[Event]:
        """The events of a proven delivery, none where it says nothing of a customer. Raises Invalid."""
        ...


def provider(name: str) -> Provider:
    """Who reports, by its name. Raises NotFound("unknown-provider")."""
    return cast(Provider, _module(name))


def carrier(name: str) -> Outgoing:
    """Who carries messages, by its name. Raises NotFound("unknown-provider")."""
    return cast(Outgoing, _module(name))


def _module(name: str) -> Any:
    """Loaded when it is first asked for."""
    if name not in PROVIDERS:
        raise NotFound("unknown-provider", "no provider of this name is supported")
    return import_module(f"segue.channels.{PROVIDERS[name]}")
