"""What a shop's own server does for its pages: it alone holds the user secret, and proves who is signed in.

A real one does this for whoever has a session with it. The demo shop checks nobody, so this one proves any user id: it
listens on this machine alone, and the demo's customers are made up.
"""

import hashlib
import hmac
import json


def proof_of(secret: str, body: bytes) -> dict[str, str]:
    """The proof of a user id for `POST /v1/inbox` and `/v1/decide`. Raises ValueError for what names nobody."""
    said = json.loads(body)
    user = said.get("userId") if isinstance(said, dict) else None
    if not isinstance(user, str) or not user:
        raise ValueError
    return {"userHash": hmac.new(secret.encode(), user.encode("utf-8", "replace"), hashlib.sha256).hexdigest()}
