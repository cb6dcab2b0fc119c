"""Requests: what goes over the wire, and what the answer must be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Request:
    """A POST. `status` is the answer that it must get."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    status: int = 200


@dataclass(frozen=True)
class Doors:
    """The public addresses of a stack, and the secrets that prove a request (from `outputs.json`)."""

    ingest: str
    write_key: str
    shop: str
    shopify: str
    shopify_secret: str
    ses: str
    ses_secret: str
    api: str = ""
    server_key: str = ""


def doors(outputs: Mapping[str, Any]) -> Doors:
    """The doors of the stack with these outputs."""
    shopify, ses = outputs["sources"]["shopify"], outputs["sources"]["ses"]
    return Doors(
        ingest=outputs["ingest"],
        write_key=outputs["write_key"],
        shop=outputs["shop"],
        shopify=shopify["url"],
        shopify_secret=shopify["secret"],
        ses=ses["url"],
        ses_secret=ses["secret"],
        api=outputs["api"],
        server_key=outputs["server_key"],
    )
