"""What model cards say, in the words of their pages. Pure."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from segue.judging.cards import Card

LITTLE, MUCH = 0.1, 0.25  # of the stability index
UNKNOWN = "–"
HUNDRED = 100


class About(NamedTuple):
    """What a model is called, what it says, and how its numbers are written."""

    name: str
    says: str
    written: Callable[[float], str]
    predicted: str = "Predicted"
    came: str = "What came"
    marked: Callable[[float], str] | None = None

    @property
    def axis(self) -> Callable[[float], str]:
        """How its numbers are written beside a plot."""
        return self.marked or self.written


def percent(share: float) -> str:
    """A share as people write it."""
    return f"{HUNDRED * share:.0f} %"


def _number(value: float) -> str:
    return f"{value:,.1f}" if value < HUNDRED else f"{value:,.0f}"


def _whole(value: float) -> str:
    return f"{value:.0f}"


def _days(value: float) -> str:
    return f"{value:.0f} days"


def amount(cents: float) -> str:
    """Minor units, as people write an amount without its currency."""
    return f"{cents / HUNDRED:,.0f}"


ABOUT = {
    "recommendations": About("Recommendations", "Which products somebody may like.", percent),
    "replenishment": About(
        "Replenishment",
        "When somebody needs a product again.",
        _days,
        "Days that were forecast",
        "Days that it took",
        _whole,
    ),
    "purchases": About(
        "Purchases", "How often somebody will buy.", _number, "Orders that were expected", "Orders that came"
    ),
    "value": About("Value", "What somebody will spend.", amount, "Amount that was expected", "Amount that came"),
    "churn": About("Churn", "Who is about to stay away.", percent, "Risk that was told", "Share who bought nothing"),
    "price_sensitivity": About(
        "Price sensitivity", "Who buys at promotions.", percent, "Share that was told", "Share that was bought so"
    ),
}
METRICS = {
    "hit_rate": ("Foreseen", "Of those who came back, how many took to one of ten products that they would have seen."),
    "popular_hit_rate": ("Foreseen by best sellers", "The same, with the ten products that sold best."),
    "within_25_percent": ("Near the day", "Repeat purchases within a quarter of the time that was forecast."),
    "within_25_percent_product_median": ("Near it by the product", "The same, by the product's usual time alone."),
    "within_25_percent_last_gap": ("Near it by the last time", "The same, by how long it took the customer last time."),
    "auc": ("Ranks right", "Of two customers to whom different things happened, how often the right one was ahead."),
    "auc_alive_alone": ("Ranks right, simpler", "The same, by the chance of still being a customer alone."),
    "correlation": ("Goes along", "How closely what came followed what was said: 0 not at all, 1 exactly."),
    "rmse": ("Usual miss", "How far what came lay from what was said, large misses counting more."),
    "total_error": ("Total missed by", "Above 0 too much was expected of all customers together, below it too little."),
    "calibration_error": ("Mean distance", "How far what was said lies from what came, tenth by tenth."),
    "gaps": ("Repeat purchases", "So many were judged."),
}
SHARES = frozenset(one for one in METRICS if one.startswith(("hit", "popular", "within", "auc", "total")))
AT = {
    "gathering": "Going over everybody",
    "judging": "Trying recommendations on the last days",
    "recommending": "Learning what goes with what",
    "forecasting": "Learning forecasts from all orders",
    "foretelling": "Telling what is expected of each customer",
}


def about(model: str) -> About:
    """The words of a model."""
    return ABOUT[model]


def metrics(card: Card) -> list[dict[str, str]]:
    """Each number with its name, what it means, and how it changed."""
    changed: Mapping[str, float] = card.drift.get("metrics", {})
    known = ((key, *words) for key, words in METRICS.items() if key in card.metrics)
    return [
        {
            "name": name,
            "means": means,
            "value": metric(key, card.metrics[key], card.model),
            "changed": _signed(key, changed.get(key)),
        }
        for key, name, means in known
    ]


def metric(key: str, value: float | None, model: str) -> str:
    """A metric as people read it."""
    if value is None:
        return UNKNOWN
    if key == "total_error":
        return f"{HUNDRED * value:+.0f} %"
    if key in SHARES:
        return percent(value)
    if key in ("rmse", "calibration_error"):
        return ABOUT[model].written(value)
    return f"{value:,.0f}" if key == "gaps" else f"{value:.2f}"


def stability(card: Card) -> str:
    """How much the predictions have moved since the card before."""
    found = card.drift.get("stability")
    if found is None:
        return ""
    moved = "hardly moved" if found < LITTLE else "moved somewhat" if found <= MUCH else "moved much: look why"
    index = f"stability index {found:.2f}; up to {LITTLE} is little, above {MUCH} much"
    return f"What is said of customers has {moved} since then ({index})."


def _signed(key: str, change: float | None) -> str:
    if change is None or abs(change) < 0.00005:
        return "" if change is None else "±0"
    if key in SHARES:
        return f"{HUNDRED * change:+.1f} points"
    return f"{change:+,.0f}" if key == "gaps" else f"{change:+.2f}"
