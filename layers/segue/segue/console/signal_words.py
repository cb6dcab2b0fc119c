"""What starts a journey, what it waits for and when, in plain words. Pure."""

from collections.abc import Mapping
from typing import Any

from segue.console.clause_words import in_words, listed, sentence, value_words
from segue.console.words import label

Words = tuple[str, str]  # the title and the note of a station
EACH = ("cart", "order", "product")
SIGNS = {"<": "below", "<=": "at most", "=": "exactly", ">": "above", ">=": "at least"}
WITH = " with "
ANOTHER = " (also of another one)"  # cart, order or product
CHANGED = {
    "finish": "Whoever is inside goes on with the text that they began with.",
    "move": "Whoever is inside goes on with the new text, at the same step; a begun wait ends when it would have.",
    "leave": "Whoever is inside leaves.",
}
ENTERED = {"SegmentEntered": "Enters", "SegmentExited": "Leaves"}


def entry_words(spec: Mapping[str, Any]) -> Words:
    """What starts the journey; and with what in it, and for what there is one run."""
    entry, each = spec.get("entry"), spec.get("each")
    head, _, more = _starts(entry).partition(WITH)
    where = f"where {sentence(spec['where'])}" if spec.get("where") else ""
    once = f"once for each {each}" if each in EACH else ""
    return head, ", ".join(one for one in (more, where, once) if one)


def entered(spec: Mapping[str, Any]) -> str:
    """The segment whose entry starts the journey; empty where something else does."""
    match spec.get("entry"):
        case {"segment": str(key)} | {"detail-type": ["SegmentEntered"], "detail": {"segment": [str(key)]}}:
            return key
    return ""


def leaving_words(spec: Mapping[str, Any]) -> list[str]:
    """What ends a run before its last step: `no longer in Abandoned cart`, `enters Unhappy`, `order placed`."""
    stays = [f"no longer in {label(str(spec['while']))}"] if spec.get("while") else []
    exits = spec.get("exits")
    return stays + [awaited(one) for one in exits if isinstance(one, Mapping)] if isinstance(exits, list) else stays


def changed_words(spec: Mapping[str, Any]) -> str:
    """What becomes of those inside when this text comes into force."""
    return CHANGED.get(str(spec.get("changed", "finish")), "")


def signal_words(pattern: Any) -> str:
    """An event pattern: `Enters Abandoned cart`, `Order placed`, `Cart updated where currency is EUR`."""
    if not isinstance(pattern, Mapping):
        return "A signal"
    given = pattern.get("detail")
    detail = given if isinstance(given, Mapping) else {}
    names = [str(one) for one in plain(pattern.get("detail-type"))]
    about = listed(label(str(one)) for one in plain(detail.get("segment")))
    if about and len(names) == 1 and names[0] in ENTERED:
        return f"{ENTERED[names[0]]} {about}"
    rest = ", ".join(f"{label(key).lower()} {_wanted(value)}" for key, value in detail.items())
    told = listed(label(one).lower() for one in names) or "any signal"
    return told[:1].upper() + told[1:] + (f"{WITH}{rest}" if rest else "")


def awaited(until: Any) -> str:
    """What a hold or an exit waits for: `enters Abandoned cart`, `order placed`."""
    match until:
        case {"segment": str(key)}:
            return f"enters {label(key)}"
        case {"signal": pattern, **rest}:
            told = signal_words(pattern)
            return told[:1].lower() + told[1:] + (ANOTHER if rest.get("of") == "any" else "")
        case {"when": condition}:
            return f"this holds: {sentence(condition)}"
    return in_words(until)


def moment(plan: Mapping[str, Any]) -> str:
    """`every week Monday at 09:00`."""
    days = listed(label(str(one)) for one in plain(plan.get("weekday") or plan.get("on")))
    every = f"every {plan['every']}" if plan.get("every") else ""
    at = f"at {plan['at']}" if plan.get("at") else ""
    return " ".join(one for one in (every, days, at) if one)


def plain(given: Any) -> list[Any]:
    """The words and numbers in what stands alone or in a list."""
    items = given if isinstance(given, list) else [given]
    return [one for one in items if isinstance(one, str | int)]


def _starts(entry: Any) -> str:
    match entry:
        case {"segment": str(key)}:
            return f"Enters {label(key)}"
        case {"api": True}:
            return "Started by a program"
        case {"schedule": Mapping() as plan}:
            return f"{moment(plan)}, everybody in {label(str(plan.get('segment', '')))}"
    return signal_words(entry)


def _wanted(given: Any) -> str:
    """One of the values that a pattern lists, or what one of its operators says."""
    return listed(_operator(one) if isinstance(one, Mapping) else value_words(one) for one in _items(given))


def _operator(given: Mapping[str, Any]) -> str:
    match given:
        case {"numeric": [*pairs]}:
            signs, bounds = pairs[::2], pairs[1::2]
            told = (f"{SIGNS.get(str(sign), sign)} {bound}" for sign, bound in zip(signs, bounds, strict=False))
            return listed(told, "and")
        case {"prefix": start}:
            return f"beginning with {value_words(start)}"
        case {"anything-but": other}:
            return f"other than {value_words(other)}"
        case {"exists": bool(there)}:
            return "known" if there else "not known"
    return in_words(given)


def _items(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given]
