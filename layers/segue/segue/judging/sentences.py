"""A verdict as a plain sentence, for people who never heard of statistics."""

from segue.judging.outlook import further, lacking
from segue.judging.sequential import Interval
from segue.judging.trials import HOLDOUT
from segue.judging.verdicts import Judged
from segue.languages.numbers import number
from segue.languages.texts import _

CALLED = {
    HOLDOUT: _("those held out"),
    "all": _("all marketing"),
    "shown": _("showing it"),
    "journey": _("the journey"),
}
SURELY_MORE = _("{best} sells more: of 100 people {first} to {last} more buy than with {control}.")
SURELY_LESS = _("{best} sells less: of 100 people {first} to {last} fewer buy than with {control}.")
BY_CHANCE = _("Chance alone shows as much in at most {chance} experiments, however often one looks.")
OPEN = _("Nothing is sure yet: of 100 people from {low} to {high} buy with {best} than with {control}.")
SMALLEST = 1e-6  # what chance alone shows more seldom is said as this seldom


def sentence(one: Judged) -> str:
    """What to believe, with the figures that it rests on, and what to do where nothing is to be believed yet."""
    if one.state == "waiting":
        return _("Nobody has come to two arms yet: there is nothing to compare.")
    if one.state == "broken":
        return _("The arms are not as large as they were meant to be: do not trust this one, look for the reason.")
    found = one.told(one.best)
    if one.state == "early" or found is None:
        return _("It is too early to say anything: {why}.").format(why=lacking(one))
    return _sure(one, found) if one.state in ("better", "worse") else _open(one, found)


def called(arm: str) -> str:
    """What an arm is called."""
    return str(CALLED[arm]) if arm in CALLED else _("“{arm}”").format(arm=arm)


def per_hundred(found: Interval) -> tuple[str, str]:
    """From and to of a difference of shares, for 100 people, with as many digits as it takes to tell them apart."""
    ends = 100 * found.low, 100 * found.high
    digits = next((digits for digits, least in ((1, 0.2), (2, 0.02)) if ends[1] - ends[0] >= least), 3)
    low, high = (("+" if one >= 0 else "") + number(one, digits) for one in ends)
    return low, high


def chance(found: Interval) -> str:
    """How often chance alone shows as much."""
    if found.chance >= 0.01:
        return _("{count} of 100").format(count=number(100 * found.chance))
    times = round(1 / max(found.chance, SMALLEST))
    size = 10 ** (len(str(times)) - 1)
    return _("1 of {count}").format(count=number(times // size * size))


def _sure(one: Judged, found: Interval) -> str:
    more = found.low > 0
    low, high = (text.lstrip("+−") for text in per_hundred(found))
    first, last = (low, high) if more else (high, low)
    form = SURELY_MORE if more else SURELY_LESS
    said = form.format(best=_begins(one.best), first=first, last=last, control=called(one.control))
    return f"{said} {BY_CHANCE.format(chance=chance(found))}"


def _open(one: Judged, found: Interval) -> str:
    low, high = (_more(end) for end in per_hundred(found))
    weeks = further(one, one.best)
    said = OPEN.format(low=low, high=high, best=called(one.best), control=called(one.control))
    return f"{said} {_outlook(one, weeks)}"


def _more(end: str) -> str:
    form = _("{count} fewer") if end.startswith("−") else _("{count} more")
    return form.format(count=end.lstrip("+−"))


def _outlook(one: Judged, weeks: float | None) -> str:
    if weeks is None:
        return str(
            _("At this pace it will not be sure within years.") if one.weekly else _("Nobody comes to it any more.")
        )
    people, count = number(one.weekly), max(1, round(weeks))
    if count == 1:
        return _("With {people} people a week it takes about another week.").format(people=people)
    return _("With {people} people a week it takes about {weeks} more weeks.").format(
        people=people, weeks=number(count)
    )


def _begins(arm: str) -> str:
    said = called(arm)
    return said[:1].upper() + said[1:]
