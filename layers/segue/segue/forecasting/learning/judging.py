"""A card of each model: forecasts made without the last days, beside what came in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from segue.forecasting.gaps import gaps_of, purchases_of
from segue.forecasting.histories import History, as_of, bought_between
from segue.forecasting.learning.needing import Missed, missed_of, near
from segue.forecasting.learnt import Learnt
from segue.forecasting.leaving import risk, signs
from segue.forecasting.predicting import weeks_of
from segue.forecasting.promotions import sensitivity
from segue.forecasting.repeating import alive, expected
from segue.forecasting.spending import Worth, sums_of, worth
from segue.forecasting.standings import Standing, standing
from segue.judging.cards import Judged
from segue.judging.scores import auc, correlation, rmse, total_error
from segue.times import DAY, Millis


@dataclass(frozen=True)
class Seen:
    """A person at the cut, and what came within the days after it."""

    known: History
    stand: Standing
    bought: int
    later: History


def seen_of(people: Sequence[History], learnt: Learnt, days: int) -> list[Seen]:
    """Everybody who had bought something when `learnt` was made; `later` has all that came until the days were over."""
    return [one for history in people if (one := _seen(history, learnt, learnt.made + days * DAY))]


def _seen(history: History, learnt: Learnt, end: Millis) -> Seen | None:
    known = as_of(history, learnt.made)
    stand = standing(known, learnt.season, learnt.made)
    if stand is None:
        return None
    return Seen(known, stand, bought_between(history, learnt.made, end), as_of(history, end))


def purchases(seen: Sequence[Seen], learnt: Learnt, days: int) -> Judged:
    """Purchases expected of each person within so many days, and how many came."""
    if learnt.repeating is None:
        return Judged()
    weeks = weeks_of(learnt.season, learnt.made, days)
    said, came = [expected(learnt.repeating, one.stand, weeks) for one in seen], [one.bought for one in seen]
    metrics = {
        "rmse": rmse(said, came),
        "correlation": correlation(said, came),
        "auc": auc(said, [one > 0 for one in came]),
        "total_error": total_error(said, came),
    }
    return Judged(said, came, metrics)


def value(seen: Sequence[Seen], learnt: Learnt, days: int) -> Judged:
    """Minor units of the currency that most people buy in; others are forecast alike and not judged."""
    said = purchases(seen, learnt, days).predicted
    rows = [(one, count, found) for one, count in zip(seen, said, strict=False) if (found := _worth(one, learnt))]
    codes = [found.currency for *_, found in rows]
    usual = max(sorted({*codes}), key=codes.count, default="")
    ours = [(one, count, found) for one, count, found in rows if found.currency == usual]
    predicted = [count * found.share * found.cents for _, count, found in ours]
    came = [_spent(one, usual, learnt.made) for one, *_ in ours]
    metrics = {"rmse": rmse(predicted, came), "correlation": correlation(predicted, came)}
    return Judged(predicted, came, metrics | {"total_error": total_error(predicted, came)})


def _worth(one: Seen, learnt: Learnt) -> Worth | None:
    return worth(learnt.spending, one.known.orders)


def _spent(one: Seen, code: str, since: Millis) -> int:
    return sum(sums_of(order for order in one.later.orders if order.moment > since).get(code, []))


def leaving(seen: Sequence[Seen], learnt: Learnt, days: int) -> Judged:
    """The risk, and who bought nothing; beside it what the chance of being a customer alone would have ranked."""
    if learnt.leaving is None or learnt.repeating is None:
        return Judged()
    model, repeating = learnt.leaving, learnt.repeating
    weeks = weeks_of(learnt.season, learnt.made, days)
    said = [risk(model, signs(repeating, one.stand, weeks, model.gap)) for one in seen]
    gone = [not one.bought for one in seen]
    alone = auc([-alive(repeating, one.stand) for one in seen], gone)
    metrics = {"auc": auc(said, gone), "auc_alive_alone": alone, "total_error": total_error(said, gone)}
    return Judged(said, [float(one) for one in gone], metrics)


def needs(seen: Sequence[Seen], learnt: Learnt, packs: Mapping[str, float]) -> Judged:
    """Gaps that began after the cut and ended within the days: how many came within 25 % of the forecast, beside the
    product's median and the person's last gap."""
    people = (list(gaps_of(purchases_of(one.later.orders, packs))) for one in seen)
    gaps = [gap for ours in people for gap in missed_of(learnt.needs, ours) if gap.start > learnt.made]
    rivals = {"product_median": _middle(gaps, learnt), "last_gap": _last(gaps, learnt)}
    shares = {f"within_25_percent_{name}": _share(zip(rows, gaps, strict=True)) for name, rows in rivals.items()}
    ours = _share((gap.forecast, gap) for gap in gaps)
    return Judged(
        [gap.forecast for gap in gaps],
        [gap.came for gap in gaps],
        {"within_25_percent": ours, **shares, "gaps": len(gaps)},
    )


def _middle(gaps: Sequence[Missed], learnt: Learnt) -> list[float]:
    """The product's median of what was learned; the shop's where nobody bought it twice."""
    medians = {name: one.median for name, one in learnt.needs.products.items() if one.gaps}
    usual = median(medians.values()) if medians else 0.0
    return [medians.get(gap.product, usual) for gap in gaps]


def _last(gaps: Sequence[Missed], learnt: Learnt) -> list[float]:
    """The person's last gap; the product's median where there was none."""
    return [gap.before or middle for gap, middle in zip(gaps, _middle(gaps, learnt), strict=True)]


def _share(rows: Any) -> float | None:
    hits = [near(forecast, gap.came) for forecast, gap in rows]
    return round(sum(hits) / len(hits), 4) if hits else None


def promotions(seen: Sequence[Seen], learnt: Learnt) -> Judged:
    """The share at promotions as told at the cut, and that of the pieces bought after it."""
    rows = [(found["share"], after) for one in seen if (found := _told(one, learnt)) and (after := _after(one, learnt))]
    said, came = [share for share, _ in rows], [after[0] / after[1] for _, after in rows]
    return Judged(said, came, {"rmse": rmse(said, came), "correlation": correlation(said, came)})


def _told(one: Seen, learnt: Learnt) -> dict[str, Any] | None:
    return sensitivity(learnt.promotions, one.known.orders)


def _after(one: Seen, learnt: Learnt) -> tuple[int, int] | None:
    later = [order for order in one.later.orders if order.moment > learnt.made]
    pieces = sum(order.pieces for order in later)
    return (sum(min(order.promoted, order.pieces) for order in later), pieces) if pieces > 0 else None


def judged_of(people: Sequence[History], before: Learnt, packs: Mapping[str, float]) -> dict[str, Judged]:
    """Of each model by name, what it was judged by: the days of the horizon after `before` was made."""
    days = before.horizon
    seen = seen_of(people, before, days)
    return {
        "purchases": purchases(seen, before, days),
        "value": value(seen, before, days),
        "churn": leaving(seen, before, days),
        "replenishment": needs(seen, before, packs),
        "price_sensitivity": promotions(seen, before),
    }
