"""Who is there, and who gets what comes."""

from functools import cache

from segue.aws.presence import Presence
from segue.aws.settings import settings
from segue.conversations.assigning import Assigning
from segue.conversations.presence import ONLINE, Agent, agent_of
from segue.times import Millis
from segue.wiring.conversations import conversations, policy


@cache
def presence() -> Presence:
    """Rows in the Requests table."""
    return Presence(settings().requests)


@cache
def assigning() -> Assigning:
    """Gives by the policy in force."""
    return Assigning(conversations(), presence().all, policy)


def here(name: str, state: str, queues: tuple[str, ...], now: Millis) -> Agent:
    """Somebody says where they are; who is there gets what waits. Raises Invalid("bad-presence")."""
    agent = agent_of(name, state, queues, now)
    presence().say(agent)
    if state == ONLINE:
        assigning().take_up(now)
    return agent
