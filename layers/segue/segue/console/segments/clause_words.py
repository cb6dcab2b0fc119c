"""What a condition of the playbook asks, in plain words: any operator reads by its name and its settings. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from segue.console.label_words import own
from segue.console.segments.clause_names import CHOICES, CHOSEN, SIGNED, WITHIN
from segue.console.words import counted, date, label
from segue.errors import Invalid
from segue.languages.texts import ENGLISH, _, told_in
from segue.times import DAY, HOUR, MINUTE, SECOND, Millis, duration, from_text

GROUPS = {"all": _("All of these"), "any": _("Any of these"), "not": _("Not this")}
UNITS: tuple[tuple[int, Callable[[int], str]], ...] = (
    (DAY, lambda count: counted(count, "day", "days")),
    (HOUR, lambda count: counted(count, "hour", "hours")),
    (MINUTE, lambda count: counted(count, "minute", "minutes")),
    (SECOND, lambda count: counted(count, "second", "seconds")),
)
DAY_TEXT = len("2026-01-31")
SPANS = frozenset(
    {"within", "within_last", "within_next", "made_within", "untouched_for", "for", "after", "timeout", "plus"}
)
MEASURED: Mapping[str, Callable[[Any], str]] = {
    "points": lambda value: (_("{value} point at least") if value == 1 else _("{value} points at least")).format(
        value=value
    ),
    "times": lambda value: _("{value} times the usual at least").format(value=value),
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
            return Clause(
                _("For {span} without a break").format(span=span(more.get("for", ""))), "all", (clauses(inner),)
            )
        case {"in_segment": str(key)}:
            return Clause(_("In the segment {segment}").format(segment=own(key)))
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
    about = "" if isinstance(asked, Mapping) else _chosen(name, asked)
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
    return lasting(millis)


def lasting(millis: Millis) -> str:
    """`2 days`, `90 minutes`."""
    size, told = next((one for one in UNITS if millis >= one[0] and millis % one[0] == 0), UNITS[-1])
    return told(millis // size)


def listed(items: Iterable[Any], last: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`."""
    *first, end = [str(one) for one in items] or [""]
    told = _("{first} and {last}") if last == "and" else _("{first} or {last}")
    return told.format(first=", ".join(first), last=end) if first else end


def together(parts: Iterable[str], sign: str = ", ") -> str:
    """Those of these that say something, with commas."""
    return sign.join(str(one) for one in parts if one)


def within(name: str) -> str:
    """What a setting, a trait or an event is called within a sentence; English has small letters for all of them."""
    if name in WITHIN:
        return str(WITHIN[name])
    return label(name).lower() if told_in() == ENGLISH else label(name)


def small(text: str) -> str:
    """With a small letter first, to stand within a sentence."""
    return f"{text[:1].lower()}{text[1:]}"


def _group(kind: str, parts: Iterable[Any]) -> Clause:
    return Clause(GROUPS[kind], kind, tuple(clauses(one) for one in parts))


def _joined(clause: Clause) -> str:
    if not clause.parts:
        return str(clause.text)
    return f"{small(clause.text)}: {'; '.join(_joined(one) for one in clause.parts)}"


def _setting(name: str, value: Any) -> str:
    if name == "at_most" and value == 0 and not isinstance(value, bool):
        return str(_("never"))
    if name in MEASURED:
        return MEASURED[name](value)
    told = span(value) if name in SPANS else _chosen(name, value)
    words = SIGNED[name] if name in SIGNED else within(name)
    return f"{words} {told}".strip()


def _chosen(name: str, value: Any) -> str:
    """A value; one of the playbook's own choices as it is told."""
    chosen = CHOICES.get(str(value)) if name in CHOSEN else None
    return str(chosen) if chosen else value_words(value)


def value_words(value: Any) -> str:
    """A value as people say it: yes and no, days, lists with `or`."""
    match value:
        case bool():
            return str(_("yes") if value else _("no"))
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
