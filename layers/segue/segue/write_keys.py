"""Write keys of sources: what a key may do, and how it is told to be one of ours before anything is read. Pure.

A key is its kind, an id, and the keyed hash of both under the stack's secret: whoever invents one is refused by the
hash alone, so that no number of random keys causes a read. Nothing of a key is kept but its id.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from segue.errors import Invalid
from segue.keys import digest
from segue.signatures import same
from segue.times import Millis

BROWSER, SERVER = "browser", "server"
KINDS = {BROWSER: "wk", SERVER: "sk"}
ID, MAC = 10, 24  # characters
MOST, MOST_ORIGINS, LONGEST = 100, 20, 64  # keys of a stack; origins of a key; characters of a name
FIRST, FIRST_SERVER = "first", "first-server"  # the stack's own, which every stack has from its beginning


@dataclass(frozen=True)
class Key:
    """`origins`: pages that may use it, all where there are none; `proof`: whoever it names as a known customer needs
    the hash of the user id, else it waits in quarantine; `used`: the last day, by UTC; `revoked` is when."""

    id: str
    kind: str
    name: str = ""
    origins: tuple[str, ...] = ()
    proof: bool = False
    created: Millis = 0
    by: str = ""
    revoked: Millis = 0
    revoked_by: str = ""
    used: str = ""

    def allows(self, origin: str | None) -> bool:
        """Whether a page of this origin may use it; where no browser asks there is none."""
        return not origin or not self.origins or origin.lower().rstrip("/") in self.origins


def text_of(secret: bytes, kind: str, identity: str) -> str:
    """The key as an SDK is given it."""
    return f"{KINDS[kind]}_{identity}{digest(secret, f'{kind}:{identity}')}"


def identity_of(secret: Callable[[], bytes], presented: str) -> str:
    """The id in a key of ours; "" of any other text, in the same time whatever it is."""
    kind = next((one for one, prefix in KINDS.items() if presented.startswith(f"{prefix}_")), "")
    if not kind or len(presented) != len(KINDS[kind]) + 1 + ID + MAC or not presented.isascii():
        return ""
    identity = presented[len(KINDS[kind]) + 1 :][:ID]
    return identity if same(presented, (text_of(secret(), kind, identity),)) else ""


def origin_of(text: str) -> str:
    """An origin as browsers tell it, `https://shop.example`. Raises Invalid("bad-origin")."""
    parts = urlsplit(text.strip().lower().rstrip("/"))
    told = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme not in ("https", "http") or not parts.hostname or told != text.strip().lower().rstrip("/"):
        raise Invalid("bad-origin", f"an origin is written as https://shop.example, without a path: {text[:100]!r}")
    return told


def checked(kind: str, name: str, origins: list[str]) -> tuple[str, tuple[str, ...]]:
    """Name and origins as they are kept. Raises Invalid("bad-key", "bad-origin")."""
    if kind not in KINDS:
        raise Invalid("bad-key", "`kind` is browser or server")
    if not 0 < len(name.strip()) <= LONGEST:
        raise Invalid("bad-key", f"a key has a name of at most {LONGEST} characters, such as the source that uses it")
    if kind == SERVER and origins:
        raise Invalid("bad-origin", "a server key has no origins: no page may use it")
    if len(origins) > MOST_ORIGINS:
        raise Invalid("bad-origin", f"a key has at most {MOST_ORIGINS} origins")
    return name.strip(), tuple(dict.fromkeys(map(origin_of, origins)))


def row_of(key: Key) -> dict[str, Any]:
    """A key as the ring keeps it."""
    return {**vars(key), "origins": list(key.origins)}


def key_of(row: Mapping[str, Any]) -> Key:
    """The inverse."""
    return Key(**{**row, "origins": tuple(row["origins"])})
