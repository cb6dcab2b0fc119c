"""`broadcast`."""

from functools import cache

from segue.broadcasts.fanning import Fanning
from segue.broadcasts.ports import Book
from segue.lambdas import now
from segue.messaging.policies import policy_of
from segue.wiring.broadcasts import broadcast_timers, broadcasts
from segue.wiring.evaluation import segments
from segue.wiring.links import links
from segue.wiring.managing import audiences, shop_zone
from segue.wiring.people import profiles
from segue.wiring.tables import contact_points, messages, playbooks


def book() -> Book:
    """What is in force for broadcasts."""
    policy = policy_of(playbooks().definitions("policy"))
    return Book(segments(), playbooks().definitions("template"), policy, shop_zone())


@cache
def fanning() -> Fanning:
    """From a broadcast to messages."""
    return Fanning(
        store=broadcasts(),
        audience=audiences(),
        people=profiles(),
        points=contact_points(),
        outbox=messages(),
        timers=broadcast_timers(),
        book=book,
        key=links().key,
        clock=now,
    )
