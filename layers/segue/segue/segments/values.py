"""Value tests: what may be asked of one value, such as a trait. Several beside each other must all hold.

Days and times without an offset are those of UTC. A value that is not what a test is about (a word where a number is
asked for) does not hold.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from segue.errors import Invalid
from segue.regular import pattern
from segue.segments.asking import flag, listed
from segue.segments.days import moments, near, span_of
from segue.segments.deciding import all_hold
from segue.segments.timelines import lasting
from segue.segments.verdicts import Verdict
from segue.times import Millis, duration

ValueTest = Callable[[Any, Millis], Verdict]  # of a value, None where there is none, at a moment
MOST = 1e15
NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?")


def value_test(given: Mapping[str, Any], taken: Collection[str] | None = None) -> ValueTest:
    """All tests that stand in the mapping, among those that are taken; that there is a value where none stands there.

    Raises Invalid("bad-condition", "bad-duration") whose path begins with the test's name.
    """
    tests = [_read(name, given[name]) for name in taken or VALUE_TESTS if name in given] or [_exists(True)]
    return all_hold(tests)


def same(left: Any, right: Any) -> bool:
    """Whether two values of JSON are one; true is not 1."""
    return isinstance(left, bool) is isinstance(right, bool) and left == right


def number(value: Any) -> float | None:
    """A finite number, or a text that is one; else None."""
    if isinstance(value, str) and NUMBER.fullmatch(value.strip()):
        return float(value)
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return float(value) if abs(value) < MOST else None  # what is no number at all is not less


def _read(name: str, given: Any) -> ValueTest:
    try:
        return VALUE_TESTS[name](given)
    except Invalid as wrong:
        wrong.path = (name,)
        raise


def _plain(holds: Callable[[Any], bool]) -> ValueTest:
    """A test whose answer does not change with time."""
    return lambda value, _now: Verdict(value is not None and holds(value), None, 0)


def _exists(given: Any) -> ValueTest:
    wanted = flag(given, "exists")
    return lambda value, _now: Verdict((value is not None) is wanted, None, 0)


def _in(given: Any) -> ValueTest:
    known = listed(given, "in")
    return _plain(lambda value: any(same(value, one) for one in known))


def _contains(given: Any) -> ValueTest:
    part = _text(given, "contains")
    return _plain(
        lambda value: part in _folded(value) if isinstance(value, str) else part in map(_folded, _items(value))
    )


def _starts_with(given: Any) -> ValueTest:
    start = _text(given, "starts_with")
    return _plain(lambda value: isinstance(value, str) and _folded(value).startswith(start))


def _matches(given: Any) -> ValueTest:
    found = pattern(given)
    return _plain(lambda value: isinstance(value, str) and found(value))


def _at_least(given: Any) -> ValueTest:
    least = _number(given, "at_least")
    return _plain(lambda value: (found := number(value)) is not None and found >= least)


def _at_most(given: Any) -> ValueTest:
    most = _number(given, "at_most")
    return _plain(lambda value: (found := number(value)) is not None and found <= most)


def _between(given: Any) -> ValueTest:
    """Two numbers or two days, both included."""
    bounds = listed(given, "between")
    numbers, days = [number(one) for one in bounds], [moments(one) for one in bounds]
    if len(bounds) == 2 and None not in numbers:
        low, high = _number(bounds[0], "between"), _number(bounds[1], "between")
        return _plain(lambda value: (found := number(value)) is not None and low <= found <= high)
    if len(bounds) != 2 or None in days:
        raise Invalid("bad-condition", f"`between` is a list of two numbers or two days, not {given!r}")
    first, last = _moments(bounds[0], "between")[0], _moments(bounds[1], "between")[1]
    return _plain(lambda value: (found := moments(value)) is not None and first <= found[0] < last)


def _before(given: Any) -> ValueTest:
    moment = _moments(given, "before")[0]
    return _plain(lambda value: (found := moments(value)) is not None and found[0] < moment)


def _after(given: Any) -> ValueTest:
    moment = _moments(given, "after")[1]
    return _plain(lambda value: (found := moments(value)) is not None and found[0] >= moment)


def _within_last(given: Any) -> ValueTest:
    span = duration(given)
    return lambda value, now: _window(value, (0, span), now)


def _within_next(given: Any) -> ValueTest:
    span = duration(given)
    return lambda value, now: _window(value, (-span, 0), now)


def _yearly_within_next(given: Any) -> ValueTest:
    span = span_of(given)
    return lambda value, now: near(value, span, now)


def _window(value: Any, around: tuple[Millis, Millis], now: Millis) -> Verdict:
    """Whether now is between so long before the value, a time, and so long after it."""
    found = moments(value)
    return lasting(found[0] + around[0], found[0] + around[1], now) if found else Verdict(False, None, 0)


def _number(given: Any, name: str) -> float:
    found = None if isinstance(given, str) else number(given)
    if found is None:
        raise Invalid("bad-condition", f"`{name}` is a number, not {given!r}")
    return found


def _moments(given: Any, name: str) -> tuple[Millis, Millis]:
    found = moments(given)
    if found is None:
        raise Invalid("bad-condition", f"`{name}` is a day or time such as 2026-01-31, not {given!r}")
    return found


def _text(given: Any, name: str) -> str:
    if not isinstance(given, str) or not given:
        raise Invalid("bad-condition", f"`{name}` is a text, not {given!r}")
    return given.casefold()


def _folded(value: Any) -> str:
    return value.casefold() if isinstance(value, str) else ""


def _items(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _equals(given: Any) -> ValueTest:
    return _plain(lambda value: same(value, given))


VALUE_TESTS: dict[str, Callable[[Any], ValueTest]] = {
    "equals": _equals,
    "in": _in,
    "contains": _contains,
    "starts_with": _starts_with,
    "between": _between,
    "at_least": _at_least,
    "at_most": _at_most,
    "before": _before,
    "after": _after,
    "within_last": _within_last,
    "within_next": _within_next,
    "yearly_within_next": _yearly_within_next,
    "exists": _exists,
    "matches": _matches,
}
