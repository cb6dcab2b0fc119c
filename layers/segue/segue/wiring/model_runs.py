"""Runs of learning: begun every night or by staff, carried out by `forecast`."""

from functools import cache

from segue.aws.jobs import StoredJobs
from segue.aws.model_cards import ModelCards
from segue.aws.settings import settings
from segue.models.cards import MAIN, NIGHTS, Told, by_model
from segue.models.runs import RUNS, Run
from segue.staging import Nights
from segue.times import Millis


@cache
def runs() -> StoredJobs[Run]:
    """Runs in the Requests table."""
    return StoredJobs(settings().requests, settings().forecast_queue, RUNS)


@cache
def cards() -> ModelCards:
    """Model cards in the same table."""
    return ModelCards(settings().requests)


def told(model: str = "") -> list[Told]:
    """What there is to tell of all models, or of one. Raises Unavailable."""
    return by_model(cards().newest(NIGHTS * (1 if model else len(MAIN)), model=model))


@cache
def nights() -> Nights[Run]:
    """Begins runs."""
    return Nights(runs(), Run, b"models")


def newest() -> Run | None:
    """The run that was asked for last."""
    return nights().newest()


def nightly(day: str, now: Millis) -> Run:
    """The run of a day, `2026-11-29`, however often its schedule calls. Raises Unavailable."""
    return nights().nightly(day, now)


def begin(occasion: str, by: str, now: Millis) -> Run:
    """The run that is going on, or was begun on this occasion; a new one where there is none. Raises Unavailable."""
    return nights().begin(occasion, by, now)
