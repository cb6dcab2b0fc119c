"""How good forecasts were: what was predicted of many people beside what came."""

from collections.abc import Sequence
from itertools import groupby
from math import sqrt

TENTHS = 10


def auc(predicted: Sequence[float], came: Sequence[bool]) -> float | None:
    """How often somebody to whom it happened had the higher prediction than somebody to whom it did not, equal ones
    half; None where it happened to nobody or to all."""
    ranked = sorted(zip(predicted, came, strict=True))
    yes = sum(map(bool, came))
    no = len(ranked) - yes
    total, before = 0.0, 0
    for _, group in groupby(ranked, key=lambda one: one[0]):
        found = [bool(one[1]) for one in group]
        total += sum(found) * (before + (len(found) - sum(found)) / 2)
        before += len(found) - sum(found)
    return round(total / (yes * no), 4) if yes and no else None


def rmse(predicted: Sequence[float], came: Sequence[float]) -> float | None:
    """The root of the mean square error; None of nobody."""
    squares = [(one - two) ** 2 for one, two in zip(predicted, came, strict=True)]
    return round(sqrt(sum(squares) / len(squares)), 4) if squares else None


def correlation(predicted: Sequence[float], came: Sequence[float]) -> float | None:
    """Pearson's; None where either never changes."""
    rows = list(zip(predicted, came, strict=True))
    mean, middle = (sum(side) / max(1, len(rows)) for side in (predicted, came))
    both = sum((one - mean) * (two - middle) for one, two in rows)
    spread = sqrt(sum((one - mean) ** 2 for one, _ in rows) * sum((two - middle) ** 2 for _, two in rows))
    return round(both / spread, 4) if spread else None


def total_error(predicted: Sequence[float], came: Sequence[float]) -> float | None:
    """By what share the sum was missed, above nothing where too much was said; None where nothing came."""
    total = sum(came)
    return round(sum(predicted) / total - 1, 4) if total else None


def calibration(predicted: Sequence[float], came: Sequence[float]) -> list[dict[str, float]]:
    """Rows {"predicted", "observed", "count"} of tenths of the people, lowest predictions first."""
    ranked = sorted(zip(predicted, came, strict=True), key=lambda one: one[0])
    parts = (ranked[len(ranked) * part // TENTHS : len(ranked) * (part + 1) // TENTHS] for part in range(TENTHS))
    return [_bin(part) for part in parts if part]


def calibration_error(bins: Sequence[dict[str, float]]) -> float | None:
    """The mean distance of predicted and observed, over people; None of nobody."""
    count = sum(one["count"] for one in bins)
    missed = sum(abs(one["predicted"] - one["observed"]) * one["count"] for one in bins)
    return round(missed / count, 4) if count else None


def lift(bins: Sequence[dict[str, float]]) -> list[float]:
    """How many times the mean came to each tenth, the highest predictions first."""
    mean = sum(one["observed"] * one["count"] for one in bins) / max(1, sum(one["count"] for one in bins))
    return [round(one["observed"] / mean, 3) if mean else 0.0 for one in reversed(bins)]


def _bin(rows: Sequence[tuple[float, float]]) -> dict[str, float]:
    said, came = (sum(one[side] for one in rows) / len(rows) for side in (0, 1))
    return {"predicted": round(said, 4), "observed": round(came, 4), "count": len(rows)}
