"""Looking: a request of a page once it is proven, what was read of who looks, and what has just happened."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import msgspec

from segue import facets
from segue.carts.policies import CartPolicy
from segue.errors import Invalid
from segue.events import Event
from segue.identity.persons import PersonSet
from segue.identity.proofs import covered
from segue.keys import IdentityKey, PersonId, is_key
from segue.messaging.visitors import Asked
from segue.profile.identities import Identity, mark
from segue.profile.profiles import Profile
from segue.segments.membership import Membership

MOST_PLACEMENTS = 50
LONGEST = 100  # characters of an id
MOST_KNOWN = 24  # ids that an answer gives along, and a request brings along


class Wanted(Asked, rename="camel"):
    """A request's body. `product`: what the page shows; `shown`: what this visit has been shown before, by placement;
    `session`: a name of the visit; `visit`: what the last answer gave along; `recommend`: a wish for the page itself;
    `token`: what the shop's server says of whom a page may ask about (`segue.intake.page_tokens`)."""

    events: tuple[msgspec.Raw, ...] = ()
    placements: tuple[str, ...] = ()
    product: str = ""
    locale: str = ""
    session: str = ""
    shown: dict[str, str] = msgspec.field(default_factory=dict)
    visit: tuple[str, ...] = ()
    recommend: dict[str, Any] | None = None
    token: str = ""
    sent_at: Any = None


@dataclass
class Seen:
    """What was read: identities by key, and by the ids that lead to them person sets and memberships."""

    rows: dict[IdentityKey, Identity] = field(default_factory=dict)
    sets: dict[PersonId, PersonSet] = field(default_factory=dict)
    memberships: dict[PersonId, Membership] = field(default_factory=dict)
    into: dict[PersonId, PersonId] = field(default_factory=dict)

    def owner(self, key: IdentityKey) -> PersonId:
        """Where an identity leads, as far as that was read."""
        person = self.rows[key].owner
        while person in self.into:
            person = self.into[person]
        return person

    def of(self, keys: Iterable[IdentityKey]) -> dict[PersonId, PersonSet]:
        """The sets of these identities, by the owners that their rows name."""
        return {self.rows[key].owner: self.sets[self.owner(key)] for key in keys if self.rows[key].version}


@dataclass(frozen=True)
class Look:
    """A request, proven: the keys of the user and of the browser, what was read of them, what has just happened, and
    what the shop does with several carts."""

    wanted: Wanted
    keys: tuple[IdentityKey, IdentityKey]
    seen: Seen
    events: Sequence[Event]
    carts: CartPolicy = field(default_factory=CartPolicy)

    @cached_property
    def news(self) -> Mapping[str, Any]:
        """The facets of the events of who asks that nobody has counted yet."""
        marks = {one for row in self.seen.rows.values() if row.watermark for one in row.watermark.last}
        new = [one for one in self.events if self._is_theirs(one) and mark(one) not in marks]
        return facets.absorb({}, new)

    @property
    def seed(self) -> str:
        """The same through a visit: the session where the page names one, else the browser."""
        return self.wanted.session or self.wanted.anonymous_id or self.keys[0]

    def with_events(self, profile: Profile | None) -> Profile | None:
        """The person with what the request tells of them."""
        if not self.news:
            return profile
        known = profile or Profile(self.keys[0] or self.keys[1], {}, (), cart_policy=self.carts)
        return replace(known, facets=facets.total((known.facets, self.news)))

    def told(self, profile: Profile | None, found: PersonSet | None, whole: bool) -> Profile:
        """What may be told to who looks: what this browser itself has told, and with the proof of a user, where that
        opens the `whole` of them, what was told under the user id and in the user's browsers. Nothing of others who are
        the same person: by way of an address that may be a claim."""
        user, browser = self.keys
        proven = user if whole else ""
        keys = {proven, browser, *(covered(found, user) if proven and found else ())}
        own = tuple(sorted(one for one in keys if one in self.seen.rows))
        said = facets.total((*(self.seen.rows[one].facets for one in own), self.news))
        known = profile if proven and profile else Profile(user or browser, {}, (), cart_policy=self.carts)
        return replace(known, facets=said, identities=own)

    def _is_theirs(self, event: Event) -> bool:
        same = ((event.user_id, self.wanted.user_id), (event.anonymous_id, self.wanted.anonymous_id))
        return all(said in (None, asked) for said, asked in same)


def check(wanted: Wanted) -> None:
    """Raises Invalid("bad-placements", "bad-page", "bad-visit")."""
    if len(wanted.placements) > MOST_PLACEMENTS or any(not 0 < len(one) <= LONGEST for one in wanted.placements):
        raise Invalid("bad-placements", f"`placements` are up to {MOST_PLACEMENTS} ids of up to {LONGEST} characters")
    if len(wanted.shown) > MOST_PLACEMENTS or max(map(len, (wanted.product, wanted.locale, wanted.session))) > LONGEST:
        raise Invalid("bad-page", f"`product`, `locale` and `session` have up to {LONGEST} characters each")
    if len(wanted.visit) > MOST_KNOWN + 1 or not all(map(is_key, wanted.visit)):
        raise Invalid("bad-visit", "`visit` is what the last answer gave along")


def known(found: PersonSet | None) -> list[str]:
    """What the next request of the same viewer may bring along; nothing of somebody of more ids than that."""
    listed: Mapping[str, None] = dict.fromkeys((found.id, *sorted(found.keys))) if found and found.version else {}
    return [*listed] if len(listed) <= MOST_KNOWN and not (found and found.sums) else []
