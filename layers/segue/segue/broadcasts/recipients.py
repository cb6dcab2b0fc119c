"""Recipients: whom of a page of people a wave writes to, with what; and why the others are left out."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from segue.broadcasts.choosing import tries, variant_of
from segue.broadcasts.definitions import Broadcast
from segue.broadcasts.runs import Run
from segue.contact_points import RESTRICTED, ContactPoint
from segue.journeys.instances import WHOLE
from segue.keys import IdentityKey, PersonId
from segue.messages import Message, message_id
from segue.messaging.deciding import decide
from segue.messaging.places import where_of
from segue.messaging.policies import Policy
from segue.messaging.ways import Ask, Way
from segue.profile.addresses import addresses
from segue.profile.profiles import Profile
from segue.profile.restricting import unwanted
from segue.segments.membership import Segment
from segue.times import Millis

Addresses = Callable[[str, str], IdentityKey]  # the key of an identifier


@dataclass(frozen=True)
class Recipient:
    """Somebody of the segment. `point` is "" where no address is known, and `reason` says why nobody is written to;
    `zone` is an IANA name."""

    person: PersonId
    profile: Profile | None
    address: str
    point: IdentityKey
    zone: str
    reason: str = ""

    @property
    def seed(self) -> str:
        """What chance hangs on: the address, so that two people who become one have the same luck."""
        return self.point or self.person


@dataclass(frozen=True)
class Looking:
    """How people are looked at: the broadcast's segment in force, the shop's own time zone, keys of addresses, the
    templates that go out also to somebody who is restricted, and those that the broadcast says, or its journey."""

    broadcast: Broadcast
    segment: Segment
    zone: str
    key: Addresses
    still_sent: Collection[str] = ()
    says: Collection[str] = ()

    def at(self, found: Mapping[PersonId, Profile | None], now: Millis) -> list[Recipient]:
        """Each person once, under the id that the person has now."""
        people = {profile.id if profile else one: profile for one, profile in found.items()}
        return [self._at(one, profile, now) for one, profile in people.items()]

    def zone_of(self, profile: Profile | None) -> str:
        """Where the person most likely lives, as `segue.messaging.places` finds it; else where the shop is."""
        return where_of(profile, self.zone).zone

    def _at(self, person: PersonId, profile: Profile | None, now: Millis) -> Recipient:
        found = addresses(profile, self.broadcast.channel) if profile and not self.broadcast.starts else []
        address, point = (found[0].value, self.key(*found[0])) if found else ("", "")
        return Recipient(person, profile, address, point, self.zone_of(profile), self._reason(profile, address, now))

    def _reason(self, profile: Profile | None, address: str, now: Millis) -> str:
        if profile is None or profile.shared:
            return "nobody"
        if profile.restricted and unwanted(self.says, self.still_sent):
            return RESTRICTED
        if not self.segment.when.test(profile, now).holds:
            return "no-longer-true"
        return "" if address or self.broadcast.starts else "no-address"


def meant(run: Run, broadcast: Broadcast, found: Sequence[Recipient]) -> list[Recipient]:
    """Those whom the wave that is under way is for."""
    wanted = {"all": (True, False), "trial": (True,), "rest": (False,)}[run.part]
    there = [one for one in found if run.in_wave(broadcast, one.zone)]
    return [one for one in there if tries(broadcast, run.number, one.seed) in wanted]


def message_to(one: Recipient, run: Run, broadcast: Broadcast, now: Millis) -> Message:
    """The message; the same for the same run and address whatever template it has, so that nobody gets two."""
    identity = (broadcast.journey, WHOLE, str(run.number))
    return Message(
        id=message_id(one.person, identity, one.point),
        person=one.person,
        contact_point=one.point,
        journey=broadcast.journey,
        key=WHOLE,
        step=identity[2],
        template=run.winner or variant_of(broadcast, run.number, one.seed),
        channel=broadcast.channel,
        purpose=broadcast.purpose,
        created=now,
        trace=run.trace,
    )


def refused(one: Recipient, message: Message, point: ContactPoint, policy: Policy) -> str:
    """Why nobody is written to, as far as it is known already; "" where the message goes its way."""
    if one.reason or one.profile is None:
        return one.reason
    way = Way(message.channel, one.point, one.address, point)
    choice = decide(Ask(message, one.profile, (way,)), policy, message.created)
    return choice.words[0] if choice.do == "drop" else ""
