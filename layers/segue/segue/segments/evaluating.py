"""Evaluating: bring a person's membership in line with the profile, and do so until nothing differs.

Two folds may write two identities of one person at the same time, each seeing only its own. Whoever writes a
membership therefore reads the profile again afterwards and goes on until the read agrees with what is written.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple, Protocol

from segue.errors import Conflict, Unavailable
from segue.keys import PersonId
from segue.profile.profiles import Profile
from segue.segments.membership import Changed, Look, Membership, Segment, evaluate_again
from segue.segments.quietness import TIME, Doing, Filled, filled, quietly
from segue.times import Millis, to_text
from segue.tracing import hop

MOST_ROUNDS = 20


class Profiles(Protocol):
    """Reads a person strongly consistent, under any id that the person has had."""

    def read(self, person: PersonId) -> Profile | None: ...


class Memberships(Protocol):
    """Keeps memberships; `save` raises Conflict when the version has moved on, and `forget` then does nothing."""

    def membership(self, person: PersonId) -> Membership: ...

    def save(self, person: PersonId, membership: Membership) -> None: ...

    def forget(self, person: PersonId, version: int | None = None) -> None: ...


class Timers(Protocol):
    """Wakes a person at a moment; arming the same twice is one."""

    def arm(self, person: PersonId, due: Millis, now: Millis) -> None: ...


class Standing(NamedTuple):
    """A person as read, and the membership that agrees with it."""

    profile: Profile | None
    membership: Membership


class Known(NamedTuple):
    """What whoever asks knows already: the profile, which saves the first read, where it has just read or written it;
    what has happened, and which facets it changed (None: whoever asks cannot say)."""

    profile: Profile | None = None
    doing: Doing = TIME
    changed: Changed = None


NOTHING = Known()


class Evaluating:
    """Evaluates one person at a time."""

    def __init__(
        self, profiles: Profiles, memberships: Memberships, timers: Timers, segments: Callable[[], Sequence[Segment]]
    ) -> None:
        self._profiles, self._memberships, self._timers = profiles, memberships, timers
        self.segments = segments
        self._filling: Callable[[], Mapping[str, Millis]] = dict

    def while_filling(self, filling: Callable[[], Mapping[str, Millis]]) -> "Evaluating":
        """Itself; `filling` says which segments everybody is looked at for, because they changed, and since when."""
        self._filling = filling
        return self

    def agrees(self, profile: Profile, before: Membership, now: Millis) -> bool:
        """Whether nothing would be written of a person as read: no strong read, so of the others nothing is known."""
        found = evaluate_again(self.segments(), profile, before, Look(now, None))
        return self._due(before, self._quieted(found, before, profile, TIME)).as_kept() == before.as_kept()

    def evaluate(self, person: PersonId, now: Millis, known: Known = NOTHING) -> Standing:
        """Writes the membership until it agrees with the profile, and returns both.

        The membership is read first: what another one writes after that stands in the way of writing, and is never
        taken back by what was known before. Raises Unavailable when others keep writing; the platform then delivers the
        batch again.
        """
        owner, rows, looked = person, dict[PersonId, Membership | None](), None
        for _ in range(MOST_ROUNDS):
            rows[owner] = before = rows.get(owner) or self._memberships.membership(owner)
            profile = known.profile or self._profiles.read(person)
            if profile and profile.id != owner:
                owner, known = profile.id, known._replace(profile=None, changed=None)
                continue
            after = before if profile and profile == looked else self._after(before, profile, known, now)
            if after.as_kept() == before.as_kept():
                self._leave(rows, owner)
                return Standing(profile, before)
            after = replace(after, trace=known.doing.trace(self.segments) or before.trace)
            rows[owner] = self._written(owner, before, after, now)
            looked = profile if rows[owner] else None  # what is written follows from it
            known = known._replace(profile=None, changed=None)
        raise Unavailable("contended", f"membership of {person} did not settle")

    def _after(self, before: Membership, profile: Profile | None, known: Known, now: Millis) -> Membership:
        found = evaluate_again(self.segments(), profile, before, Look(now, known.changed))
        return self._due(before, self._quieted(found, before, profile, known.doing))

    def _leave(self, rows: Mapping[PersonId, Membership | None], owner: PersonId) -> None:
        """Nothing stays under ids that lead to somebody else by now, as long as nobody else has written it."""
        for one, membership in rows.items():
            if one != owner and membership and membership.version and self._leads_on(one):
                self._memberships.forget(one, membership.version)

    def _leads_on(self, person: PersonId) -> bool:
        found = self._profiles.read(person)
        return found is None or found.id != person

    def _quieted(self, found: Membership, before: Membership, profile: Profile | None, doing: Doing) -> Membership:
        quiet = quietly(self.segments(), profile, (before, found), doing)
        if profile and before.segments.keys() != found.segments.keys() and (filling := self._filling()):
            quiet |= filled(self.segments(), profile, (before, found), Filled(doing, filling))
        return found.since(before, quiet, doing.last(before.imported))

    def wake(self, person: PersonId, now: Millis) -> None:
        """Lets the journeys look at somebody whose segments may be the same as before and who is not."""
        self._timers.arm(person, now, now)

    def arm(self, person: PersonId, membership: Membership, now: Millis) -> None:
        """Sets the timer that a membership waits for, under the name that it has: once, however often."""
        if membership.wake:
            self._timers.arm(person, max(membership.wake, now), now)

    def forget(self, absorbed: Iterable[PersonId]) -> None:
        """Absorbed people keep no membership of their own."""
        for person in absorbed:
            self._memberships.forget(person)

    @staticmethod
    def _due(before: Membership, after: Membership) -> Membership:
        """The membership to keep: a timer that is armed already, for then or earlier, need not be armed again."""
        armed = before.wake if before.wake is not None and before.wake > after.at else None
        later = after.wake is not None and armed is not None and armed <= after.wake
        return replace(after, wake=armed if later else after.wake)

    def _written(self, owner: PersonId, before: Membership, after: Membership, now: Millis) -> Membership | None:
        """The membership as it stands once written; None where somebody else wrote it: the next round reads theirs."""
        if after.wake is not None and after.wake != before.wake:
            self._timers.arm(owner, after.wake, now)
        with suppress(Conflict):
            self._memberships.save(owner, after)
            _told(before, after)
            return replace(after, version=before.version + 1)
        return None


def _told(before: Membership, after: Membership) -> None:
    """A line of what has changed, and when the person is looked at again; who that is does not stand in it."""
    old, new = {*before.segments}, {*after.segments}
    entered, left = " ".join(sorted(new - old)), " ".join(sorted(old - new))
    wake = to_text(after.wake) if after.wake is not None else ""
    hop("segments", after.trace, entered=entered, left=left, wake=wake)
