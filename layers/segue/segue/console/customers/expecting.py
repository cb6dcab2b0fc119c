"""What is expected of a customer, in the words of a person's page, with how sure it is and what it rests on. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from segue.console.customers.habits import called_of
from segue.console.words import counted, date, label
from segue.languages.numbers import least, money, number, percent
from segue.languages.texts import _
from segue.predictions.values import FRESH, Evidence, Prediction, Replenishment
from segue.profile.profiles import Profile
from segue.profile.replenishing import needed
from segue.times import DAY, Millis

USUAL = 90  # days: what is said first where there are several
SURE = (
    (0.8, _("Buys nothing more in the next {days} days: very likely")),
    (0.6, _("Buys nothing more in the next {days} days: likely")),
    (0.4, _("Buys nothing more in the next {days} days: about as likely as not")),
    (0.2, _("Buys nothing more in the next {days} days: unlikely")),
)
UNSURE = _("Buys nothing more in the next {days} days: very unlikely")
Row = dict[str, Any]


def expected(profile: Profile, now: Millis) -> Row:
    """{"rows": [{"said", "sure", "basis"}], "made", "model", "old"}; no rows where nothing is predicted yet. {} of
    whoever objects to profiling or has never ordered: it is not wanted, or there is nothing to say."""
    if profile.objects_to_profiling or not profile.purchases["count"]:
        return {}
    found = profile.predicted
    if found is None:
        return {"rows": []}
    rows = [*_orders(found), *_worth(found), *_churn(found), *_sensitivity(found), *_used_up(profile, found)]
    return {"rows": rows, "made": found.made, "model": found.model, "old": now >= found.made + FRESH}


def _orders(made: Prediction) -> Iterator[Row]:
    if made.purchases:
        first, others = _first(made.purchases.expected)
        more = {_in(days): number(count, 1) for days, count in others.items()}
        count = number(made.purchases.expected[first], 1)
        said = _("Probably buys {count} more times in the next {days} days")
        yield _row(said.format(count=count, days=first), "", more | _basis(made.purchases.evidence))


def _worth(made: Prediction) -> Iterator[Row]:
    if made.value:
        code = made.value.currency
        first, others = _first(made.value.amounts)
        more = {_in(days): money(cents, code) for days, cents in others.items()}
        said = _("Probably spends {money} in the next {days} days")
        yield _row(
            said.format(money=money(made.value.amounts[first], code), days=first),
            "",
            more | _basis(made.value.evidence),
        )


def _churn(made: Prediction) -> Iterator[Row]:
    if made.churn:
        share = made.churn.probability
        said = next((words for least, words in SURE if share >= least), UNSURE)
        yield _row(said.format(days=made.churn.days), percent(share), _basis(made.churn.evidence))


def _sensitivity(made: Prediction) -> Iterator[Row]:
    found = made.price_sensitivity
    if found:
        said = _("Buys {share} at a promotion").format(share=percent(found.share))
        sure = _("between {low} and {high}").format(low=percent(found.low), high=percent(found.high))
        yield _row(said, sure, {str(_("Orders")): str(found.orders)} | _basis(found.evidence))


def _used_up(profile: Profile, made: Prediction) -> Iterator[Row]:
    names = called_of(profile)
    for one in needed(made.replenish, profile.order_rows):
        said = _("Needs {product} again about {day}")
        yield _row(said.format(product=names.get(one.product_id) or one.product_id, day=date(one.due)), *_when(one))


def _when(one: Replenishment) -> tuple[str, dict[str, str]]:
    between = one.high - one.low >= DAY
    lasts = {str(_("Usually lasts")): counted(one.usual_days, "day", "days")} if one.usual_days else {}
    again = {str(_("Bought again")): counted(one.gaps, "time", "times")}
    sure = _("between {low} and {high}").format(low=date(one.low), high=date(one.high)) if between else ""
    return sure, {str(_("Bought last")): date(one.bought)} | lasts | again


def _in(days: int) -> str:
    return _("In {days} days").format(days=days)


def _first(known: Mapping[int, Any]) -> tuple[int, dict[int, Any]]:
    """The days that are said first, and what else is known."""
    first = USUAL if USUAL in known else max(known)
    return first, {days: value for days, value in sorted(known.items()) if days != first}


def _basis(evidence: Evidence) -> dict[str, str]:
    return {label(name): least(figure) for name, figure in sorted(evidence.items())}


def _row(said: str, sure: str, basis: Mapping[str, str]) -> Row:
    return {"said": said, "sure": sure, "basis": dict(basis)}
