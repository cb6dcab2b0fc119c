"""Requests: what goes over the wire, and what the answer must be."""

from collections.abc import Mapping
from dataclasses import dataclass


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


def doors(outputs: Mapping[str, object]) -> Doors:
    """The doors of the stack with these outputs."""
    told = dict(outputs)
    sources = told["sources"]
    assert isinstance(sources, dict)
    shopify, ses = sources["shopify"], sources["ses"]
    return Doors(
        ingest=str(told["ingest"]),
        write_key=str(told["write_key"]),
        shop=str(told["shop"]),
        shopify=shopify["url"],
        shopify_secret=shopify["secret"],
        ses=ses["url"],
        ses_secret=ses["secret"],
    )
