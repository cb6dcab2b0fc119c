"""Who is there, and who gets what comes."""

from dataclasses import dataclass, field
from functools import cache

from segue.aws.presence import Presence
from segue.aws.settings import settings
from segue.conversations.routing.assigning import Assigning
from segue.conversations.routing.presence import ONLINE, Agent, agent_of, beat
from segue.times import MINUTE, Millis
from segue.wiring.conversations import conversations, policy


@cache
def presence() -> Presence:
    """Rows in the Requests table."""
    return Presence(settings().requests)


@cache
def assigning() -> Assigning:
    """Gives by the policy in force."""
    return Assigning(conversations(), presence().all, policy)


@dataclass(frozen=True)
class Beats:
    """When this process last looked whether somebody is known to be there: a browser asks every other second."""

    looked: dict[str, Millis] = field(default_factory=dict)

    def beat(self, name: str, now: Millis) -> None:
        """An open inbox says that its reader is there; who has just come gets what waits."""
        if now - self.looked.get(name, 0) < MINUTE:
            return
        self.looked[name] = now
        known = presence().one(name)
        said = beat(known, name, now)
        if said:
            presence().say(said)
        if said and (known is None or known.until <= now):
            assigning().take_up(now)


@cache
def beats() -> Beats:
    """This process's."""
    return Beats()


def here(name: str, state: str, queues: tuple[str, ...], now: Millis) -> Agent:
    """Somebody says where they are; who is there gets what waits. Raises Invalid("bad-presence")."""
    agent = agent_of(name, state, queues, now)
    presence().say(agent)
    if state == ONLINE:
        assigning().take_up(now)
    return agent
