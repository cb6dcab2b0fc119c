"""Segments: living groups. Who is in one follows from the profile and the time, and from nothing else."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace

from segue.profile.profiles import Profile
from segue.segments.verdicts import Condition, earliest
from segue.times import Millis


@dataclass(frozen=True)
class Segment:
    """A group as the playbook defines it."""

    id: str
    name: str
    description: str
    when: Condition


@dataclass(frozen=True)
class Membership:
    """The segments a person is in with since when, and when to look again. `version` 0: not written yet; `at`: when
    it was evaluated; `quiet`: those that imported history led into, and with the last change out of, which start
    nothing (`segue.segments.quietness`); `imported`: history alone has moved the person last."""

    segments: Mapping[str, Millis]
    wake: Millis | None = None
    version: int = 0
    at: Millis = field(default=0, compare=False)
    quiet: frozenset[str] = frozenset()
    imported: bool = False

    def as_kept(self) -> tuple[Mapping[str, Millis], Millis | None, bool]:
        """What a new row is written for."""
        return self.segments, self.wake, self.imported

    def since(self, before: "Membership", quiet: Set[str], imported: bool) -> "Membership":
        """What changes is quiet where that is said; what was quiet before stays so while the person is inside."""
        kept = frozenset(quiet | (before.quiet & self.segments.keys()))
        return replace(self, quiet=kept, imported=imported and self.wake is not None)


def evaluate(segments: Iterable[Segment], profile: Profile | None, before: Membership, now: Millis) -> Membership:
    """The membership now; `since` of a segment that the person stays in is kept. No profile, no segment; a shared
    identifier is nobody's."""
    if profile is None or profile.shared:
        return Membership({}, None, before.version, now)
    verdicts = {one.id: one.when.test(profile, now) for one in segments}
    inside = {key: before.segments.get(key, now) for key, verdict in verdicts.items() if verdict.holds}
    return Membership(inside, earliest(*(one.until for one in verdicts.values())), before.version, now)


def touched(segments: Iterable[Segment], changed: frozenset[str]) -> bool:
    """Whether any segment looks at one of these facets."""
    return any(one.when.facets & changed for one in segments)
