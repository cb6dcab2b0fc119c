"""Proofs: what shows that a request comes from the provider, and from no one else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segue.http import Request
from segue.times import Millis


@dataclass(frozen=True)
class Proof:
    """A request with all that its proof may rest on.

    `url` is the address that the provider was told, with the query as it came; never made of what the caller says
    its host is. `secrets` are valid now, the newest first. `options` are the source's.
    """

    request: Request
    secrets: Sequence[str]
    now: Millis = 0
    url: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Bound:
    """A `token` of a proof that does not cover what is said, and the fingerprint of what is `said` with it: whoever has
    seen one request can only send the same thing again."""

    token: str
    said: str
