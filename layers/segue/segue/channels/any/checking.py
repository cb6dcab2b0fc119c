"""A mapping as it stands in the playbook: whether all of it can be understood, before anything comes in."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from segue.channels.any.expressions import checked
from segue.errors import Invalid

EXPRESSIONS = ("id", "time", "event_from")
TEXTS = ("event", "channel")
TABLES = ("properties", "traits")
PERSON = ("email", "phone", "user_id", "anonymous_id")
OPTIONS = ("mapping", "example")  # of a source; `example` is a body as the provider sends it, for trying it out
CASE = (*EXPRESSIONS, *TEXTS, *TABLES, "who", "names")
WHOLE = (*CASE, "each", "ignore", "cases")


def check_mapping(options: Mapping[str, Any]) -> None:
    """Raises Invalid("bad-source") with the place of what is wrong."""
    mapping = _table("mapping", options.get("mapping"))
    _known("mapping", mapping, WHOLE)
    if "each" in mapping:
        checked("mapping.each", mapping["each"])
    for name, expression in _table("mapping.ignore", mapping.get("ignore", {})).items():
        checked(f"mapping.ignore.{name}", expression)
    shared = {name: one for name, one in mapping.items() if name in CASE}
    _case("mapping", shared)
    if "cases" in mapping:
        _cases(shared, mapping["cases"])
    else:
        _whole("mapping", shared)


def _cases(shared: Mapping[str, Any], cases: Any) -> None:
    if not isinstance(cases, list) or not cases:
        raise Invalid("bad-source", "`mapping.cases` is a list")
    for number, one in enumerate(cases):
        place = f"mapping.cases[{number}]"
        case = _table(place, one)
        _known(place, case, (*CASE, "when"))
        if "when" in case:
            checked(f"{place}.when", case["when"])
        _case(place, case)
        _whole(place, {**shared, **case})


def _case(place: str, case: Mapping[str, Any]) -> None:
    for where, expression in _expressions(place, case):
        checked(where, expression)
    for name in TEXTS:
        if name in case and (not isinstance(case[name], str) or not case[name].strip()):
            raise Invalid("bad-source", f"`{place}.{name}` is text")
    _names(f"{place}.names", _table(f"{place}.names", case.get("names", {})))


def _expressions(place: str, case: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    who = _table(f"{place}.who", case.get("who", {}))
    _known(f"{place}.who", who, (*PERSON, "externalIds"))
    yield from ((f"{place}.{name}", case[name]) for name in EXPRESSIONS if name in case)
    yield from ((f"{place}.who.{name}", who[name]) for name in PERSON if name in who)
    tables = {**{name: case.get(name, {}) for name in TABLES}, "who.externalIds": who.get("externalIds", {})}
    for name, table in tables.items():
        yield from ((f"{place}.{name}.{key}", one) for key, one in _table(f"{place}.{name}", table).items())


def _names(place: str, names: Mapping[str, Any]) -> None:
    wrong = [word for word, name in names.items() if not isinstance(name, str) or not name.strip()]
    if wrong:
        raise Invalid("bad-source", f"`{place}.{wrong[0]}` is the name of an event")


def _whole(place: str, case: Mapping[str, Any]) -> None:
    """What a case has to say, of its own or of all."""
    if not case.get("who"):
        raise Invalid("bad-source", f"`{place}` says nothing of `who` it is about")
    if "event" in case and "event_from" in case:
        raise Invalid("bad-source", f"`{place}` has both an `event` and an `event_from`")
    if not ("event" in case or "event_from" in case or case.get("traits")):
        raise Invalid("bad-source", f"`{place}` has neither `event` nor `event_from`, and no `traits` to identify by")


def _table(place: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
        raise Invalid("bad-source", f"`{place}` is a mapping")
    return value


def _known(place: str, table: Mapping[str, Any], names: Collection[str]) -> None:
    strange = [name for name in table if name not in names]
    if strange:
        raise Invalid("bad-source", f"`{place}` has no `{strange[0]}`; known: {', '.join(names)}")
