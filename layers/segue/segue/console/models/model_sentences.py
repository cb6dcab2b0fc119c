"""What model cards say of how good a model was, or of what it lacks, in sentences that can be checked. Pure."""

from collections.abc import Callable, Mapping, Sequence

from segue.console.models.model_words import HUNDRED, amount, percent
from segue.console.words import label, plural
from segue.judging.cards import Card
from segue.languages.numbers import number
from segue.languages.texts import _

COUNTS = {  # of one, and of more
    "people": (_("customer with an order"), _("customers with an order")),
    "people_who_bought_again": (
        _("customer who bought again on another day"),
        _("customers who bought again on another day"),
    ),
    "days": (_("day since the first order"), _("days since the first order")),
    "gaps": (_("repeat purchase of a product"), _("repeat purchases of a product")),
    "people_with_three_orders": (_("customer with three orders"), _("customers with three orders")),
    "people_who_came_back": (
        _("customer who came back in the last days"),
        _("customers who came back in the last days"),
    ),
}


def headline(card: Card) -> str:
    """How good it was, in one sentence that can be checked."""
    return SENTENCES[card.model](card) or _("Nothing could be judged yet: it takes days that it has not seen.")


def silence(card: Card) -> tuple[str, str]:
    """What it means that it lacks something: as a word, and as a sentence."""
    if card.model == "recommendations":
        return _("Not judged yet"), _("They are shown, but how good they are cannot be told yet. There are:")
    return _("Too little data"), _("It says nothing of anybody yet, for it would be made up. There are:")


def lacking(card: Card) -> list[str]:
    """What there is too little of."""
    form = _("{has} {what}; it takes {wants}")
    return [
        form.format(has=number(has), what=_count(name, has), wants=number(wants))
        for name, (has, wants) in card.lacks.items()
    ]


def _count(name: str, has: int) -> str:
    days = name.removeprefix("people_known_for_").removesuffix("_days")
    if days.isdecimal():
        return plural("customer known for {days} days", "customers known for {days} days", has, days=days)
    return str(COUNTS[name][has != 1]) if name in COUNTS else label(name).lower()


def _recommendations(card: Card) -> str:
    hits, popular = card.metrics.get("hit_rate"), card.metrics.get("popular_hit_rate")
    if hits is None or popular is None:
        return ""
    return _(
        "Of 100 customers who came back, {hits} took to one of ten products that they would have been shown, and "
        "{popular} to one of the ten best sellers."
    ).format(hits=number(HUNDRED * hits), popular=number(HUNDRED * popular))


def _replenishment(card: Card) -> str:
    near, usual = (card.metrics.get(one) for one in ("within_25_percent", "within_25_percent_product_median"))
    if near is None or usual is None:
        return ""
    return _(
        "Of 100 repeat purchases, {near} came within a quarter of the time that was forecast; the product’s usual time "
        "alone would have met {usual}."
    ).format(near=number(HUNDRED * near), usual=number(HUNDRED * usual))


def _purchases(card: Card) -> str:
    if not card.calibration:
        return ""
    said, came = _sums(card.calibration)
    form = _("{said} orders were expected in {days}, and {came} came.")
    return form.format(said=number(said), days=_held(card), came=number(came))


def _value(card: Card) -> str:
    if not card.calibration:
        return ""
    said, came = _sums(card.calibration)
    form = _("{said} was expected in {days}, and {came} came, in the currency of most customers.")
    return form.format(said=amount(said), days=_held(card), came=amount(came))


def _churn(card: Card) -> str:
    if not card.calibration:
        return ""
    one = min(card.calibration, key=lambda row: abs(row["predicted"] - 0.7))
    form = _("Of 100 customers who were said to be {told} % at risk, {left} bought nothing in {days}.")
    return form.format(
        told=number(HUNDRED * one["predicted"]), left=number(HUNDRED * one["observed"]), days=_held(card)
    )


def _sensitive(card: Card) -> str:
    if not card.calibration:
        return ""
    one = card.calibration[-1]
    form = _("Those who were said to buy {told} at promotions, the most of all, then bought {came} so.")
    return form.format(told=percent(one["predicted"]), came=percent(one["observed"]))


def _held(card: Card) -> str:
    return plural("{count} day", "{count} days", card.data.get("held", 0))


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
