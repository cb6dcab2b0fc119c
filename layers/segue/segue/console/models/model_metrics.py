"""The numbers of model cards: what each is called and means, and how it has changed. Pure."""

from collections.abc import Mapping

from segue.console.models.model_words import ABOUT, HUNDRED, percent
from segue.judging.cards import Card
from segue.languages.numbers import number
from segue.languages.texts import _

LITTLE, MUCH = 0.1, 0.25  # of the stability index
UNKNOWN = "–"
MOVED = (
    _("What is said of customers has hardly moved since then."),
    _("What is said of customers has moved somewhat since then."),
    _("What is said of customers has moved much since then: look why."),
)
METRICS = {
    "hit_rate": (
        _("Foreseen"),
        _("Of those who came back, how many took to one of ten products that they would have seen."),
    ),
    "popular_hit_rate": (
        _("Foreseen by best sellers"),
        _("The same, with the ten products that sold best."),
    ),
    "within_25_percent": (
        _("Near the day"),
        _("Repeat purchases within a quarter of the time that was forecast."),
    ),
    "within_25_percent_product_median": (
        _("Near it by the product"),
        _("The same, by the product's usual time alone."),
    ),
    "within_25_percent_last_gap": (
        _("Near it by the last time"),
        _("The same, by how long it took the customer last time."),
    ),
    "auc": (
        _("Ranks right"),
        _("Of two customers to whom different things happened, how often the right one was ahead."),
    ),
    "auc_alive_alone": (
        _("Ranks right, simpler"),
        _("The same, by the chance of still being a customer alone."),
    ),
    "correlation": (
        _("Goes along"),
        _("How closely what came followed what was said: 0 not at all, 1 exactly."),
    ),
    "rmse": (
        _("Usual miss"),
        _("How far what came lay from what was said, large misses counting more."),
    ),
    "total_error": (
        _("Total missed by"),
        _("Above 0 too much was expected of all customers together, below it too little."),
    ),
    "calibration_error": (
        _("Mean distance"),
        _("How far what was said lies from what came, tenth by tenth."),
    ),
    "gaps": (
        _("Repeat purchases"),
        _("So many were judged."),
    ),
}
SHARES = frozenset(one for one in METRICS if one.startswith(("hit", "popular", "within", "auc", "total")))


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
        return f"{_change(HUNDRED * value)} %"
    if key in SHARES:
        return percent(value)
    if key in ("rmse", "calibration_error"):
        return ABOUT[model].written(value)
    return number(value, 0 if key == "gaps" else 2)


def stability(card: Card) -> str:
    """How much the predictions have moved since the card before."""
    found = card.drift.get("stability")
    if found is None:
        return ""
    index = _("Stability index {index}; up to {little} is little, above {much} much.")
    said = MOVED[0] if found < LITTLE else MOVED[1] if found <= MUCH else MOVED[2]
    return f"{said} {index.format(index=number(found, 2), little=number(LITTLE, 1), much=number(MUCH, 2))}"


def _signed(key: str, change: float | None) -> str:
    if change is None or abs(change) < 0.00005:
        return "" if change is None else "±0"
    if key in SHARES:
        return _("{much} points").format(much=_change(HUNDRED * change, 1))
    return _change(change, 0 if key == "gaps" else 2)


def _change(value: float, digits: int = 0) -> str:
    """With its sign."""
    return ("+" if value >= 0 else "") + number(value, digits)
