"""What is to be written of people at once, as it is handed to their tables."""

from dataclasses import dataclass

from segue.identity.persons import PersonSet
from segue.keys import PersonId
from segue.profile.identities import Identity


@dataclass(frozen=True)
class Writes:
    """What is to be written at once. `redirects` are (id, version, into); `checks` must not have changed; `sums` go."""

    people: tuple[PersonSet, ...] = ()
    redirects: tuple[tuple[PersonId, int, PersonId], ...] = ()
    checks: tuple[PersonSet, ...] = ()
    points: tuple[tuple[Identity, PersonId], ...] = ()
    sums: tuple[str, ...] = ()
