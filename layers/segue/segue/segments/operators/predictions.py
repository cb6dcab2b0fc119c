"""What the product's own models expect of the person. An old prediction says nothing, so each answer ends by itself;
whoever objects to profiling is in no such segment.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from segue.errors import Invalid, inside
from segue.events import PREDICTED
from segue.money import text as money
from segue.predictions.values import FRESH, Prediction
from segue.profile.profiles import Profile
from segue.segments.asking import amount, bounds, currency, duration, settings, share
from segue.segments.compiler import Compiler
from segue.segments.doubts import OBJECTS, since_answered
from segue.segments.operators import traits
from segue.segments.shapes import CURRENCY, DURATION, NUMBER, SHARE, VALUE_TESTS, WORD, Schema, asked
from segue.segments.shapes import settings as settings_of
from segue.segments.timelines import lasting
from segue.segments.verdicts import ALWAYS, Condition, Fact, Verdict
from segue.times import Millis

SHARES = settings_of({"at_least": SHARE, "at_most": SHARE})
NUMBERS = settings_of({"at_least": NUMBER, "at_most": NUMBER})
COUNTS = {f"purchases_{days}d": days for days in (30, 90, 365)}
SUMS = {f"value_{days}d": days for days in (90, 365)}
ASKS = {"churn": SHARES, "price_sensitivity": SHARES, **dict.fromkeys((*COUNTS, *SUMS), NUMBERS)}
SETTINGS: dict[str, Schema] = {**ASKS, "currency": CURRENCY, "made_within": DURATION}
MODEL = settings_of(SETTINGS)
SCHEMAS: dict[str, Schema] = {
    "predicted": asked(
        "predicted",
        {"anyOf": [WORD, MODEL]},
        "what is expected of the person, made in the last 14 days; a word: what a model of yours has found, the trait"
        " predicted_<name>",
        **VALUE_TESTS,
    ),
}
FACETS = frozenset({"predictions", "consent"})
COST, WHOLE = 5, 1000


class Question(NamedTuple):
    """What is looked at, in thousandths or minor units, and what it must be."""

    found: Callable[[Prediction], int | None]
    holds: Callable[[int], bool]

    def answer(self, prediction: Prediction) -> bool:
        """False where nothing is expected of that kind."""
        known = self.found(prediction)
        return known is not None and self.holds(known)


def predicted(spec: Mapping[str, Any], compiler: Compiler) -> Condition:
    """`predicted: {churn: {at_least: 0.6}, made_within: 7d}`, all of which must hold; `predicted: churn` with value
    tests beside it is a trait."""
    if not isinstance(spec["predicted"], Mapping):
        return traits.predicted(spec, compiler)
    given = settings({"predicted": spec["predicted"]}, "predicted", SETTINGS)
    if len(spec) > 1:
        raise Invalid("bad-condition", "say `at_least` and `at_most` under what is predicted: `churn: {at_least: 0.6}`")
    within = duration(given["made_within"], "made_within") if "made_within" in given else FRESH
    questions = _questions(given)

    def test(profile: Profile, now: Millis) -> Verdict:
        return since_answered(profile, _verdict(profile.predicted, questions, within, now))

    return Condition(test, FACETS, cost=COST, facts=_facts)


def _verdict(made: Prediction | None, questions: Sequence[Question], within: Millis, now: Millis) -> Verdict:
    if made is None:
        return Verdict(False, None, ALWAYS)
    if all(one.answer(made) for one in questions):
        return lasting(made.made, made.made + within, now)
    return Verdict(False, None, min(made.made, now))


def _questions(given: Mapping[str, Any]) -> list[Question]:
    asked_for = [one for one in ASKS if one in given]
    if not asked_for:
        raise Invalid("bad-condition", f"say what is predicted: {', '.join(f'`{one}`' for one in ASKS)}")
    return [_question(name, given) for name in asked_for]


def _question(name: str, given: Mapping[str, Any]) -> Question:
    with inside(name):
        asks = settings({name: given[name]}, name, ("at_least", "at_most"))
        if name in SUMS:
            code = currency(given)
            holds = bounds(asks, lambda one, part: amount(one, part, code), None)
            return Question(lambda made: _sum(made, code, SUMS[name]), holds)
        holds = bounds(asks, _share if name not in COUNTS else _count, None)
        return Question(lambda made: _thousandths(made, name), holds)


def _share(given: Any, name: str) -> int:
    return round(share(given, name) * WHOLE)


def _count(given: Any, name: str) -> int:
    return amount(given, name, "BHD")  # thousandths, as of this money


def _sum(made: Prediction, code: str, days: int) -> int | None:
    return made.value.amounts.get(days) if made.value and made.value.currency == code else None


def _thousandths(made: Prediction, name: str) -> int | None:
    found = {
        "churn": made.churn and made.churn.probability,
        "price_sensitivity": made.price_sensitivity and made.price_sensitivity.share,
    }
    counted = made.purchases.expected.get(COUNTS[name]) if name in COUNTS and made.purchases else None
    value = found.get(name, counted)
    return None if value is None else round(value * WHOLE)


def _facts(profile: Profile, _now: Millis) -> tuple[Fact, ...]:
    found = profile.predicted
    if profile.objects_to_profiling:
        return (OBJECTS,)
    if found is None:
        return (Fact("nothing is predicted"),)
    return tuple(Fact(words, found.made, PREDICTED) for words in _words(found)) or (Fact("nothing is predicted"),)


def _words(found: Prediction) -> Iterator[str]:
    if found.churn:
        yield f"{found.churn.probability:.0%} probable that nothing is bought in {found.churn.days} days"
    if found.purchases:
        yield from (f"{count:.1f} orders expected in {days} days" for days, count in found.purchases.expected.items())
    if found.value:
        code = found.value.currency
        yield from (f"{money(cents, code)} expected in {days} days" for days, cents in found.value.amounts.items())
    if found.price_sensitivity:
        yield f"{found.price_sensitivity.share:.0%} of what is bought is bought at a promotion"
