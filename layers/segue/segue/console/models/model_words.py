"""What model cards say, in the words of their pages. Pure."""

from collections.abc import Callable
from typing import NamedTuple

from segue.languages.numbers import number
from segue.languages.texts import _

HUNDRED = 100


class About(NamedTuple):
    """What a model is called, what it says, and how its numbers are written."""

    name: str
    says: str
    written: Callable[[float], str]
    predicted: str = _("Predicted")
    came: str = _("What came")
    marked: Callable[[float], str] | None = None

    @property
    def axis(self) -> Callable[[float], str]:
        """How its numbers are written beside a plot."""
        return self.marked or self.written


def percent(share: float) -> str:
    """A share as people write it."""
    return f"{number(HUNDRED * share)} %"


def _number(value: float) -> str:
    return number(value, 1 if value < HUNDRED else 0)


def _whole(value: float) -> str:
    return number(value)


def _days(value: float) -> str:
    return _("{count} days").format(count=number(value))


def amount(cents: float) -> str:
    """Minor units, as people write an amount without its currency."""
    return number(cents / HUNDRED)


ABOUT = {
    "recommendations": About(_("Recommendations"), _("Which products somebody may like."), percent),
    "replenishment": About(
        _("Replenishment"),
        _("When somebody needs a product again."),
        _days,
        _("Days that were forecast"),
        _("Days that it took"),
        _whole,
    ),
    "purchases": About(
        _("Purchases"),
        _("How often somebody will buy."),
        _number,
        _("Orders that were expected"),
        _("Orders that came"),
    ),
    "value": About(
        _("Value"), _("What somebody will spend."), amount, _("Amount that was expected"), _("Amount that came")
    ),
    "churn": About(
        _("Churn"), _("Who is about to stay away."), percent, _("Risk that was told"), _("Share who bought nothing")
    ),
    "price_sensitivity": About(
        _("Price sensitivity"),
        _("Who buys at promotions."),
        percent,
        _("Share that was told"),
        _("Share that was bought so"),
    ),
}
AT = {
    "gathering": _("Going over everybody"),
    "judging": _("Trying recommendations on the last days"),
    "recommending": _("Learning what goes with what"),
    "forecasting": _("Learning forecasts from all orders"),
    "foretelling": _("Telling what is expected of each customer"),
}


def about(model: str) -> About:
    """The words of a model."""
    return ABOUT[model]
