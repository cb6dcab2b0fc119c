"""Trials: signed samples that show whether a source is connected. Pure.

Whatever a sample says, it says it of one customer who is plainly nobody: an address under `.invalid`, which no mail
reaches (RFC 2606), with a name that says what it is.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec

from segue.http import Request

EMAIL = "connection-test@segue.invalid"
NAME = ("Connection", "Test")


def posted(url: str, said: Any, headers: Mapping[str, str]) -> Request:
    """A request with JSON to an address; `said` may be the bytes themselves."""
    parts = urlsplit(url)
    return Request(
        method="POST",
        path=parts.path,
        query=dict(parse_qsl(parts.query)),
        headers={"content-type": "application/json", **headers},
        body=said if isinstance(said, bytes) else msgspec.json.encode(said),
        raw_query=parts.query,
        origin=f"{parts.scheme}://{parts.netloc}",
    )
