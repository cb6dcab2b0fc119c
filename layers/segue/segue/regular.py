"""Regular expressions that a shop writes, bounded: none may hold up whoever looks at a value, whatever it says.

A pattern must match all of a value. It is refused where a repetition stands in a repetition, where it looks around or
back, and where its choices multiply (https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service).
"""

import re
from collections.abc import Callable, Iterator

from segue.errors import Invalid

LONGEST = 200  # characters of a pattern
MOST_TEXT = 512  # characters of a value that are looked at
MOST_BITS = 21  # of the number of ways to try: 9 for each repetition, 1 for each choice
TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?:|\{\d+\}|\{\d*,\d*\}[?+]?|[*+?][?+]?|.", re.DOTALL)
REPEATS = ("*", "+", "{")
APART = -1


def pattern(given: object, reason: str = "bad-condition", flags: int = 0) -> Callable[[str], bool]:
    """Whether a text matches. Raises Invalid with the reason."""
    if not isinstance(given, str) or not 0 < len(given) <= LONGEST:
        raise Invalid(reason, f"{given!r:.80} is no regular expression of at most {LONGEST} characters")
    tokens = TOKEN.findall(given)
    if any(one.startswith("\\") and one[1:].isdigit() for one in tokens) or re.search(r"\(\?(?!:)", given):
        raise Invalid(reason, "a pattern takes no backward references and no groups that begin with `(?`")
    if _most(_bits(tokens, reason)) > MOST_BITS:
        raise Invalid(reason, "this pattern may take too long: fewer of `*`, `+`, `?`, `|` and `{}`, please")
    try:
        made = re.compile(given, flags)
    except (re.error, OverflowError, RecursionError) as wrong:
        raise Invalid(reason, f"{given!r} is no regular expression: {wrong}") from wrong
    return lambda text: made.fullmatch(text[:MOST_TEXT]) is not None


def _most(bits: Iterator[int]) -> int:
    """The bits of the costliest of the alternatives that a pattern as a whole has."""
    costs = [0]
    for one in bits:
        costs.append(0 if one == APART else costs.pop() + one)
    return max(costs)


def _bits(tokens: list[str], reason: str) -> Iterator[int]:
    """What each token adds to the work, APART between alternatives. Raises Invalid for a repetition of choices."""
    groups, closed = [False], False  # of each open group, and of the last closed one: whether it has choices
    for one in tokens:
        chooses = one == "|" or (one[0] in "*+?{" and not _fixed(one))
        if closed and one[0] in "*+{":
            raise Invalid(reason, "a pattern takes no repetition of a group that has choices of its own")
        closed = _after(groups, one)
        groups[-1] = groups[-1] or chooses or closed
        cost = (9 if one[0] in REPEATS else 1) if chooses else 0
        yield APART if one == "|" and len(groups) == 1 else cost


def _fixed(one: str) -> bool:
    return one[0] == "{" and "," not in one


def _after(groups: list[bool], one: str) -> bool:
    """Opens and closes groups; whether a group with choices has just been closed."""
    if one in ("(", "(?:"):
        groups.append(False)
    return groups.pop() if one == ")" and len(groups) > 1 else False
