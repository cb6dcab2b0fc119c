"""`forecast`: what is learned from everybody at night."""

from collections.abc import Iterator
from functools import cache

from segue.aws.everybody import Everybody
from segue.aws.gathered import Gathered
from segue.aws.pages import Pages
from segue.aws.settings import settings
from segue.catalog.items import Item
from segue.lambdas import now, wait
from segue.models.gathering import Gathering
from segue.models.recommendations import Recommending
from segue.models.working import Stages, Working
from segue.wiring.catalog import catalog
from segue.wiring.learned import learned
from segue.wiring.model_runs import cards, runs
from segue.wiring.people import profiles


@cache
def working() -> Working:
    """Everybody, and what each stage makes of them."""
    return Working(runs(), stages(), now)


def stages() -> Stages:
    """By the names of `segue.models.runs.STAGES`."""
    parts = Gathered(settings().models_bucket)
    recommending = Recommending(parts, _items, learned(), cards(), now, wait)
    return {
        "gathering": Gathering(Pages(Everybody(profiles())), parts).page,
        "judging": recommending.judge,
        "recommending": recommending.learn,
    }


def _items() -> Iterator[Item]:
    yield from catalog().every("product")
    yield from catalog().every("content")
