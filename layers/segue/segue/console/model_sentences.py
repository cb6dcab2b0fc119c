"""What model cards say of how good a model was, or of what it lacks, in sentences that can be checked. Pure."""

from collections.abc import Callable, Mapping, Sequence

from segue.console.model_words import HUNDRED, amount, percent
from segue.console.words import counted, label
from segue.judging.cards import Card

COUNTS = {
    "people": "customers with an order",
    "people_who_bought_again": "customers who bought again on another day",
    "days": "days since the first order",
    "gaps": "repeat purchases of a product",
    "people_with_three_orders": "customers with three orders",
    "people_who_came_back": "customers who came back in the last days",
}


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
    return f"{amount(said)} was expected in {_held(card)}, and {amount(came)} came, in the currency of most customers."


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
