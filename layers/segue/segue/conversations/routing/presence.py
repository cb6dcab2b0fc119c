"""Presence: who of the staff is there, and who gets what comes where a queue assigns by itself. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from segue.conversations.conversations import Conversation
from segue.conversations.policies import ConversationPolicy
from segue.errors import Invalid
from segue.keys import digest
from segue.times import HOUR, MINUTE, Millis

ONLINE, AWAY = "online", "away"
STATES = (ONLINE, AWAY)
LASTS: Millis = 3 * MINUTE  # without a word, somebody is away
PAUSE: Millis = 12 * HOUR  # who says so is away, whatever their browser does
MOST_QUEUES = 50


@dataclass(frozen=True)
class Agent:
    """One of the staff: `queues` are those that they take, none: any. `until`: when they are away without a word."""

    name: str
    state: str = ONLINE
    queues: tuple[str, ...] = ()
    until: Millis = 0

    def takes(self, queue: str, now: Millis) -> bool:
        """Whether they are there for what waits in a queue."""
        return self.state == ONLINE and self.until > now and (not self.queues or queue in self.queues)


def agent_of(name: str, state: str, queues: Iterable[str], now: Millis) -> Agent:
    """What somebody says of themselves: that they are there, good for three minutes, or away. Raises
    Invalid("bad-presence")."""
    named = tuple(dict.fromkeys(one for one in queues if one))
    if state not in STATES or len(named) > MOST_QUEUES:
        raise Invalid("bad-presence", f"`state` is {' or '.join(STATES)}, with at most {MOST_QUEUES} queues")
    return Agent(name, state, named, now + (LASTS if state == ONLINE else PAUSE))


def beat(known: Agent | None, name: str, now: Millis) -> Agent | None:
    """What an open inbox says of whoever reads it: that they are there, unless they said that they are away; None where
    that is known."""
    if known is None or known.until <= now:
        return agent_of(name, ONLINE, known.queues if known else (), now)
    fresh = known.state == AWAY or known.until - now > LASTS - MINUTE
    return None if fresh else agent_of(name, ONLINE, known.queues, now)


def is_away(known: Agent | None, now: Millis) -> bool:
    """Whether somebody has said that they are away, and it holds still."""
    return known is not None and known.state == AWAY and known.until > now


def returned(known: Agent | None, now: Millis) -> Agent | None:
    """What signing in says of who was away: nothing stands in the way any more of being there; None where nothing
    did."""
    return Agent(known.name, ONLINE, known.queues, now) if known and is_away(known, now) else None


def is_free(head: Conversation, policy: ConversationPolicy) -> bool:
    """Whether a conversation is to be given to somebody by itself."""
    return head.state == "open" and not head.assignee and policy.queue(head.queue).automatic


def loads(heads: Iterable[Conversation]) -> Counter[str]:
    """How many conversations wait for each of the staff."""
    return Counter(one.assignee for one in heads if one.state == "open" and one.assignee)


def chosen(head: Conversation, there: Iterable[Agent], load: Mapping[str, int], now: Millis) -> str:
    """Who is there and has fewest open conversations; "" for nobody. Of several the conversation's own id decides, so
    that not always the same one is first."""
    free = [one.name for one in there if one.takes(head.queue, now)]
    return min(free, key=lambda name: (load.get(name, 0), digest(b"agent", f"{head.id}|{name}")), default="")
