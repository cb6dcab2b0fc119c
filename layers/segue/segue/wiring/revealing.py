"""Sensitive traits in the clear, for those who may: first it is written down, then it is opened."""

from dataclasses import dataclass
from typing import Any

from segue.audit import Entry
from segue.keys import digest
from segue.profile.profiles import Profile
from segue.sealed import class_of, is_sealed
from segue.times import Millis
from segue.wiring.merges import audit
from segue.wiring.sealing import opened

ACTION = "person.sensitive_viewed"


@dataclass(frozen=True)
class Revealed:
    """A sensitive trait; `value` is None where nothing opens it any more."""

    name: str
    sensitive: str
    value: Any


def revealed(profile: Profile, asked: tuple[str, str, str], now: Millis) -> list[Revealed]:
    """All of a person; `asked`: by whom, why, and on which occasion, of which a repeat is one entry.

    Raises Unavailable.
    """
    by, why, occasion = asked
    sealed = {name: one for name, one in profile.traits.items() if is_sealed(one)}
    names = {"traits": sorted(sealed)}
    entry = Entry(digest(b"sensitive", f"{profile.id} {occasion}")[:24], now, by, ACTION, (profile.id,), why, names)
    audit().write([entry])
    return [Revealed(name, class_of(sealed[name]), value) for name, value in opened(sealed, profile.identities).items()]
