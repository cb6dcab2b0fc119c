"""Needs: what somebody buys again and again and is used up soon, as it is predicted."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from segue.events import PREDICTED
from segue.predictions.values import FRESH, Replenishment
from segue.profile.pieces import Piece
from segue.profile.profiles import Profile
from segue.profile.replenishing import bought_since
from segue.segments.asking import duration, settings
from segue.segments.compiler import Compiler
from segue.segments.doubts import OBJECTS, since_answered
from segue.segments.shapes import DURATION, Schema, asked
from segue.segments.shapes import settings as settings_of
from segue.segments.standing import KIND_SCHEMAS, KINDS, changes, standing, wanting
from segue.segments.turning import turning
from segue.segments.verdicts import ALWAYS, Condition, Fact, Verdict, latest
from segue.times import DAY, Millis, to_text

SCHEMAS: dict[str, Schema] = {
    "due_again": asked(
        "due_again",
        settings_of({"within_next": DURATION, **KIND_SCHEMAS}),
        "something that is bought again and again is used up within so long; a week where that is left out",
    ),
}
FACETS = frozenset({"predictions", "orders", "consent"})
COST, WEEK = 10, 7 * DAY


class Need(NamedTuple):
    """Something that is needed again, and from when to when the condition holds for it while it is not bought."""

    row: Replenishment
    start: Millis
    end: Millis

    def stands(self, orders: Sequence[Mapping[str, Any]], moment: Millis) -> bool:
        """Whether it is the time, and none of these orders has ended it."""
        return self.start <= moment < self.end and not bought_since(orders, self.row.products, self.row.bought)


def due_again(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`due_again: {within_next: 7d, category: coffee}`: from then until it is bought, or no longer expected."""
    given = settings(spec, "due_again", ("within_next", *KINDS))
    ahead = duration(given["within_next"], "within_next") if "within_next" in given else WEEK
    wanted = wanting(given) if given.keys() & KINDS else _any

    def needs(profile: Profile) -> list[Need]:
        named = {one.product for one in profile.pieces if wanted(one)}
        return [one for one in _needs(profile, ahead) if wanted is _any or one.row.product_id in named]

    def test(profile: Profile, now: Millis) -> Verdict:
        return since_answered(profile, _verdict(profile, needs(profile), now))

    def facts(profile: Profile, now: Millis) -> tuple[Fact, ...]:
        if profile.objects_to_profiling:
            return (OBJECTS,)
        orders = standing(profile, now)
        due = [one.row for one in needs(profile) if one.stands(orders, now)]
        return tuple(_fact(profile, one) for one in due) or (Fact("nothing is due"),)

    return Condition(test, FACETS, cost=COST, facts=facts)


def _any(_piece: Piece) -> bool:
    return True


def _needs(profile: Profile, ahead: Millis) -> Iterator[Need]:
    """A need ends with its prediction, and when it was to come at the latest."""
    found = profile.predicted
    for one in found.replenish if found else ():
        made = _made(profile)
        yield Need(one, max(made, one.due - ahead), min(made + FRESH, max(one.high, one.due)))


def _verdict(profile: Profile, known: Sequence[Need], now: Millis) -> Verdict:
    def holds(moment: Millis) -> bool:
        orders = standing(profile, moment)
        return any(one.stands(orders, moment) for one in known)

    points = (point for one in known for point in (one.start, one.end))
    verdict = turning([*points, *changes(profile)], holds, now)
    return verdict.mended(lambda since: latest(since, min(_made(profile), now)))


def _made(profile: Profile) -> Millis:
    """Before that another prediction may have stood, of which nothing is known."""
    return profile.predicted.made if profile.predicted else ALWAYS


def _fact(profile: Profile, one: Replenishment) -> Fact:
    return Fact(f"{one.product_id} is used up about {to_text(one.due)[:10]}", _made(profile), PREDICTED)
