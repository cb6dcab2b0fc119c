"""The preference centre: GET shows what may be chosen, POST is in force when it is answered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from segue.contact_points import CHANNELS, identity_at
from segue.errors import NotFound
from segue.http import Answer, Request
from segue.identifiers import TYPES
from segue.keys import IdentityKey
from segue.messages import person_of
from segue.messaging.changing import Changing
from segue.messaging.links import OptOut
from segue.messaging.page_texts import TEXTS, spoken
from segue.messaging.policies import Policy
from segue.messaging.preference_pages import Paper, shown
from segue.messaging.preferences import Point, Reach, View, view_of
from segue.messaging.wishes import Wish, wish_of
from segue.profile.profiles import Profile
from segue.times import DAY, Millis

MOST = 5  # addresses of a type
Keys = list[tuple[IdentityKey, str]]  # with the address, "" where only the key is known


class Profiles(Protocol):
    """Finds the person behind an identity key, or behind an id."""

    def read(self, person: str, /) -> Profile | None: ...


@dataclass(frozen=True)
class Preferring:
    """`opt_out` reads a signed token, `key` makes the key of an address."""

    opt_out: Callable[[str], OptOut]
    key: Callable[[str, str], IdentityKey]
    profiles: Profiles
    changing: Changing
    policy: Callable[[], Policy]

    def answer(self, request: Request, now: Millis) -> Answer:
        """The page. Raises NotFound for a token that is not ours and for other methods, Invalid for a form that is
        none of ours."""
        link = self.opt_out(request.path.rpartition("/preferences/")[2])
        if request.method not in ("GET", "HEAD", "POST"):
            raise NotFound("unknown-route", "a link like this is opened or posted to")
        policy, profile = self.policy(), self._profile(link)
        view = view_of(self._reaches(link, profile, policy), profile, policy, now)
        if request.method != "POST":
            return _page(request, view, policy, "")
        wish = wish_of(request.body, view)
        late = self.changing.change(link, (view, policy), wish, now)
        said = "unchanged" if wish.empty else "late" if late else "saved"
        return _page(request, after(view, wish, now), policy, said)

    def _profile(self, link: OptOut) -> Profile | None:
        """Whoever the address belongs to now; a till that many share is nobody."""
        found = self.profiles.read(identity_at(link.contact_point)) or self.profiles.read(person_of(link.message_id))
        return None if found is None or found.shared else found

    def _reaches(self, link: OptOut, profile: Profile | None, policy: Policy) -> tuple[Reach, ...]:
        found = list(self._found(link, profile, policy))
        points = self.changing.contact_points.read_many({key for _, keys in found for key, _ in keys})
        return tuple(
            Reach(channels, tuple(Point(points[key], value, key == link.contact_point) for key, value in keys))
            for channels, keys in found
        )

    def _found(self, link: OptOut, profile: Profile | None, policy: Policy) -> Iterator[tuple[tuple[str, ...], Keys]]:
        """(channels, addresses) by type of address: the link's own, and those of the person that the policy names."""
        own = TYPES.get(link.contact_point[:1])
        named = {pair.partition("/")[0] for pair in policy.consent}
        for kind in dict.fromkeys(one.address for one in CHANNELS.values()):
            channels = tuple(name for name, one in CHANNELS.items() if one.address == kind)
            told = channels if kind == own else tuple(one for one in channels if one in named)
            keys = dict([(link.contact_point, "")] if kind == own else []) | dict(self._addresses(kind, profile))
            if told and keys:
                yield told, list(keys.items())

    def _addresses(self, kind: str, profile: Profile | None) -> Keys:
        if profile is None:
            return []
        values = [one["value"] for one in profile.identifiers if one["type"] == kind]
        return [(self.key(kind, one), one) for one in values[:MOST]] if kind else [(profile.id, "")]


def after(view: View, wish: Wish, now: Millis) -> View:
    """How everything stands when a wish is in force: the profile will say so a moment later."""
    moved = wish.on | wish.off
    return replace(
        view,
        switches=tuple(one._replace(on=one.name in wish.on) if one.name in moved else one for one in view.switches),
        paused=view.paused if wish.pause is None else now + wish.pause * DAY if wish.pause else 0,
        channel=view.channel if wish.channel is None else wish.channel,
        language=view.language if wish.language is None else wish.language,
        known=((wish.language,) if wish.language else ()) + view.known,
    )


def _page(request: Request, view: View, policy: Policy, said: str) -> Answer:
    asked = request.query.get("lang", "")
    known = ([asked] if asked in TEXTS else []) + list(view.known)
    language = spoken(known, request.headers.get("accept-language", ""), str(policy.shop.get("locale") or ""))
    return shown(view, Paper(language, str(policy.shop.get("name") or ""), said))
