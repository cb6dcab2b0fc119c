"""A verdict as a plain sentence, for people who never heard of statistics."""

from segue.judging.outlook import further, lacking
from segue.judging.sequential import Interval
from segue.judging.trials import HOLDOUT
from segue.judging.verdicts import Judged

CALLED = {HOLDOUT: "those held out", "all": "all marketing", "shown": "showing it", "journey": "the journey"}
SMALLEST = 1e-6  # what chance alone shows more seldom is said as this seldom


def sentence(one: Judged) -> str:
    """What to believe, with the figures that it rests on, and what to do where nothing is to be believed yet."""
    if one.state == "waiting":
        return "Nobody has come to two arms yet: there is nothing to compare."
    if one.state == "broken":
        return "The arms are not as large as they were meant to be: do not trust this one, look for the reason."
    found = one.told(one.best)
    if one.state == "early" or found is None:
        return f"It is too early to say anything: {lacking(one)}."
    return _sure(one, found) if one.state in ("better", "worse") else _open(one, found)


def called(arm: str) -> str:
    """What an arm is called."""
    return CALLED.get(arm, f"“{arm}”")


def per_hundred(found: Interval) -> tuple[str, str]:
    """From and to of a difference of shares, for 100 people, with as many digits as it takes to tell them apart."""
    ends = 100 * found.low, 100 * found.high
    digits = next((digits for digits, least in ((1, 0.2), (2, 0.02)) if ends[1] - ends[0] >= least), 3)
    low, high = (f"{one:+.{digits}f}".replace("-", "−") for one in ends)
    return low, high


def chance(found: Interval) -> str:
    """How often chance alone shows as much."""
    if found.chance >= 0.01:
        return f"{100 * found.chance:.0f} of 100"
    times = round(1 / max(found.chance, SMALLEST))
    size = 10 ** (len(str(times)) - 1)
    return f"1 of {times // size * size:,}"


def _sure(one: Judged, found: Interval) -> str:
    more = found.low > 0
    low, high = (text.lstrip("+−") for text in per_hundred(found))
    first, last = (low, high) if more else (high, low)
    words = "sells more" if more else "sells less"
    return (
        f"{_begins(one.best)} {words}: of 100 people {first} to {last} {'more' if more else 'fewer'} buy than with "
        f"{called(one.control)}. Chance alone shows as much in at most {chance(found)} experiments, however often one "
        "looks."
    )


def _open(one: Judged, found: Interval) -> str:
    low, high = (f"{end.lstrip('+−')} {'fewer' if end.startswith('−') else 'more'}" for end in per_hundred(found))
    weeks = further(one, one.best)
    if weeks is None:
        then = "nobody comes to it any more" if not one.weekly else "at this pace it will not be sure within years"
    else:
        then = f"with {one.weekly:,.0f} people a week it takes about {_weeks(weeks)}"
    return (
        f"Nothing is sure yet: of 100 people from {low} to {high} buy with {called(one.best)} than with "
        f"{called(one.control)}; {then}."
    )


def _begins(arm: str) -> str:
    said = called(arm)
    return said[:1].upper() + said[1:]


def _weeks(weeks: float) -> str:
    number = max(1, round(weeks))
    return "another week" if number == 1 else f"{number:,} more weeks"
