"""Segments: living groups. Who is in one follows from the profile and the time, and from nothing else."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from segue.profile.profiles import Profile
from segue.segments.verdicts import Condition, Verdict, earliest
from segue.times import Millis

Changed = frozenset[str] | None
NAMES = "names"  # the facet that tells since when anything is known of a person
STILL_IN = "still_in"  # of the policy of privacy: the segments in which those who are restricted stay
CONSENT = "consent"  # the facet that tells whether what is known may be used


@dataclass(frozen=True)
class Segment:
    """A group as the playbook defines it; `book` is the same of all that are in force together, and of no others.
    `still`: those who are restricted stay in it, so that what the law wants sent finds them."""

    id: str
    name: str
    description: str
    when: Condition
    book: str = ""
    still: bool = False


@dataclass(frozen=True)
class Membership:
    """The segments a person is in with since when, by the times of events, and when to look again. `version` 0: not
    written yet; `at`: when it was evaluated; `quiet`: those that imported history led into, and with the last change
    out of, which start nothing (`segue.segments.quietness`); `imported`: history alone has moved the person last.
    `marks`: until when the answer of a segment holds, in it or not; `book`: which definitions were asked; `left`: since
    when the person is no longer in what the last change led out of; `trace`: the event that it was written for last
    (`segue.tracing`)."""

    segments: Mapping[str, Millis]
    wake: Millis | None = None
    version: int = 0
    at: Millis = field(default=0, compare=False)
    quiet: frozenset[str] = frozenset()
    imported: bool = False
    marks: Mapping[str, Millis] = field(default_factory=dict, compare=False)
    book: str = field(default="", compare=False)
    left: Mapping[str, Millis] = field(default_factory=dict, compare=False)
    trace: str = field(default="", compare=False)

    def as_kept(self) -> tuple[object, ...]:
        """What a new row is written for."""
        return self.segments, self.wake, self.imported, self.marks

    def since(self, before: "Membership", quiet: Set[str], imported: bool) -> "Membership":
        """What changes is quiet where that is said; what was quiet before stays so while the person is inside."""
        kept = frozenset(quiet | (before.quiet & self.segments.keys()))
        return replace(self, quiet=kept, imported=imported and self.wake is not None)


class Look(NamedTuple):
    """A moment, and the facets that have changed since the membership was last brought in line; None: nobody knows."""

    now: Millis
    changed: Changed = None


def evaluate(segments: Sequence[Segment], profile: Profile | None, before: Membership, now: Millis) -> Membership:
    """The membership now. No profile, no segment; a shared identifier is nobody's."""
    return evaluate_again(segments, profile, before, Look(now))


def evaluate_again(segments: Sequence[Segment], profile: Profile | None, before: Membership, look: Look) -> Membership:
    """The membership now, where segments whose answer cannot have changed keep it."""
    now = look.now
    segments = [one for one in segments if one.still] if profile and profile.restricted else segments
    if profile is None or profile.shared or not segments:
        return Membership({}, None, before.version, now)
    verdicts = {one.id: one.when.test(profile, now) for one in _due(segments, before, look)}
    kept = {one.id for one in segments} - verdicts.keys() if len(verdicts) < len(segments) else ()
    inside = {key: since for key, since in before.segments.items() if key in kept}
    marks = {key: mark for key, mark in before.marks.items() if key in kept}
    for key, one in verdicts.items():
        if one.holds:
            inside[key] = _since(one, profile, before.segments.get(key, now))
        if one.until is not None:
            marks[key] = _mark(one.until, before.marks.get(key), now)
    out = ((key, verdicts[key].since) for key in before.segments if key in verdicts and not verdicts[key].holds)
    left = {key: since for key, since in out if since}
    wake = earliest(*marks.values())
    return Membership(inside, wake, before.version, now, marks=marks, left=left, book=_book(segments))


def _due(segments: Sequence[Segment], before: Membership, look: Look) -> Sequence[Segment]:
    """Those to ask: that look at a changed facet, or whose answer may have changed by time; all of them where that
    cannot be told, and where other definitions were asked before."""
    changed = look.changed
    if changed is None or {NAMES, CONSENT} & changed or not before.version or before.book != _book(segments):
        return segments
    return [one for one in segments if one.when.facets & changed or before.marks.get(one.id, look.now + 1) <= look.now]


def _book(segments: Sequence[Segment]) -> str:
    return segments[0].book if segments else ""


def _mark(until: Millis, before: Millis | None, now: Millis) -> Millis:
    """When to ask again; an earlier moment that is written down already does no harm, and writing it anew costs."""
    return before if before is not None and now < before <= until else until


def _since(verdict: Verdict, profile: Profile, known: Millis) -> Millis:
    """Since when the person is inside: not before anything was known of the person; as `known` where nobody can say."""
    return known if verdict.since is None or profile.begun is None else max(verdict.since, profile.begun)


def touched(segments: Iterable[Segment], changed: frozenset[str]) -> bool:
    """Whether any segment looks at one of these facets; all do at consent, which tells who is in none."""
    return CONSENT in changed or any(one.when.facets & changed for one in segments)
