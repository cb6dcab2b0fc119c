"""The stack's one master secret, and the keys derived from it.

One random secret in Secrets Manager is all that the template makes; each purpose gets its own key by HMAC
(NIST SP 800-108, one block), so that no two purposes share one and nothing secret stands in the environment.
"""

import base64
import hashlib
import hmac
from functools import cache

from segue.aws.clients import client, unavailable
from segue.aws.settings import settings
from segue.signatures import same


@cache
def master() -> bytes:
    """The master secret, read once per environment."""
    return client("secretsmanager").get_secret_value(SecretId=settings().secret)["SecretString"].encode()


@cache
def derived(purpose: str) -> bytes:
    """32 bytes for one purpose: `identity` (keys), `links` (tokens in mails), `files`, `handovers`, `console`,
    `write-key`, `server-key`, `users` (what a shop's server proves user ids with), `page-tokens` (what it signs the
    tokens of pages with), `panels` (what a help desk signs).
    """
    return hmac.new(master(), purpose.encode(), hashlib.sha256).digest()


def write_key() -> str:
    """The stack's first write key, as SDKs are configured with it."""
    return "wk_" + base64.b32encode(derived("write-key")[:20]).decode().lower()


def server_key() -> str:
    """The key of the shop's own server, whose word is believed (`segue.trust`)."""
    return "sk_" + base64.b32encode(derived("server-key")[:20]).decode().lower()


def user_secret() -> str:
    """What a shop's server proves user ids with."""
    return "us_" + base64.b32encode(derived("users")[:20]).decode().lower()


def token_secret() -> str:
    """What a shop's server signs the tokens of its pages with (`segue.intake.page_tokens`)."""
    return "ts_" + base64.b32encode(derived("page-tokens")[:20]).decode().lower()


def panel_secret() -> str:
    """What a help desk's side signs the tokens of panels with."""
    return "ps_" + base64.b32encode(derived("panels")[:20]).decode().lower()


def proves_user(presented: str, user_id: str) -> bool:
    """Whether this is the hash of a user id, HMAC-SHA256 under the user secret in hex. Raises Unavailable."""
    with unavailable("secrets"):
        right = hmac.new(user_secret().encode(), user_id.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
        return same(presented.lower(), (right,))


def valid(presented: str) -> bool:
    """Whether a write key is one of ours, in the same time for any text. Raises Unavailable."""
    with unavailable("secrets"):
        return same(presented, (write_key(),))


def trusted(presented: str) -> bool:
    """Whether a key is that of the shop's server, in the same time for any text. Raises Unavailable."""
    with unavailable("secrets"):
        return same(presented, (server_key(),))
