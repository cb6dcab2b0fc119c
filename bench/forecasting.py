"""Forecasts: purchases, value, who leaves and what is needed again, made of what was known and judged by what came.

`PYTHONPATH=layers/segue:. python -m bench.forecasting` measures and writes `forecasts` into results.json. Nothing was
chosen on what is judged. CDNOW and Online Retail II are left out where they are absent.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from bench.histories import RETAIL
from bench.keeping import keep
from bench.measuring import ROOT, commit
from bench.orders import CDNOW, NOON, MadeUp, cdnow, retail
from bench.peaks import peak
from bench.textbook import textbook
from segue.forecasting.gaps import gaps_of, purchases_of
from segue.forecasting.histories import History, as_of
from segue.forecasting.learning import judging
from segue.forecasting.learning.needing import missed_of, near, needs_of
from segue.forecasting.learning.training import Asked, fitted, learn
from segue.forecasting.leaving import risk, signs
from segue.forecasting.predicting import predict, weeks_of
from segue.forecasting.repeating import alive
from segue.judging.cards import Judged
from segue.judging.scores import auc, calibration, calibration_error
from segue.times import DAY, Millis, from_text

FLAT = Asked(months=(1.0,) * 12)
MADE_UP = MadeUp(3000)
MANY = MadeUp(100_000)
STEP = 30 * DAY  # between two nights of learning what is needed: one would do, and this is quicker


def end_of(day: str) -> Millis:
    """The last moment of a day."""
    return from_text(day) + DAY - 1


def figures() -> dict[str, Any]:
    """{"forecasts": {...}}: the headline figures on top, all of them by data."""
    found: dict[str, Any] = {}
    if CDNOW.exists():
        found["cdnow"] = bought(cdnow(), end_of("1997-09-30"), 273)
    if RETAIL.exists():
        shop, last = retail(), end_of("2010-12-09")
        found["online_retail"] = bought(shop, end_of("2010-08-31"), 100) | needed(shop, end_of("2010-06-05"), last)
        found["online_retail"] |= gone(shop, last - 90 * DAY)
    shop = list(MADE_UP.histories())
    found["made_up_3000_people"] = bought(shop, NOON - 120 * DAY, 120) | needed(shop, NOON - 365 * DAY, NOON)
    found["made_up_3000_people"] |= gone(shop, NOON - 90 * DAY)
    return {"forecasts": {"commit": commit(), **headlines(found), "by_data": found, "hundred_thousand": many()}}


def headlines(found: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The names of the interface, where the data is at hand."""
    one, two = found.get("cdnow", {}), found.get("online_retail", {})
    rows = {f"cdnow_{name}": one.get(name) for name in ("rmse", "correlation", "auc", "auc_leaving", "auc_alive_alone")}
    rows |= {f"retail_{name}": two.get(name) for name in ("total_error", "total_error_without_season", "value_error")}
    rows |= {name: value for name, value in two.items() if name.startswith(("replenishment", "churn"))}
    return {name: value for name, value in rows.items() if value is not None}


def bought(shop: Sequence[History], cut: Millis, days: int) -> dict[str, Any]:
    """Purchases and value in the days after a cut, of everybody who was known then."""
    learnt, flat = fitted(shop, cut), fitted(shop, cut, FLAT)
    seen = judging.seen_of(shop, learnt, days)
    count, value = judging.purchases(seen, learnt, days), judging.value(seen, learnt, days)
    without = judging.purchases(judging.seen_of(shop, flat, days), flat, days)
    season = {"strength": learnt.season.strength, "lead_weeks": learnt.season.lead}
    return {
        "people": len(seen),
        "purchases": sum(count.came),
        **count.metrics,
        "total_error_without_season": without.metrics["total_error"],
        "rmse_without_season": without.metrics["rmse"],
        "value_error": value.metrics["total_error"],
        "value_correlation": value.metrics["correlation"],
        "calibration": calibration(count.predicted, count.came),
        "season": season,
        "repeating": learnt.repeating and learnt.repeating._asdict(),
        **_ranked(seen, learnt),
        "textbook": textbook(shop, cut, days),
    }


def _ranked(seen: Sequence[judging.Seen], learnt: Any) -> dict[str, Any]:
    """How well who buys at all is told from who does not, by the risk of leaving and by being a customer alone."""
    came, model = [one.bought > 0 for one in seen], learnt.repeating
    weeks = weeks_of(learnt.season, learnt.made, learnt.horizon)
    told = [signs(model, one.stand, weeks, learnt.leaving.gap) for one in seen]
    return {
        "auc_leaving": auc([-risk(learnt.leaving, one) for one in told], came),
        "auc_alive_alone": auc([alive(model, one.stand) for one in seen], came),
    }


def gone(shop: Sequence[History], cut: Millis) -> dict[str, Any]:
    """Who bought nothing within the horizon after a cut; learned from earlier cuts."""
    learnt = fitted(shop, cut)
    found: Judged = judging.leaving(judging.seen_of(shop, learnt, learnt.horizon), learnt, learnt.horizon)
    bins = calibration(found.predicted, found.came)
    return {
        "churn_auc": found.metrics["auc"],
        "churn_auc_alive_alone": found.metrics["auc_alive_alone"],
        "churn_calibration_error": calibration_error(bins),
        "churn_calibration": bins,
    }


def needed(shop: Sequence[History], since: Millis, until: Millis) -> dict[str, Any]:
    """Of gaps that began after a moment: how many ended within 25 % of the forecast that was learned before they began.
    Everybody is given the same: what had ended when it was learned, and the person's own gaps until the forecast."""
    known = [as_of(one, until) for one in shop]
    people = [list(gaps_of(purchases_of(one.orders, {}))) for one in known]
    rows = [row for begin in range(since, until, STEP) for row in _nexts(known, people, begin)]
    own = [row for row in rows if row[3]]
    names = ("", "_product_median", "_last_gap")
    said = {f"replenishment_within_25_percent{name}": _hit(rows, place) for place, name in enumerate(names)}
    said |= {f"replenishment_with_own_gaps{name}": _hit(own, place) for place, name in enumerate(names)}
    return said | {"replenishment_gaps": len(rows), "replenishment_gaps_with_own": len(own)}


def _nexts(known: Sequence[History], people: Sequence[Any], begin: Millis) -> list[tuple[bool, bool, bool, int]]:
    """(ours, the product's median, the person's last gap came near; own gaps) of gaps that began within a step."""
    needs = needs_of([as_of(one, begin) for one in known], {})
    medians = {name: one.median for name, one in needs.products.items() if one.gaps}
    usual = median(medians.values()) if medians else 0.0
    asked = (one for gaps in people for one in missed_of(needs, gaps) if begin < one.start <= begin + STEP)
    told = ((one, medians.get(one.product, usual)) for one in asked)
    return [
        (near(one.forecast, one.came), near(middle, one.came), near(one.before or middle, one.came), one.gaps)
        for one, middle in told
    ]


def _hit(rows: Sequence[tuple[bool, bool, bool, int]], place: int) -> float | None:
    return round(sum(row[place] for row in rows) / len(rows), 4) if rows else None


def many() -> dict[str, Any]:
    """A hundred thousand made-up people, in a process of its own: time, and the most memory that it had."""
    asked = [sys.executable, "-m", "bench.forecasting", "--many"]
    return json.loads(subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def learn_many() -> dict[str, Any]:
    """In this process: learning with cards, and forecasts of a thousand of them."""
    shop = list(MANY.histories())
    before, began, used = peak(), time.monotonic(), time.process_time()
    learnt = learn(shop, NOON)
    seconds, spent, most = time.monotonic() - began, time.process_time() - used, peak()
    used = time.process_time()
    made = sum(predict(learnt, one, NOON) is not None for one in shop[:1000])
    return {
        "people": MANY.people,
        "orders": sum(len(one.orders) for one in shop),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(spent, 1),
        "peak_mb": most,
        "peak_mb_before": before,
        "predict_cpu_ms": round((time.process_time() - used) * 1000 / max(1, made), 3),
    }


def table_of(found: Mapping[str, Any]) -> str:
    """A line per headline figure, then by data."""
    rows = [f"{name:44}{value:>12}" for name, value in found.items() if isinstance(value, int | float)]
    for name, one in found["by_data"].items():
        rows += [f"{name}: " + ", ".join(f"{key} {value}" for key, value in one.items() if isinstance(value, float))]
    return "\n".join([*rows, f"a hundred thousand people: {found['hundred_thousand']}"])


def main() -> None:
    """Measures, prints and keeps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", action="store_true")
    if parser.parse_args().many:
        print(json.dumps(learn_many()))
        return
    found = figures()
    keep(found)
    print(table_of(found["forecasts"]))


if __name__ == "__main__":
    main()
