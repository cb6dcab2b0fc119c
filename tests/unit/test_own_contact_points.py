"""Where channels write that need no address: to the person, and to no other channel's contact point."""

from collections.abc import Iterable
from typing import Any

import pytest

from segue import facets
from segue.contact_points import ContactPoint, channel_of, identity_at, point_of
from segue.http import Request
from segue.keys import IdentityKey
from segue.messages import Message
from segue.messaging.asking import Asking
from segue.messaging.changing import Changing
from segue.messaging.following import Following
from segue.messaging.links import Links, OptOut
from segue.messaging.policies import Policy
from segue.messaging.preferences import view_of
from segue.messaging.targets import Target
from segue.messaging.unsubscribing import Unsubscribing
from segue.messaging.wishes import Wish
from segue.profile.profiles import Profile
from tests.builders import NOON, an_identify

KIM = "e_kim"  # somebody who is known by a mail address alone has its key as id
PERSON = Profile(KIM, facets.absorb({}, [an_identify(NOON, email="kim@shop.test")]), (KIM,))
TEMPLATES = {"t": {"webhook.url": "https://shop.test", "webhook.body": "{}"}}
POINT = point_of("webhook", KIM)
LINKS = Links(b"secret", b"identities", "https://segue.test")
MESSAGE = Message("e_kim_m", KIM, POINT, "j", "k", "0", "t", "webhook", "marketing", NOON)


class World:
    """Contact points that stand as they are, and what the ledger is told under which keys."""

    def __init__(self, *standing: ContactPoint) -> None:
        self.standing = {one.key: one for one in standing}
        self.told: list[tuple[IdentityKey, Any]] = []

    def read(self, key: IdentityKey) -> ContactPoint:
        return self.standing.get(key, ContactPoint(key))

    def read_many(self, keys: Iterable[IdentityKey], /) -> dict[IdentityKey, ContactPoint]:
        return {one: self.read(one) for one in keys}

    def answer(self, key: IdentityKey, purpose: str, granted: bool, moment: int) -> ContactPoint:
        return ContactPoint(key, denied={} if granted else {purpose: moment})

    def pause(self, key: IdentityKey, until: int) -> ContactPoint:
        return ContactPoint(key, paused=until)

    def opt_out(self, key: IdentityKey, purpose: str, now: int) -> tuple[ContactPoint, int]:
        return self.answer(key, purpose, False, now), now

    def append_under(self, keys: Any, event: Any) -> None:
        self.told += [(one, event) for one in keys]


def test_what_came_back_from_the_mail_address_closes_no_channel_that_needs_none() -> None:
    asking = Asking(World(ContactPoint(KIM, "bounce")), LINKS.key, TEMPLATES)
    (way,) = asking.of(MESSAGE, PERSON).ways
    assert (way.point, way.contact.suppressed) == ("at:webhook:e_kim", "")


@pytest.mark.parametrize(("channel", "key"), [("webhook", "u_1"), ("custom", "e_1"), ("custom", "a_1")])
def test_such_a_contact_point_knows_its_channel_and_its_person(channel: str, key: str) -> None:
    assert (channel_of(point_of(channel, key)), identity_at(point_of(channel, key))) == (channel, key)


def test_an_address_s_contact_point_is_an_identity_itself() -> None:
    assert identity_at(KIM) == KIM


def test_what_somebody_does_behind_a_link_is_written_under_the_person() -> None:
    world = World()
    path = LINKS.unsubscribe(MESSAGE).removeprefix("https://segue.test")
    Unsubscribing(LINKS.opt_out, world, world).answer(Request("POST", path, {}, {}, b""), NOON)
    target = Target(POINT, MESSAGE.id, "webhook", "https://shop.test")
    Following(lambda _token: target, lambda _token: target, world).answer(Request("GET", "/l/x", {}, {}, b""), NOON)
    assert [(key, event.channel) for key, event in world.told] == [(KIM, "webhook")] * 2


def test_what_somebody_chooses_is_written_under_the_person() -> None:
    link, world = OptOut(POINT, "marketing", MESSAGE.id), World()
    view = view_of((), PERSON, Policy(), NOON)
    Changing(world, world).change(link, (view, Policy()), Wish(language="de"), NOON)
    assert [key for key, _ in world.told] == [KIM]
