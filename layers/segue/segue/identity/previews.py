"""Previews: what a merge or an undo would make of people: who has which identifiers, segments, carts and journeys.

Worked out with the same code that carries it out; nothing is written.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from segue import facets
from segue.carts.policies import CartPolicy
from segue.identity.edges import LOGIN, Edge
from segue.identity.linking import Linking
from segue.identity.merging import Decision, Merge
from segue.identity.persons import Change, PersonSet
from segue.journeys.attribution import has_cart
from segue.journeys.instances import Instance
from segue.keys import IdentityKey, PersonId
from segue.profile.identities import Identity
from segue.profile.profiles import Profile
from segue.segments.membership import Membership, Segment, evaluate
from segue.times import Millis

MOST_PEOPLE = 10  # in one preview


class Identities(Protocol):
    """Rows of identities."""

    def identities(self, keys: Sequence[IdentityKey]) -> dict[IdentityKey, Identity]: ...


class Journeys(Protocol):
    """Runs of journeys under these ids."""

    def of_people(self, persons: Sequence[PersonId]) -> list[Instance]: ...


@dataclass(frozen=True)
class Seen:
    """One person before or after: the profile and the segments that it is in."""

    profile: Profile
    segments: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """A run of a journey that goes on, and whose it will be; nobody's where it ends because its reason is gone."""

    instance: Instance
    person: PersonId


@dataclass(frozen=True)
class Preview:
    """People before and after. `overrides`: rules that keep them apart and that the merge would overrule."""

    kind: Literal["merge", "undo"]
    before: tuple[Seen, ...]
    after: tuple[Seen, ...]
    overrides: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Previews:
    """The collaborators of a preview."""

    linking: Linking
    identities: Identities
    journeys: Journeys
    segments: Callable[[], Sequence[Segment]]
    cart_policy: Callable[[], CartPolicy]

    def of_merge(self, keep: PersonId, absorb: PersonId, now: Millis) -> Preview:
        """What would be if these two were one."""
        decision = Decision("merge", "preview", "preview", keep, absorb, "", "", now)
        by_itself = Change(frozenset({keep, absorb}), (Edge(keep, absorb, "preview", now, LOGIN),))
        refused = self.linking.regrouped(by_itself).partition.left_out.get(by_itself.edges[0].id, "")
        return self._preview("merge", decision.change, now, (refused,) if refused else ())

    def of_undo(self, merge: Merge, now: Millis) -> Preview:
        """What would be if this merge were taken back."""
        return self._preview("undo", merge.undo.change, now, ())

    def _preview(
        self, kind: Literal["merge", "undo"], change: Change, now: Millis, overrides: tuple[str, ...]
    ) -> Preview:
        regrouping = self.linking.regrouped(change)
        people = [one for one in regrouping.before if one not in regrouping.after]
        keys = {key for one in people for key in one.keys}
        rows = self.identities.identities(sorted(keys))
        after = [one for one in regrouping.after if one.keys & keys][:MOST_PEOPLE]
        seen = [self._seen(one, rows, now) for one in after]
        ids = sorted({person for one in people for person in (one.id, *one.former)})
        running = [one for one in self.journeys.of_people(ids) if one.state == "running"]
        return Preview(
            kind=kind,
            before=tuple(self._seen(one, rows, now) for one in people),
            after=tuple(seen),
            overrides=overrides,
            runs=tuple(Run(one, _whose(one, [two.profile for two in seen])) for one in running),
        )

    def _seen(self, person: PersonSet, rows: dict[IdentityKey, Identity], now: Millis) -> Seen:
        profile = Profile(
            id=person.id,
            facets=facets.total(rows[key].facets for key in sorted(person.keys) if key in rows),
            identities=tuple(sorted(person.keys)),
            merged=person.merged,
            shared=person.nobody,
            cart_policy=self.cart_policy(),
        )
        inside = evaluate(self.segments(), profile, Membership({}), now).segments
        return Seen(profile, tuple(sorted(inside)))


def _whose(run: Instance, people: Sequence[Profile]) -> PersonId:
    """By what the run is about: the cart; a run for the whole person stays with whoever keeps its id."""
    about = [one.id for one in people if has_cart(one, run.key)]
    same = [one.id for one in people if run.person in one.identities]
    return next(iter(about or same), "")


def described(preview: Preview) -> dict[str, Any]:
    """Ready for JSON; identifiers are not masked yet."""
    return {
        "kind": preview.kind,
        "before": [_described(one) for one in preview.before],
        "after": [_described(one) for one in preview.after],
        "overrides": list(preview.overrides),
        "journeys": [
            {"journey": run.instance.journey, "key": run.instance.key, "person": run.person} for run in preview.runs
        ],
    }


def _described(one: Seen) -> dict[str, Any]:
    profile = one.profile
    return {
        "id": profile.id,
        "identifiers": profile.identifiers,
        "segments": list(one.segments),
        "orders": len(profile.orders),
        "open_carts": sum(cart.live for cart in profile.carts),
    }
