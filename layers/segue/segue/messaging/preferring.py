"""The preference centre: GET shows what may be chosen, POST is in force when it is answered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from segue.contact_points import CHANNELS, address_types, identity_at, point_of, writers, writers_to
from segue.errors import Invalid, NotFound
from segue.http import Answer, Request
from segue.keys import IdentityKey
from segue.messages import person_of
from segue.messaging.changing import Changing
from segue.messaging.links import OptOut
from segue.messaging.page_texts import TEXTS, spoken
from segue.messaging.policies import Policy
from segue.messaging.preference_pages import Paper, shown
from segue.messaging.preferences import PROFILED, Point, Profiled, Reach, View, view_of
from segue.messaging.public_pages import lost
from segue.messaging.wishes import Wish, wish_of
from segue.profile.addresses import addresses
from segue.profile.profiles import Profile
from segue.times import DAY, Millis

MOST = 5  # addresses of a type
Found = tuple[tuple[str, ...], Mapping[IdentityKey, str]]


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
        """The page; in words, too, for a token or a form that is none of ours (404, 400). Raises NotFound for other
        methods."""
        if request.method not in ("GET", "HEAD", "POST"):
            raise NotFound("unknown-route", "a link like this is opened or posted to")
        try:
            link = self.opt_out(request.path.rpartition("/preferences/")[2])
        except NotFound:
            return lost(request)
        return self._answer(request, link, now)

    def _answer(self, request: Request, link: OptOut, now: Millis) -> Answer:
        policy, profile = self.policy(), self._profile(link)
        view = view_of(self._reaches(link, profile, policy), profile, policy, now)
        if request.method != "POST":
            return _page(request, view, policy, "")
        try:
            wish = wish_of(request.body, view)
        except Invalid as wrong:
            return replace(_page(request, view, policy, "wrong"), status=wrong.status)
        late = self.changing.change(link, (view, policy), wish, now)
        said = "unchanged" if wish.empty else "late" if late else "saved"
        return _page(request, after(view, wish, now), policy, said)

    def _profile(self, link: OptOut) -> Profile | None:
        """Whoever the address belongs to now; a till that many share is nobody."""
        found = self.profiles.read(identity_at(link.contact_point)) or self.profiles.read(person_of(link.message_id))
        return None if found is None or found.shared else found

    def _reaches(self, link: OptOut, profile: Profile | None, policy: Policy) -> tuple[Reach, ...]:
        found: dict[tuple[str, ...], dict[IdentityKey, str]] = {}
        for channels, keys in self._found(link, profile, policy):
            found.setdefault(channels, {}).update(keys)
        points = self.changing.contact_points.read_many({key for keys in found.values() for key in keys})
        return tuple(
            Reach(channels, tuple(Point(points[key], value, key == link.contact_point) for key, value in keys.items()))
            for channels, keys in found.items()
        )

    def _found(self, link: OptOut, profile: Profile | None, policy: Policy) -> Iterator[Found]:
        """(channels, contact points with their addresses, "" where only the key is known): the link's own, and those of
        the person on the channels that the policy names."""
        own = writers_to(link.contact_point)
        named = {pair.partition("/")[0] for pair in policy.consent}
        for channels in together():
            told = channels if channels == own else tuple(one for one in channels if one in named)
            keys = {link.contact_point: ""} if channels == own else {}
            keys |= self._keys(channels, profile)
            if told and keys:
                yield told, keys

    def _keys(self, channels: tuple[str, ...], profile: Profile | None) -> dict[IdentityKey, str]:
        """Where these channels write to the person."""
        if profile is None:
            return {}
        if not address_types(channels[0]):
            return {point_of(channels[0], profile.id): ""}
        found = [one for one in addresses(profile, channels[0]) if writers(one.type) == channels]
        return {self.key(*one): one.value for one in found[:MOST]}


def together() -> tuple[tuple[str, ...], ...]:
    """The channels in groups that write to the same addresses."""
    found = ([writers(kind) for kind in address_types(name)] or [(name,)] for name in CHANNELS)
    return tuple(dict.fromkeys(group for groups in found for group in groups))


def after(view: View, wish: Wish, now: Millis) -> View:
    """How everything stands when a wish is in force: the profile will say so a moment later."""
    moved = wish.on | wish.off
    return replace(
        view,
        switches=tuple(one._replace(on=one.name in wish.on) if one.name in moved else one for one in view.switches),
        profiled=Profiled(PROFILED in wish.on) if PROFILED in moved else view.profiled,
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
