"""Canaries: folded by `fold_events`, told to have come through by `run_journeys`, and which came last."""

from collections.abc import Sequence

from segue.aws.canaries import Arrivals
from segue.aws.settings import settings
from segue.canaries import Arrival, order_of, seconds
from segue.profile.identities import Record
from segue.times import Millis
from segue.tracing import report


def fold(records: Sequence[Record]) -> None:
    """Into the profile of nobody, and on to journeys."""
    from segue.aws.ledger import Ledger
    from segue.aws.queues import Queues
    from segue.profile.canaries import Canaries
    from segue.wiring.people import people

    queue = settings().journeys_queue
    Canaries(people().rows, Ledger(settings().ledger), lambda sent: Queues().put(queue, order_of(sent))).fold(records)


def arrived(sent: Millis, now: Millis) -> None:
    """One has come through: counted by metric filters, which alarms watch; a repeat is not counted."""
    arrival = Arrival(sent, max(0, now - sent))
    if Arrivals(settings().journeys).note(arrival):
        report("canary-arrived", seconds=seconds(arrival.took))


def last() -> Arrival | None:
    """The last that came through."""
    return Arrivals(settings().journeys).last()
