"""The stack's one master secret, and the keys derived from it.

One random secret in Secrets Manager is all that the template makes; each purpose gets its own key by HMAC
(NIST SP 800-108, one block), so that no two purposes share one and nothing secret stands in the environment.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from botocore.exceptions import BotoCoreError, ClientError

from segue.aws.clients import client, unavailable
from segue.aws.settings import settings
from segue.errors import Invalid
from segue.lambdas import now
from segue.signatures import same
from segue.times import MINUTE, Millis

FRESH: Millis = 15 * MINUTE
REVOKED, ROTATED = "revoked-", "rotated-"  # how labels of the secret begin
ROTATES = ("users", "page-tokens", "panels")


@dataclass(frozen=True)
class Sealed:
    """The secret as it was read: its labels say which of the stack's first keys are revoked, and which purposes have
    been rotated how often (`rotated-links-2`)."""

    value: bytes
    labels: frozenset[str]
    at: Millis


@cache
def _kept() -> list[Sealed]:
    """What this environment has read, the newest at the end."""
    return []


def sealed() -> Sealed:
    """The secret with its labels, read once per environment and again when it is older than a quarter of an hour. While
    it cannot be read again the one that is known will do."""
    kept, moment = _kept(), now()
    if kept and moment - kept[-1].at < FRESH:
        return kept[-1]
    try:
        answer = client("secretsmanager").get_secret_value(SecretId=settings().secret)
        found = Sealed(answer["SecretString"].encode(), frozenset(answer.get("VersionStages", ())), moment)
    except (ClientError, BotoCoreError):
        if not kept:
            raise
        found = replace(kept[-1], at=moment - FRESH + MINUTE)
    kept[:] = [found]
    return found


def master() -> bytes:
    """The master secret."""
    return sealed().value


def derived(purpose: str, turn: int = 0) -> bytes:
    """32 bytes for one purpose: `identity` (keys), `links` (tokens in mails), `files`, `handovers`, `console`,
    `write-key`, `server-key`, `keys` (write keys of one's own), `users` (what a shop's server proves user ids with),
    `page-tokens` (what it signs the tokens of pages with), `panels` (what a help desk signs).

    `turn`: before (-1) or after (1) the one in force, of a purpose that rotates.
    """
    known = sealed()
    number = max(1, _turn(known.labels, purpose) + turn)
    said = purpose if number == 1 else f"{purpose} {number}"
    return _derived(known.value, said)


@lru_cache(maxsize=64)
def _derived(value: bytes, said: str) -> bytes:
    return hmac.new(value, said.encode(), hashlib.sha256).digest()


def accepted(purpose: str) -> tuple[bytes, ...]:
    """The key in force, the one before it, and the one after it, which other environments may know of already."""
    return tuple(dict.fromkeys(derived(purpose, turn) for turn in (0, -1, 1)))


def _turn(labels: frozenset[str], purpose: str) -> int:
    """How often a purpose was rotated, and one."""
    begins = f"{ROTATED}{purpose}-"
    turns = [one.removeprefix(begins) for one in labels if one.startswith(begins)]
    return max((int(one) for one in turns if one.isdecimal()), default=1)


def rotate(purpose: str) -> int:
    """The next key of a purpose is in force from now on, and in every environment within a quarter of an hour; the one
    before it goes on being accepted. Answers its number. Raises Invalid("never-rotates")."""
    if purpose not in ROTATES:
        raise Invalid("never-rotates", f"what rotates is {', '.join(ROTATES)}")
    _kept().clear()
    number = _turn(sealed().labels, purpose) + 1
    _label(f"{ROTATED}{purpose}-{number}")
    if number > 2:
        _label(f"{ROTATED}{purpose}-{number - 1}", "RemoveFromVersionId")
    return number


def revoke_first(identity: str) -> None:
    """One of the stack's first keys is in force no more: a label of the secret, since its value must never change."""
    _label(f"{REVOKED}{identity}")


def revoked_firsts() -> frozenset[str]:
    """Which of the stack's first keys are revoked."""
    return frozenset(one.removeprefix(REVOKED) for one in sealed().labels if one.startswith(REVOKED))


def _label(label: str, change: str = "MoveToVersionId") -> None:
    """Puts a label on the secret; with RemoveFromVersionId takes it off."""
    asked = {"SecretId": settings().secret}
    version = client("secretsmanager").get_secret_value(**asked)["VersionId"]
    client("secretsmanager").update_secret_version_stage(VersionStage=label, **{change: version}, **asked)
    _kept().clear()


def own_keys() -> bytes:
    """What write keys of one's own are proven with."""
    return derived("keys")


def write_key() -> str:
    """The stack's first write key, as SDKs are configured with it."""
    return _text("wk", derived("write-key"))


def server_key() -> str:
    """The key of the shop's own server, whose word is believed (`segue.trust`)."""
    return _text("sk", derived("server-key"))


def user_secret() -> str:
    """What a shop's server proves user ids with."""
    return _text("us", derived("users"))


def token_secret() -> str:
    """What a shop's server signs the tokens of its pages with (`segue.intake.page_tokens`)."""
    return _text("ts", derived("page-tokens"))


def token_secrets() -> tuple[str, ...]:
    """All that such a token may be signed with while it rotates."""
    return tuple(_text("ts", one) for one in accepted("page-tokens"))


def panel_secret() -> str:
    """What a help desk's side signs the tokens of panels with."""
    return _text("ps", derived("panels"))


def panel_secrets() -> tuple[str, ...]:
    """All that such a token may be signed with while it rotates."""
    return tuple(_text("ps", one) for one in accepted("panels"))


def _text(begins: str, key: bytes) -> str:
    return f"{begins}_{base64.b32encode(key[:20]).decode().lower()}"


def proves_user(presented: str, user_id: str) -> bool:
    """Whether this is the hash of a user id, HMAC-SHA256 under the user secret in hex. Raises Unavailable."""
    with unavailable("secrets"):
        said = user_id.encode("utf-8", "replace")
        keys = [_text("us", one).encode() for one in accepted("users")]
        return same(presented.lower(), [hmac.new(key, said, hashlib.sha256).hexdigest() for key in keys])
