"""What staff see of journeys and do to them: `people`."""

from functools import cache, lru_cache

from segue.aws.journeys import Crowds, Orders
from segue.aws.settings import settings
from segue.journeys.steering import Steering
from segue.times import MINUTE, Millis
from segue.wiring.evaluation import timers


@cache
def orders() -> Orders:
    """What staff say of journeys."""
    return Orders(settings().journeys)


@cache
def steering() -> Steering:
    """Pausing, resuming, stopping."""
    return Steering(orders(), timers())


def counted(journey: str, standing: str, now: Millis) -> int:
    """How many runs of a journey stand so, at most a minute ago."""
    return _counted(settings().journeys, journey, standing, now // MINUTE)


def came_in(journey: str, since: Millis, until: Millis) -> tuple[int, bool]:
    """How many runs of a journey really began in that time, of some hundreds; and whether there are no others."""
    return Crowds(settings().journeys).came_in(journey, since, until)


@lru_cache(maxsize=2000)
def _counted(table: str, journey: str, standing: str, _minute: int) -> int:
    return Crowds(table).count(journey, standing)
