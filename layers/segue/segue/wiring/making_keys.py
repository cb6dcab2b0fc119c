"""Write keys are made and revoked: by the API and at the console."""

from segue.audit import Entry
from segue.keys import digest
from segue.times import Millis
from segue.trailing import named, on_trail
from segue.wiring.merges import audit
from segue.wiring.write_keys import write_keys
from segue.write_keys import BROWSER, ID, Key, checked


def create(asked: tuple[str, str, list[str], bool], by: str, occasion: str, now: Millis) -> tuple[Key, str]:
    """A key of this kind, name and origins, with or without the wish for proofs, and its text; on the same occasion
    it is one. Raises Invalid, Conflict, Unavailable."""
    kind, name, origins, proof = asked
    name, pages = checked(kind, name, origins)
    key = Key(digest(b"write-key", f"{by} {occasion}")[:ID], kind, name, pages, proof and kind == BROWSER, now, by)
    entry = Entry(f"key.created_{key.id}", now, by, "key.created", (), object=key.id, evidence={"kind": kind})
    with on_trail(audit(), entry):
        return key, write_keys().create(key)


def revoke(identity: str, by: str, occasion: str, now: Millis) -> Key:
    """The key is not in force any more. Raises NotFound("unknown-key"), Unavailable."""
    name = named("key.revoked", by, f"{identity} {occasion}")
    with on_trail(audit(), Entry(name, now, by, "key.revoked", (), object=identity)):
        return write_keys().revoke(identity, by, now)
