"""Conversations as the console's desk shows them and answers in them."""

from collections.abc import Sequence
from functools import cache

from segue.aws.seen_conversations import SeenConversations
from segue.aws.settings import settings
from segue.console.talks import Offers, Talks, Way
from segue.conversations.acts import UNCARRIED
from segue.conversations.conversations import Conversation, Turn
from segue.profile.addresses import addresses
from segue.profile.profiles import Profile
from segue.times import Millis
from segue.wiring.conversations import conversations, desk_of_conversations, of_person
from segue.wiring.people import profiles

WRITTEN = ("email", "sms")  # to whoever has an address, also where the customer never wrote by them


@cache
def talks() -> Talks:
    """What the desk works with."""
    return Talks(
        kept=conversations(),
        seen=SeenConversations(settings().conversations),
        desking=desk_of_conversations,
        people=profiles().read_many,
        of_person=of_person,
        ways=ways,
        offers=offers,
        topics=topics,
    )


def ways(head: Conversation, profile: Profile | None, _now: Millis) -> list[Way]:
    """The channels that the customer came by, the last one first, then others by which an address is known."""
    came = [one for one in (head.channel, *head.channels) if one in (*UNCARRIED, "helpdesk", *head.points)]
    known = [one for one in WRITTEN if profile and addresses(profile, one)]
    return [Way(one) for one in dict.fromkeys((*came, *known))]


def offers(_head: Conversation, _turns: Sequence[Turn], _profile: Profile | None) -> Offers:
    """What there is to answer with."""
    return Offers()


def topics() -> Sequence[str]:
    """What a conversation may be about."""
    return ()
