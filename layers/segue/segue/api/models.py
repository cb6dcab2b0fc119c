"""The routes about models: what was learned in the last nights, how good it is, and how far the newest run is."""

from typing import Any, Literal

from aws_lambda_powertools.event_handler import Request
from pydantic import Field

from segue.api.answers import Answer, Maybe, Page, Time
from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.errors import NotFound
from segue.judging.cards import Card
from segue.lambdas import now
from segue.models.cards import MAIN, Told
from segue.models.runs import Run
from segue.wiring.model_runs import begin, newest, told

TIMES = ("since", "until")


class RunAnswer(Answer):
    """One run of learning; `stage` is what it is at, `people` how many it has looked at."""

    id: str
    state: Literal["waiting", "running", "done", "superseded"]
    stage: str
    percent: int
    people: int
    foretold: int = Field(description="events that were written of what is expected of people")
    by: str
    created: Time
    finished: Maybe


class LackAnswer(Answer):
    """There are so many; it takes so many for the model to say anything."""

    has: int
    wants: int


class NightAnswer(Answer):
    """The main metric of a night; null where there was too little to tell."""

    created: Time
    value: float | None


class BinAnswer(Answer):
    """A tenth of the people: what was predicted on average, and what came."""

    predicted: float
    observed: float
    count: int


class DriftAnswer(Answer):
    """What is other than on the card before. `stability`: the population stability index of what is predicted; below
    0.1 little has changed, above 0.25 much has. `new`: how many of what sells most did not."""

    metrics: dict[str, float] = Field(default_factory=dict)
    data: dict[str, float] = Field(default_factory=dict)
    stability: float | None = None
    new: int | None = None


class CardAnswer(Answer):
    """What a model was made of in the newest night, how good it was on days that it had not seen, and how that went."""

    model: str
    run: str
    created: Time
    since: Maybe = Field(description="the first moment that it was learned from")
    until: Maybe
    data: dict[str, int] = Field(description="counts of what it was made of")
    lacks: dict[str, LackAnswer] = Field(description="what there is too little of: it says nothing then")
    main_metric: str
    metrics: dict[str, float | None]
    parameters: dict[str, Any]
    calibration: list[BinAnswer] = Field(description="tenths of the people, lowest predictions first")
    lift: list[float] = Field(description="how many times the mean came to each tenth, highest predictions first")
    drift: DriftAnswer
    compared_with: Maybe = Field(description="the night of the card before")
    nights: list[NightAnswer] = Field(description="the main metric of the last 30 nights, oldest first")


class ModelsAnswer(Page[CardAnswer]):
    """The newest card of each model, and the newest run."""

    run: RunAnswer | None


def list_models() -> ModelsAnswer:
    """The newest card of each model with its last 30 nights, and how far the newest run is."""
    run = newest()
    return ModelsAnswer(items=[_card(one) for one in told()], run=_run(run) if run else None)


def find_model(model: str) -> CardAnswer:
    """The newest card of one model with its last 30 nights."""
    if model not in MAIN:
        raise NotFound("unknown-model", f"models are {', '.join(MAIN)}")
    found = told(model)
    if not found:
        raise NotFound("no-card", "no night has learned it yet")
    return _card(found[0])


def start_models(request: Request) -> RunAnswer:
    """Learns from everybody now; where that is going on, it is answered with that run."""
    event, moment = event_of(request), now()
    return _run(begin(occasion(event, moment), caller_of(event).name, moment))


def _run(run: Run) -> RunAnswer:
    return RunAnswer.model_validate(run)


def _card(one: Told) -> CardAnswer:
    card: Card = one.card
    said = {name: getattr(card, name) for name in ("model", "run", "metrics", "parameters", "calibration", "lift")}
    times = {name: card.data.get(name) or None for name in TIMES}
    more: dict[str, Any] = {
        "created": card.made,
        "data": {name: count for name, count in card.data.items() if name not in TIMES},
        "lacks": {name: {"has": has, "wants": wants} for name, (has, wants) in card.lacks.items()},
        "main_metric": MAIN[card.model],
        "drift": {name: value for name, value in card.drift.items() if name != "since"},
        "compared_with": card.drift.get("since"),
        "nights": [{"created": made, "value": value} for made, value in one.nights],
    }
    return CardAnswer.model_validate({**said, **times, **more})
