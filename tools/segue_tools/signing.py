"""Sample events, signed anew with the secrets of a running stack. Pure."""

import base64
from collections.abc import Mapping
from typing import Any

from segue.channels.trials import password, signed
from segue.signatures import hmac_sha256

SAMPLE_KEY = "wk_45go3zsk2fxmutzfe6y7zozkmjp7unfq"  # in the samples
SIGNED_WITH = "the secret of the sample events"
WEBHOOKS = "/webhooks/"


def at_home(event: Any, outputs: Mapping[str, Any]) -> tuple[Any, str]:
    """The sample as this stack would get it, and why it is not where that cannot be ("" where it is)."""
    headers = event.get("headers")
    if not headers:
        return event, ""
    path, body = event.get("rawPath", ""), (event.get("body") or "").encode()
    swapped = {_basic(SAMPLE_KEY): _basic(outputs["write_key"])}
    if path.startswith(WEBHOOKS):
        name = path.removeprefix(WEBHOOKS)
        source = outputs["sources"].get(name)
        if source is None:
            return event, f"The running stack has no source {name}: the sample keeps its signature, and is refused."
        made = _proofs(source["secret"], body)
        swapped |= dict(zip(_proofs(SIGNED_WITH, body), made, strict=True))
        if not set(swapped).intersection(headers.values()):
            return event, f"The sample of {name} cannot be signed here: it keeps its signature, and is refused."
    return event | {"headers": {each: swapped.get(said, said) for each, said in headers.items()}}, ""


def _basic(key: str) -> str:
    return f"Basic {base64.b64encode(f'{key}:'.encode()).decode()}"


def _proofs(secret: str, body: bytes) -> list[str]:
    """What a header may hold that proves a body: an HMAC in one of three spellings, or the secret as password."""
    in_hex = hmac_sha256(secret, body).hex()
    return [signed(secret, body), in_hex, f"sha256={in_hex}", password(secret)["authorization"]]
