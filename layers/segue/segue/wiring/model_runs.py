"""Runs of learning: begun every night or by staff, carried out by `forecast`."""

from functools import cache

from segue.aws.jobs import StoredJobs
from segue.aws.model_cards import ModelCards
from segue.aws.settings import settings
from segue.keys import digest
from segue.models.cards import MAIN, NIGHTS, Told, by_model
from segue.models.runs import RUNS, Run
from segue.times import Millis

SCHEDULE = "schedule"


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


def newest() -> Run | None:
    """The run that was asked for last."""
    return next(iter(runs().newest(1)), None)


def nightly(day: str, now: Millis) -> Run:
    """The run of a day, `2026-11-29`, however often its schedule calls. Raises Unavailable."""
    night = f"night {day}"
    return _begun(newest(), Run(_id(night), now, SCHEDULE, night))


def begin(occasion: str, by: str, now: Millis) -> Run:
    """The run that is going on, or was begun on this occasion; a new one where there is none. Raises Unavailable.

    Its id follows from the one before, so that two who ask at once begin one.
    """
    last = newest()
    return _begun(last, Run(_id(f"after {last.id if last else ''}"), now, by, occasion))


def _begun(last: Run | None, wanted: Run) -> Run:
    now = wanted.created
    run = last if last and last.answers(wanted.occasion, now) else runs().noted(wanted)
    if not run.ended and run.alive <= now:  # also where whoever wrote it down did not come to send it
        runs().send(run)
    return run


def _id(of: str) -> str:
    return f"run_{digest(b'models', of)}"
