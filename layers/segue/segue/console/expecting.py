"""What is expected of a customer, in the words of a person's page, with how sure it is and what it rests on. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from segue.console.habits import called_of
from segue.console.words import counted, date, label, money
from segue.predictions.values import FRESH, Evidence, Prediction, Replenishment
from segue.profile.profiles import Profile
from segue.profile.replenishing import needed
from segue.times import DAY, Millis

USUAL = 90  # days: what is said first where there are several
SURE = ((0.8, "very likely"), (0.6, "likely"), (0.4, "about as likely as not"), (0.2, "unlikely"))
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
        more = {f"In {days} days": f"{count:.1f}" for days, count in others.items()}
        count = made.purchases.expected[first]
        said = f"Probably buys {count:.1f} more times in the next {first} days"
        yield _row(said, "", more | _basis(made.purchases.evidence))


def _worth(made: Prediction) -> Iterator[Row]:
    if made.value:
        code = made.value.currency
        first, others = _first(made.value.amounts)
        more = {f"In {days} days": money(cents, code) for days, cents in others.items()}
        said = f"Probably spends {money(made.value.amounts[first], code)} in the next {first} days"
        yield _row(said, "", more | _basis(made.value.evidence))


def _churn(made: Prediction) -> Iterator[Row]:
    if made.churn:
        share = made.churn.probability
        sure = next((words for least, words in SURE if share >= least), "very unlikely")
        said = f"Buys nothing more in the next {made.churn.days} days: {sure}"
        yield _row(said, f"{share:.0%}", _basis(made.churn.evidence))


def _sensitivity(made: Prediction) -> Iterator[Row]:
    found = made.price_sensitivity
    if found:
        said = f"Buys {found.share:.0%} at a promotion"
        sure = f"between {found.low:.0%} and {found.high:.0%}"
        yield _row(said, sure, {"Orders": str(found.orders)} | _basis(found.evidence))


def _used_up(profile: Profile, made: Prediction) -> Iterator[Row]:
    names = called_of(profile)
    for one in needed(made.replenish, profile.order_rows):
        yield _row(f"Needs {names.get(one.product_id) or one.product_id} again about {date(one.due)}", *_when(one))


def _when(one: Replenishment) -> tuple[str, dict[str, str]]:
    between = one.high - one.low >= DAY
    lasts = {"Usually lasts": counted(one.usual_days, "day")} if one.usual_days else {}
    basis = {"Bought last": date(one.bought)} | lasts | {"Bought again": counted(one.gaps, "time")}
    return (f"between {date(one.low)} and {date(one.high)}" if between else ""), basis


def _first(known: Mapping[int, Any]) -> tuple[int, dict[int, Any]]:
    """The days that are said first, and what else is known."""
    first = USUAL if USUAL in known else max(known)
    return first, {days: value for days, value in sorted(known.items()) if days != first}


def _basis(evidence: Evidence) -> dict[str, str]:
    return {label(name): f"{number:g}" for name, number in sorted(evidence.items())}


def _row(said: str, sure: str, basis: Mapping[str, str]) -> Row:
    return {"said": said, "sure": sure, "basis": dict(basis)}
