"""Channels: one file per provider, `channels/<channel>/<provider>.py`, and one line in `PROVIDERS`.

A provider that reports has `HEADERS` (what its parser needs, never a signature), `verify` and `incoming`. What it
sends is in `outgoing`, in the same file or beside it.
"""

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, Protocol, cast

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
    """The module of a provider, loaded when it is first asked for. Raises NotFound("unknown-provider")."""
    if name not in PROVIDERS:
        raise NotFound("unknown-provider", "no provider of this name is supported")
    module: Any = import_module(f"segue.channels.{PROVIDERS[name]}")
    return cast(Provider, module)
