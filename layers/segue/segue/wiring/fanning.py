"""`broadcast`."""

from functools import cache

from segue.aws.settings import settings
from segue.aws.starts import Starts
from segue.broadcasts.fanning import Fanning
from segue.broadcasts.ports import Book
from segue.lambdas import now
from segue.messaging.policies import policy_of
from segue.wiring.audiences import audiences, shop_zone
from segue.wiring.broadcasts import broadcast_timers, broadcasts
from segue.wiring.in_force import segments
from segue.wiring.links import links
from segue.wiring.people import profiles
from segue.wiring.tables import contact_points, messages, playbooks


def in_force() -> Book:
    """What is in force for broadcasts."""
    book = playbooks()
    policy = policy_of(book.definitions("policy"))
    return Book(segments(), book.definitions("template"), policy, shop_zone(), book.definitions("journey"), _said_by)


def _said_by(journey: str) -> list[str]:
    from segue.journeys.sparing import said_by  # for the few broadcasts that begin one
    from segue.wiring.flows import journeys

    return said_by(journeys().get(journey))


@cache
def fanning() -> Fanning:
    """From a broadcast to messages."""
    return Fanning(
        store=broadcasts(),
        audience=audiences(),
        people=profiles(),
        points=contact_points(),
        outbox=messages(),
        starts=Starts(settings().journeys_queue),
        timers=broadcast_timers(),
        book=in_force,
        key=links().key,
        clock=now,
    )
