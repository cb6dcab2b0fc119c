"""`forecast`: what is learned from everybody at night."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from segue.aws.everybody import Everybody
from segue.aws.gathered import Gathered
from segue.aws.ledger import Ledger
from segue.aws.pages import Pages
from segue.aws.settings import settings
from segue.catalog.items import Item
from segue.lambdas import now, wait
from segue.models.forecasting import Forecasting
from segue.models.foretelling import Foretelling
from segue.models.gathering import Gathering
from segue.models.recommendations import Recommending
from segue.models.runs import Run
from segue.models.told import Told
from segue.predictions.policies import ReplenishmentPolicy, replenishment_policy
from segue.recommending.rows import Row
from segue.staging import Working
from segue.wiring.catalog import catalog
from segue.wiring.learned import learned
from segue.wiring.model_runs import cards, runs
from segue.wiring.people import profiles
from segue.wiring.tables import playbooks


@cache
def working() -> Working[Run]:
    """Everybody, and what each stage makes of them."""
    return Working(runs(), stages(), now)


def stages() -> Mapping[str, Callable[[Run], Run]]:
    """By the names of `segue.models.runs.STAGES`."""
    parts = Gathered(settings().models_bucket, Told)
    crowd = Pages(Everybody(profiles()))
    recommending = Recommending(parts, _items, learned(), cards(), now, wait)
    return {
        "gathering": Gathering(crowd, parts).page,
        "judging": recommending.judge,
        "recommending": recommending.learn,
        "forecasting": Forecasting(parts, parts, _products, _rows, cards(), now).learn,
        "foretelling": Foretelling(crowd, parts, Ledger(settings().ledger), _policy, now).page,
    }


def _rows(products: Iterable[str]) -> Mapping[str, Row]:
    from segue.aws.shelves import Shelves  # one stage of five asks
    from segue.recommending.served import Wanted

    return Shelves.of(settings().catalog, 0)(Wanted(rows=products)).rows


def _policy() -> ReplenishmentPolicy:
    return playbooks().made_of("replenishment", ("policy",), _replenishment)


def _replenishment(policies: Mapping[str, Any]) -> ReplenishmentPolicy:
    return replenishment_policy(policies.get("replenishment", {}))


def _products() -> Iterator[Item]:
    return catalog().every("product")


def _items() -> Iterator[Item]:
    yield from catalog().every("product")
    yield from catalog().every("content")
