"""What a condition of the playbook asks, in plain words: any operator reads by its name and its settings. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from segue.console.words import counted, date, label
from segue.errors import Invalid
from segue.times import DAY, HOUR, MINUTE, duration, from_text

GROUPS = {"all": "All of these", "any": "Any of these", "not": "Not this"}
UNITS = ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"))
DAY_TEXT = len("2026-01-31")
SPANS = frozenset(
    {"within", "within_last", "within_next", "made_within", "untouched_for", "for", "after", "timeout", "plus"}
)
SIGNED = {"equals": "is", "is": "is", "in": "is one of", "channel": "by", "event": "", "of": ""}

MEASURED: Mapping[str, Callable[[Any], str]] = {
    "points": lambda value: f"{value} {'point' if value == 1 else 'points'} at least",
    "times": lambda value: f"{value} times the usual at least",
}


@dataclass(frozen=True)
class Clause:
    """`kind` is a group's name or empty for a plain clause; a group's clauses are its parts."""

    text: str
    kind: str = ""
    parts: tuple["Clause", ...] = ()


def clauses(spec: Any) -> Clause:
    """The condition as a tree; what is no condition reads as it stands."""
    match spec:
        case {"all": list(parts)}:
            return _group("all", parts)
        case {"any": list(parts)}:
            return _group("any", parts)
        case {"not": Mapping() as inner}:
            return _group("not", [inner])
        case {"has_been": {"when": Mapping() as inner, **more}}:
            return Clause(f"For {span(more.get('for', ''))} without a break", "all", (clauses(inner),))
        case {"in_segment": str(key)}:
            return Clause(f"In the segment {label(key)}")
    return Clause(in_words(spec))


def sentence(spec: Any) -> str:
    """The condition in one line: `all of: cart open; not: ordered at least 2, within 30 days`."""
    clause = clauses(spec)
    return _joined(clause)


def in_words(spec: Any) -> str:
    """One plain clause: its operator, what the operator is about, and the settings."""
    if not isinstance(spec, Mapping) or not spec:
        return value_words(spec)
    (name, asked), *beside = spec.items()
    settings = {**(asked if isinstance(asked, Mapping) else {}), **dict(beside)}
    about = "" if isinstance(asked, Mapping) else value_words(asked)
    opening = f"{label(name)} {about}".strip()
    told = [_setting(key, value) for key, value in settings.items()]
    joiner = " " if about and len(told) == 1 else ": "
    return f"{opening}{joiner}{', '.join(told)}" if told else opening


def span(text: Any) -> str:
    """`2h` as `2 hours`; what is no duration as it stands."""
    try:
        millis = duration(str(text).lstrip("-"))
    except Invalid:
        return str(text)
    for size, name in UNITS:
        if millis and millis % size == 0:
            return counted(millis // size, name)
    return counted(millis // 1000, "second")


def listed(items: Iterable[Any], last: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`."""
    *first, end = [str(one) for one in items] or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def _group(kind: str, parts: Iterable[Any]) -> Clause:
    return Clause(GROUPS[kind], kind, tuple(clauses(one) for one in parts))


def _joined(clause: Clause) -> str:
    if not clause.parts:
        return clause.text
    return f"{clause.text.lower()}: {'; '.join(_joined(one) for one in clause.parts)}"


def _setting(name: str, value: Any) -> str:
    if name == "at_most" and value == 0 and not isinstance(value, bool):
        return "never"
    if name in MEASURED:
        return MEASURED[name](value)
    words = SIGNED.get(name, label(name).lower())
    told = span(value) if name in SPANS else value_words(value)
    return f"{words} {told}".strip()


def value_words(value: Any) -> str:
    """A value as people say it: yes and no, days, lists with `or`."""
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return listed(value_words(one) for one in value)
        case Mapping():
            return ", ".join(_setting(str(key), one) for key, one in value.items())
        case str() if len(value) == DAY_TEXT and value[4:8:3] == "--":
            return _day(value)
    return str(value)


def _day(text: str) -> str:
    try:
        return date(from_text(text))
    except Invalid:
        return text
