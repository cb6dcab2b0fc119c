"""Where a customer can be answered, and conversations that go on elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from segue.aws.ledger import key_of
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.desk.acts import Act
from segue.conversations.desk.moving import Going, address_of
from segue.conversations.desk.reaching import Reach, reaches, trial
from segue.conversations.desk.replying import Destination
from segue.errors import Invalid
from segue.messages import Message
from segue.messaging.deciding import Choice, decide
from segue.messaging.reasons import explained
from segue.profile.profiles import Profile
from segue.times import Millis
from segue.wiring.conversations import address_at, desk_of_conversations, destination
from segue.wiring.people import profiles
from segue.wiring.policies import policy
from segue.wiring.switches import switches


def reach_of(head: Conversation, profile: Profile | None, now: Millis) -> list[Reach]:
    """Every channel, and whether an answer to the customer, as known now, would go there."""
    given = {channel: address_at(head, channel, profile) for channel in head.points}
    there = replace(head, given={channel: one for channel, one in given.items() if one})
    return reaches(there, _decided(profile, now), now)


def move(conversation: str, place: tuple[str, str], act: Act) -> tuple[Conversation, Turn]:
    """Goes on with a conversation at (channel, address), by the wish of either side; "" is an address that is known.

    Raises NotFound, Invalid("bad-channel", "bad-address", "unreachable", "too-many"), Unavailable.
    """
    return desk_of_conversations().move(conversation, lambda head: _going(head, place, act), act)


def _going(head: Conversation, place: tuple[str, str], act: Act) -> Going:
    from segue.wiring.telling import told_at  # with cards and links: many look where it could go on, few move

    to = _open(head, _place(head, *place), act.now)
    return Going(to, told_at(head, to, act))


def _place(head: Conversation, channel: str, given: str) -> Destination:
    if not given:
        return destination(head, channel)
    one = address_of(channel, given)
    profile = profiles().read(head.person)
    own = profile is not None and one.value in profile.all(one.type)
    return Destination(channel, key_of(one), address="" if own else one.value)


def _open(head: Conversation, to: Destination, now: Millis) -> Destination:
    """The same, where a message may go there now. Raises Invalid("unreachable")."""
    there = replace(
        head,
        points={**head.points, to.channel: to.point},
        given={**head.given, **({to.channel: to.address} if to.address else {})},
    )
    choice = _decided(profiles().read(head.person), now)(trial(there, to.channel, now))
    if choice.way is None:
        raise Invalid("unreachable", " ".join(explained(one) for one in choice.words))
    return to


def _decided(profile: Profile | None, now: Millis) -> Callable[[Message], Choice]:
    """What would be decided on a message to the person; what is paused is asked for once."""
    from segue.wiring.dispatches import asking  # all that decides: only who asks waits for it

    question, in_force = asking(cache(switches().standing)), policy()
    return lambda message: decide(question.of(message, profile), in_force, now)
