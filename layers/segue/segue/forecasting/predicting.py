"""What is forecast of one person, each with what it rests on. Plain Python: 0.2 ms."""

from dataclasses import asdict, dataclass
from typing import Any

from segue.forecasting.histories import History, as_of
from segue.forecasting.learnt import Learnt
from segue.forecasting.leaving import risk, signs
from segue.forecasting.needing import NOTHING, Due, Goods, dues
from segue.forecasting.promotions import sensitivity
from segue.forecasting.repeating import Repeating, alive, expected
from segue.forecasting.seasons import Season
from segue.forecasting.spending import worth
from segue.forecasting.standings import Standing, standing
from segue.times import DAY, Millis

SOON, LATER, YEAR = 30, 90, 365  # days


@dataclass(frozen=True)
class Prediction:
    """As of `made`. `purchases`: {"30", "90", "365": how many are expected within so many days, "alive": the chance of
    still being a customer, evidence}; `value`: {"currency", "90", "365": minor units, evidence}; `leaving`: {"risk",
    "horizon", evidence}; `needs`: products that run out, the soonest first; `promotions` as `sensitivity`. What cannot
    be told is None."""

    made: Millis
    purchases: dict[str, Any] | None
    value: dict[str, Any] | None
    leaving: dict[str, Any] | None
    promotions: dict[str, Any] | None
    needs: tuple[Due, ...] = ()


def predict(learnt: Learnt, history: History, now: Millis, goods: Goods = NOTHING) -> Prediction | None:
    """As of a moment, whatever is known now of later; None of who has not bought anything. What the shop has shown too
    little for is left out (`enough`)."""
    known = as_of(history, now)
    stand = standing(known, learnt.season, now)
    if stand is None or learnt.repeating is None:
        return None
    ahead = {days: purchases(learnt.repeating, learnt.season, (stand, now), days) for days in (SOON, LATER, YEAR)}
    short = {model for model, lacks in learnt.lacks.items() if lacks}
    return Prediction(
        now,
        None if "purchases" in short else _purchases(learnt.repeating, stand, ahead, now),
        None if "value" in short else _value(learnt, known, ahead),
        None if "churn" in short else _leaving(learnt, stand, now),
        None if "price_sensitivity" in short else sensitivity(learnt.promotions, known.orders),
        () if "replenishment" in short else tuple(dues(learnt.needs, known.orders, now, goods)),
    )


def to_plain(found: Prediction) -> dict[str, Any]:
    """Ready for JSON."""
    return asdict(found) | {"needs": [one._asdict() for one in found.needs]}


def purchases(model: Repeating, season: Season, where: tuple[Standing, Millis], days: int) -> float:
    """How many days with a purchase are expected within so many days."""
    stand, now = where
    return expected(model, stand, weeks_of(season, now, days))


def weeks_of(season: Season, now: Millis, days: int) -> float:
    """So many days from now, in weeks of the season's clock."""
    return season.clock(now + days * DAY) - season.clock(now)


def _purchases(model: Repeating, stand: Standing, ahead: dict[int, float], now: Millis) -> dict[str, Any]:
    counts = {f"{days}": round(count, 4) for days, count in ahead.items()}
    return counts | {"alive": round(alive(model, stand), 4)} | _evidence(stand, now)


def _value(learnt: Learnt, known: History, ahead: dict[int, float]) -> dict[str, Any] | None:
    found = worth(learnt.spending, known.orders)
    if found is None:
        return None
    sums = {f"{days}": round(ahead[days] * found.share * found.cents) for days in (LATER, YEAR)}
    evidence = {"purchase": round(found.cents), "share": round(found.share, 4), "purchases": found.purchases}
    return {"currency": found.currency, **sums, **evidence}


def _leaving(learnt: Learnt, stand: Standing, now: Millis) -> dict[str, Any] | None:
    if learnt.leaving is None or learnt.repeating is None:
        return None
    weeks = weeks_of(learnt.season, now, learnt.horizon)
    found = risk(learnt.leaving, signs(learnt.repeating, stand, weeks, learnt.leaving.gap))
    return {"risk": round(found, 4), "horizon": learnt.horizon, **_evidence(stand, now)}


def _evidence(stand: Standing, now: Millis) -> dict[str, Any]:
    between = round((stand.last - stand.first) / DAY / stand.again, 1) if stand.again else None
    quiet = round((now - stand.last) / DAY, 1)
    return {"bought": stand.again + 1, "last": stand.last, "quiet_days": quiet, "days_between": between}
