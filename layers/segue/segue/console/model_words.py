"""What model cards say, in the words of their pages. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from segue.console.words import counted, label
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


def _money(cents: float) -> str:
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
    "value": About("Value", "What somebody will spend.", _money, "Amount that was expected", "Amount that came"),
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
COUNTS = {
    "people": "customers with an order",
    "people_who_bought_again": "customers who bought again on another day",
    "days": "days since the first order",
    "gaps": "repeat purchases of a product",
    "people_with_three_orders": "customers with three orders",
    "people_who_came_back": "customers who came back in the last days",
}


def about(model: str) -> About:
    """The words of a model."""
    return ABOUT[model]


def headline(card: Card) -> str:
    """How good it was, in one sentence that can be checked."""
    return SENTENCES[card.model](card) or "Nothing could be judged yet: it takes days that it has not seen."


def silence(card: Card) -> tuple[str, str]:
    """What it means that it lacks something: as a word, and as a sentence."""
    if card.model == "recommendations":
        return "Not judged yet", "They are shown, but how good they are cannot be told yet. There are:"
    return "Too little data", "It says nothing of anybody yet, for it would be made up. There are:"


def lacking(card: Card) -> list[str]:
    """What there is too little of."""
    return [f"{has:,} {_count(name)}; it takes {wants:,}" for name, (has, wants) in card.lacks.items()]


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


def _count(name: str) -> str:
    days = name.removeprefix("people_known_for_").removesuffix("_days")
    return COUNTS.get(name) or (f"customers known for {days} days" if days.isdecimal() else label(name).lower())


def _recommendations(card: Card) -> str:
    hits, popular = card.metrics.get("hit_rate"), card.metrics.get("popular_hit_rate")
    if hits is None or popular is None:
        return ""
    return (
        f"Of 100 customers who came back, {HUNDRED * hits:.0f} took to one of ten products that they would have been "
        f"shown, and {HUNDRED * popular:.0f} to one of the ten best sellers."
    )


def _replenishment(card: Card) -> str:
    near, usual = (card.metrics.get(one) for one in ("within_25_percent", "within_25_percent_product_median"))
    if near is None or usual is None:
        return ""
    return (
        f"Of 100 repeat purchases, {HUNDRED * near:.0f} came within a quarter of the time that was forecast; the "
        f"product’s usual time alone would have met {HUNDRED * usual:.0f}."
    )


def _purchases(card: Card) -> str:
    said, came = _sums(card.calibration)
    return f"{said:,.0f} orders were expected in {_held(card)}, and {came:,.0f} came." if card.calibration else ""


def _value(card: Card) -> str:
    said, came = _sums(card.calibration)
    if not card.calibration:
        return ""
    return f"{_money(said)} was expected in {_held(card)}, and {_money(came)} came, in the currency of most customers."


def _churn(card: Card) -> str:
    if not card.calibration:
        return ""
    one = min(card.calibration, key=lambda row: abs(row["predicted"] - 0.7))
    told, left = HUNDRED * one["predicted"], HUNDRED * one["observed"]
    return f"Of 100 customers who were said to be {told:.0f} % at risk, {left:.0f} bought nothing in {_held(card)}."


def _sensitive(card: Card) -> str:
    if not card.calibration:
        return ""
    one = card.calibration[-1]
    return (
        f"Those who were said to buy {percent(one['predicted'])} at promotions, the most of all, then bought "
        f"{percent(one['observed'])} so."
    )


def _held(card: Card) -> str:
    return counted(card.data.get("held", 0), "day")


def _sums(bins: Sequence[Mapping[str, float]]) -> tuple[float, float]:
    said, came = (sum(one[side] * one["count"] for one in bins) for side in ("predicted", "observed"))
    return said, came


SENTENCES: dict[str, Callable[[Card], str]] = {
    "recommendations": _recommendations,
    "replenishment": _replenishment,
    "purchases": _purchases,
    "value": _value,
    "churn": _churn,
    "price_sensitivity": _sensitive,
}
AT: dict[str, Any] = {
    "gathering": "Going over everybody",
    "judging": "Trying recommendations on the last days",
    "recommending": "Learning what goes with what",
    "forecasting": "Learning forecasts from all orders",
    "foretelling": "Telling what is expected of each customer",
}
