"""A single message is one message, whoever the customer has become since it was asked for."""

import pytest

from segue.contact_points import CHANNELS
from segue.messages import Message, State
from segue.messaging.singles import Singles, Wish
from segue.profile.profiles import Profile
from segue.times import Millis
from tests.builders import NOON

TEMPLATES = {"receipt": dict.fromkeys(CHANNELS["email"].parts, "Yours")}
WISH = Wish("k1", "receipt", ("email",))


class Kept(dict[str, Message]):
    """Messages in memory."""

    def intend(self, message: Message) -> bool:
        return self.setdefault(message.id, message) is message

    def read(self, identity: str) -> Message | None:
        return self.get(identity)

    def settle(self, message: Message, state: State, now: Millis, *reasons: str) -> bool:
        raise AssertionError(message, state, now, reasons)


def a_person(identity: str, *former: str) -> Profile:
    """One with these former ids."""
    return Profile(identity, {}, (), former)


@pytest.mark.parametrize("former", [("u_2",), ("u_0", "u_2")])
def test_the_same_wish_after_a_merge_is_the_message_of_before(former: tuple[str, ...]) -> None:
    singles = Singles(kept := Kept(), TEMPLATES)
    first = singles.send(a_person("u_2"), WISH, NOON)
    assert singles.send(a_person("u_1", *former), WISH, NOON + 1) == first
    assert list(kept.values()) == [first]


def test_another_wish_after_a_merge_is_another_message() -> None:
    singles = Singles(Kept(), TEMPLATES)
    first = singles.send(a_person("u_2"), WISH, NOON)
    again = singles.send(a_person("u_1", "u_2"), Wish("k2", "receipt", ("email",)), NOON + 1)
    assert (again.person, again.id != first.id) == ("u_1", True)
