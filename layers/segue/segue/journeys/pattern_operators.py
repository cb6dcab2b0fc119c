"""What a pattern may ask of one value, beside a value to be equal to: EventBridge's comparison operators."""

import ipaddress
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

MISSING = object()
PLAIN = str | int | float | None  # bool is an int
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda left, right: left == right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
}
LOWER, UPPER = (">", ">="), ("<", "<=")


class Operator(NamedTuple):
    """`takes`: whether something can be its operand, which `operand` describes; `holds`: of operand and what is found
    (MISSING where there is nothing)."""

    operand: str
    takes: Callable[[Any], bool]
    holds: Callable[[Any, Any], bool]


def same(left: Any, right: Any) -> bool:
    """Equal as JSON has it: true is not 1."""
    return left == right and isinstance(left, bool) == isinstance(right, bool)


def is_number(value: Any) -> bool:
    """A number of JSON."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_text(operand: Any) -> bool:
    return isinstance(operand, str)


def _listed(operand: Any) -> list[Any]:
    return operand if isinstance(operand, list) else [operand]


def _all(test: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """One that passes, or a list of some, which is not empty."""
    return lambda operand: operand != [] and all(map(test, _listed(operand)))


def _is_affix(operand: Any) -> bool:
    match operand:
        case {"equals-ignore-case": str(text), **others}:
            return bool(text) and not others
    return _is_text(operand)


def _affix(test: Callable[[str, str], bool]) -> Callable[[Any, Any], bool]:
    def holds(operand: Any, found: Any) -> bool:
        if not _is_text(found):
            return False
        if isinstance(operand, dict):
            return test(found.lower(), operand["equals-ignore-case"].lower())
        return test(found, operand)

    return holds


def _equals_ignore_case(operand: str, found: Any) -> bool:
    return _is_text(found) and found.lower() == operand.lower()


def _is_wildcard(operand: Any) -> bool:
    """Stars that do not follow each other; a backslash stands before a star or another one."""
    if not _is_text(operand) or not operand:
        return False
    plain = operand.replace("\\\\", "").replace("\\*", "\0")
    return "\\" not in plain and "**" not in plain


def pieces(wildcard: str) -> list[str]:
    """The texts between the stars of a wildcard."""
    found, letters = [""], iter(wildcard)
    for letter in letters:
        if letter == "*":
            found.append("")
        else:
            found[-1] += next(letters) if letter == "\\" else letter
    return found


def _wildcard(operand: str, found: Any) -> bool:
    """Each piece is looked for after the one before: the time is that of looking, however many stars there are."""
    first, *others = pieces(operand)
    if not _is_text(found) or not others:
        return _is_text(found) and found == first
    *middle, last = others
    at, end = len(first), len(found) - len(last)
    if not found.startswith(first) or not found.endswith(last):
        return False
    for piece in middle:
        at = found.find(piece, at) + len(piece) if found.find(piece, at) >= 0 else len(found) + 1
    return at <= end


def _is_cidr(operand: Any) -> bool:
    try:
        return _is_text(operand) and "/" in operand and bool(ipaddress.ip_network(operand, strict=False))
    except ValueError:
        return False


def _cidr(operand: str, found: Any) -> bool:
    try:
        return _is_text(found) and ipaddress.ip_address(found) in ipaddress.ip_network(operand, strict=False)
    except ValueError:
        return False


def _is_numeric(operand: Any) -> bool:
    """One comparison, or a lower and an upper bound."""
    signs, bounds = (operand[::2], operand[1::2]) if isinstance(operand, list) else ([], [])
    if len(signs) != len(bounds) or not all(map(is_number, bounds)) or not all(map(_is_text, signs)):
        return False
    one, two = len(signs) == 1 and signs[0] in COMPARE, len(signs) == 2
    return one or (two and signs[0] in LOWER and signs[1] in UPPER and bounds[0] < bounds[1])


def _numeric(operand: Sequence[Any], found: Any) -> bool:
    pairs = zip(operand[::2], operand[1::2], strict=True)
    return is_number(found) and all(COMPARE[sign](found, bound) for sign, bound in pairs)


def _is_anything_but(operand: Any) -> bool:
    if isinstance(operand, dict):
        name = next(iter(operand), "")
        return len(operand) == 1 and name in NEGATED and _all(NEGATED[name].takes)(operand[name])
    return _all(_is_text)(operand) or _all(is_number)(operand)


def _anything_but(operand: Any, found: Any) -> bool:
    if found is MISSING:
        return False
    if isinstance(operand, dict):
        ((name, given),) = operand.items()
        return not any(NEGATED[name].holds(one, found) for one in _listed(given))
    return not any(same(found, one) for one in _listed(operand))


PREFIX = Operator("a text", _is_affix, _affix(str.startswith))
SUFFIX = Operator("a text", _is_affix, _affix(str.endswith))
EQUALS_IGNORE_CASE = Operator("a text", _is_text, _equals_ignore_case)
STARS = "a text with single stars; a backslash stands before a star or another one"
WILDCARD = Operator(STARS, _is_wildcard, _wildcard)
NEGATED = {
    "prefix": Operator("a text", _is_text, PREFIX.holds),
    "suffix": Operator("a text", _is_text, SUFFIX.holds),
    "equals-ignore-case": EQUALS_IGNORE_CASE,
    "wildcard": WILDCARD,
}
OPERATORS: dict[str, Operator] = {
    "prefix": PREFIX,
    "suffix": SUFFIX,
    "equals-ignore-case": EQUALS_IGNORE_CASE,
    "wildcard": WILDCARD,
    "anything-but": Operator(
        f"texts, numbers, or one of {', '.join(NEGATED)} with texts", _is_anything_but, _anything_but
    ),
    "exists": Operator(
        "true or false",
        lambda operand: isinstance(operand, bool),
        lambda operand, found: (found is not MISSING) is operand,
    ),
    "numeric": Operator(
        f"pairs of {', '.join(COMPARE)} and a number: one, or a lower and an upper bound", _is_numeric, _numeric
    ),
    "cidr": Operator("a range of addresses such as 10.0.0.0/24", _is_cidr, _cidr),
}
