"""Who is there, and who gets what comes."""

from dataclasses import dataclass, field
from functools import cache

from segue.aws.presence import Presence
from segue.aws.settings import settings
from segue.conversations.routing.assigning import Assigning
from segue.conversations.routing.presence import AWAY, ONLINE, Agent, agent_of, beat, is_away, returned
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
        if said is None:
            return
        come = known is None or known.until <= now
        if come and known and known.state == AWAY:
            presence().say(said)
        elif not presence().beat(said):
            return
        if come:
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


def switched(name: str, state: str, now: Millis) -> Agent:
    """The same by the switch of the console: the queues that they take stay as they were. Raises
    Invalid("bad-presence")."""
    known = presence().one(name)
    return here(name, state, known.queues if known else (), now)


def away(name: str, now: Millis) -> bool:
    """Whether somebody has said that they are away."""
    return is_away(presence().one(name), now)


def signed_in(name: str, now: Millis) -> None:
    """Who signs in is away no more, and there as soon as the inbox is open."""
    agent = returned(presence().one(name), now)
    if agent:
        presence().say(agent)
