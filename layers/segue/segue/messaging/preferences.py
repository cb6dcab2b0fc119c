"""Preferences: what a customer may choose about being written to, as it stands at this moment.

A switch is about one purpose at all of a person's addresses of one type: what must be passed before a send is the
address, so channels that share it (SMS and WhatsApp) share the switch. Whoever has the link may switch anything off;
on again only what goes to the address that the link was sent to, or what was agreed to before: a link may be forwarded,
and nobody agrees for another's telephone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from segue.contact_points import CHANNELS, ContactPoint
from segue.messaging.languages import person_locale
from segue.messaging.locales import shop_locale, shop_locales, tag
from segue.messaging.page_texts import TEXTS
from segue.messaging.policies import Policy
from segue.profile import profiling
from segue.profile.pauses import paused_until
from segue.profile.profiles import Profile
from segue.profile.restricting import EVERYWHERE
from segue.times import Millis, from_text

MARKETING = "marketing"
PROFILED = "person.profiling"  # the switch that no channel owns
CHANNEL, LANGUAGE = "preferred_channel", "preferred_language"  # the traits
PROGRAMS = frozenset(name for name, one in CHANNELS.items() if not one.address)


class Point(NamedTuple):
    """One address: how it stands, and `value`, "" where only its key is known. `own`: the link was sent to it."""

    contact: ContactPoint
    value: str
    own: bool


class Reach(NamedTuple):
    """The addresses of one type, and the channels that write to them."""

    channels: tuple[str, ...]
    points: tuple[Point, ...]


class Profiled(NamedTuple):
    """Whether anything may be expected of the person; where not, on which channels that was said, and since when."""

    on: bool
    channels: tuple[str, ...] = (EVERYWHERE,)
    since: Millis = 0


class Switch(NamedTuple):
    """`name` is `<first channel>.<purpose>`; `locked`: why it cannot be moved, as a key of the texts, else ""."""

    name: str
    reach: Reach
    purpose: str
    on: bool
    locked: str


@dataclass(frozen=True)
class View:
    """All that the page shows. `paused`: until when, 0 for not; `channel` and `language` as they were declared;
    `profiled`: None where nobody is known who could be."""

    switches: tuple[Switch, ...]
    reaches: tuple[Reach, ...] = ()
    paused: Millis = 0
    channel: str = ""
    language: str = ""
    languages: tuple[str, ...] = ()
    known: tuple[str, ...] = field(default=())  # languages that the reader is known to want
    profiled: "Profiled | None" = None

    @property
    def seen(self) -> tuple[Reach, ...]:
        """Those that the person knows of. Programs of the shop have no address of the person's and no name for them:
        what goes there is no switch, but a pause and a stop of everything hold for it too."""
        return tuple(one for one in self.reaches if not PROGRAMS.issuperset(one.channels))

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that the person can choose between."""
        return tuple(dict.fromkeys(one for reach in self.seen for one in reach.channels))


def view_of(reaches: tuple[Reach, ...], profile: Profile | None, policy: Policy, now: Millis) -> View:
    """How everything stands; without a profile, after an erasure, what is known of the address alone."""
    traits: Mapping[str, object] = profile.traits if profile else {}
    pauses = [point.contact.paused for reach in reaches for point in reach.points]
    language = tag(traits.get(LANGUAGE))
    return View(
        switches=tuple(one for reach in reaches for one in _switches(reach, profile, policy)),
        reaches=reaches,
        paused=max((one for one in (paused_until(traits), *pauses) if one > now), default=0),
        channel=str(traits.get(CHANNEL) or ""),
        language=language,
        languages=tuple(dict.fromkeys(one for one in (language, *_offered(policy)) if one)),
        known=tuple(one for one in (language, person_locale(profile) if profile else "") if one),
        profiled=_profiled(profile) if profile else None,
    )


def _profiled(profile: Profile) -> Profiled:
    noes = [one for one in profile.consent if one["purpose"] == profiling.PURPOSE and not one["granted"]]
    since = max((from_text(one["since"]) for one in noes), default=0)
    return Profiled(False, tuple(dict.fromkeys(one["channel"] for one in noes)), since) if noes else Profiled(True)


def _offered(policy: Policy) -> tuple[str, ...]:
    """The languages that the shop says it writes in; those of the pages where it says nothing."""
    return shop_locales(policy.shop) or (shop_locale(policy.shop), *TEXTS)


def _switches(reach: Reach, profile: Profile | None, policy: Policy) -> Iterator[Switch]:
    for purpose in _purposes(reach, policy):
        may = [point for point in reach.points if _open(point, reach, purpose, (profile, policy))]
        locked = "" if may else _locked(reach, purpose, policy)
        always = {policy.consent.get(f"{channel}/{purpose}") for channel in reach.channels} == {"always"}
        yield Switch(
            f"{reach.channels[0]}.{purpose}", reach, purpose, bool(may), "always" if always and may else locked
        )


def _purposes(reach: Reach, policy: Policy) -> list[str]:
    """Those that the policy names for these channels, marketing first."""
    named = {pair.partition("/")[2] for pair in policy.consent if pair.partition("/")[0] in reach.channels}
    return [MARKETING, *sorted(named - {MARKETING})]


def _open(point: Point, reach: Reach, purpose: str, known: tuple[Profile | None, Policy]) -> bool:
    """Whether a message of this purpose may go to the address by one of the channels."""
    profile, policy = known
    return any(
        not point.contact.refuses(purpose, policy.asks_first(channel, purpose))
        and not (profile and profile.denies(channel, purpose, point.value))
        for channel in reach.channels
    )


def _locked(reach: Reach, purpose: str, policy: Policy) -> str:
    """Why the link's holder cannot switch it on; "" where they can, at one address at least."""
    if any(may_agree(one, reach, purpose, policy) for one in reach.points):
        return ""
    suppressed = next((one.contact.suppressed for one in reach.points if one.contact.suppressed), "")
    return f"suppressed-{suppressed}" if suppressed else "no-consent"


def may_agree(point: Point, reach: Reach, purpose: str, policy: Policy) -> bool:
    """Whether a yes that is said behind the link counts for this address."""
    if point.contact.suppressed:
        return False
    asks_first = all(policy.asks_first(channel, purpose) for channel in reach.channels)
    return point.own or purpose in point.contact.granted or not asks_first
