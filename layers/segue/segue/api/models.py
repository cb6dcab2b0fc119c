"""The routes about models: what was learned in the last nights, how good it is, and how far the newest run is."""

from typing import Any, Literal

from aws_lambda_powertools.event_handler import Request
from pydantic import Field

from segue.api.answers import Answer, Maybe, Page, Time
from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.lambdas import now
from segue.models.cards import Card, per_thousand
from segue.models.runs import Run
from segue.wiring.model_runs import begin, cards, newest

SHOWN = 30  # cards


class RunAnswer(Answer):
    """One run of learning; `stage` is what it is at, `people` how many it has looked at."""

    id: str
    state: Literal["waiting", "running", "done", "superseded"]
    stage: str
    percent: int
    people: int
    by: str
    created: Time
    finished: Maybe


class JudgedAnswer(Answer):
    """How many of `people` who came back were foreseen among ten products, and how many by what sells."""

    people: int
    hits: int
    popular: int
    hit_rate: float
    popular_hit_rate: float


class CardAnswer(Answer):
    """What a model was made of in one night; `judged` is null where too few came back to tell."""

    model: str
    run: str
    created: Time
    people: int = Field(description="people it was learned from")
    objecting: int = Field(description="people who were left out because they object to profiling")
    interactions: int
    products: int = Field(description="products and content that it says something of")
    covered: int = Field(description="of them those of which people told, not words alone")
    since: Maybe
    until: Maybe
    one_in: int = Field(description="one of so many people was learned from; 1: all")
    seconds: int = Field(description="from asking for the run to the card")
    judged: JudgedAnswer | None
    best: list[str] = Field(description="what sells most")
    drift: dict[str, int] = Field(description="how much more of each than on the card before; {} on the first")
    compared_with: Maybe = Field(description="the night of the card before")


class ModelsAnswer(Page[CardAnswer]):
    """The newest cards, and the newest run."""

    run: RunAnswer | None


def list_models() -> ModelsAnswer:
    """The cards of the last nights, newest first, and how far the newest run is."""
    run = newest()
    return ModelsAnswer(items=[_card(one) for one in cards().newest(SHOWN)], run=_run(run) if run else None)


def start_models(request: Request) -> RunAnswer:
    """Learns from everybody now; where that is going on, it is answered with that run."""
    event, moment = event_of(request), now()
    return _run(begin(occasion(event, moment), caller_of(event).name, moment))


def _run(run: Run) -> RunAnswer:
    return RunAnswer.model_validate(run)


def _card(card: Card) -> CardAnswer:
    said = {name: value for name, value in vars(card).items() if name in CardAnswer.model_fields}
    drift = {name: more for name, more in card.drift.items() if name != "since"}
    more: dict[str, Any] = {"judged": _judged(card), "drift": drift, "compared_with": card.drift.get("since")}
    return CardAnswer.model_validate({**said, "best": list(card.best), **more})


def _judged(card: Card) -> JudgedAnswer | None:
    if not card.judged:
        return None
    names = {"hit_rate": "hits", "popular_hit_rate": "popular"}
    rates = {name: per_thousand(card.judged, counted) / 1000 for name, counted in names.items()}
    return JudgedAnswer.model_validate({**card.judged, **rates})
