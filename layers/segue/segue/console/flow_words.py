"""A journey of the playbook as stations in plain words: what a marketer reads in the picture of a flow. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from segue.console.clause_words import in_words, listed, sentence, span
from segue.console.flow_pictures import Station
from segue.console.signal_words import Words, awaited, entry_words, moment, plain
from segue.console.words import label, shown
from segue.contact_points import CHANNELS, named

BESIDE = ("id", "name")  # what stands at every step
Arms = tuple[tuple[str, tuple[Station, ...]], ...]


def flow(spec: Mapping[str, Any]) -> tuple[Station, ...]:
    """The journey from its entry to its end; the ids are those of its steps (their own, else where they stand)."""
    title, note = entry_words(spec)
    start = Station("entry", "entry", title, note)
    return (start, *_steps(spec.get("steps"), ""), Station("end", "end", "End"))


def _steps(given: Any, place: str) -> tuple[Station, ...]:
    steps = given if isinstance(given, list) else []
    return tuple(_station(one, f"{place}{at}") for at, one in enumerate(steps) if isinstance(one, Mapping))


def _station(step: Mapping[str, Any], place: str) -> Station:
    key = next((one for one in step if one not in BESIDE), "")
    asked = step.get(key)
    words, arms = STEPS.get(key, (_anything, _none))
    title, note = words(key, asked)
    own, name = str(step.get("id") or place), str(step.get("name") or "").strip()
    if name:
        title, note = name, ", ".join(one for one in (title, note) if one)
    return Station(own, key, title, note, arms(asked, own), str(step.get("id") or ""))


def _anything(key: str, asked: Any) -> Words:
    return label(key), "" if asked is None else in_words(asked)


def _wait(_key: str, asked: Any) -> Words:
    match asked:
        case {"until": {"trait": name, **more}}:
            return f"Wait for {_moved(more.get('plus'))}{label(str(name)).lower()}", ""
        case {"until": Mapping() as until}:
            own = "in the customer’s own time" if until.get("zone") == "local" else ""
            late = "not where it is later already" if until.get("passed") == "go_on" else ""
            return f"Wait until {moment(until).removeprefix('at ')}", ", ".join(one for one in (own, late) if one)
    return f"Wait {span(asked)}", ""


def _hold(_key: str, asked: Any) -> Words:
    given = asked if isinstance(asked, Mapping) else {}
    note = f"at most {span(given['timeout'])}" if given.get("timeout") else ""
    again = "starts again when it happens once more" if given.get("reset") else ""
    return f"Hold until {awaited(given.get('until'))}", ", ".join(one for one in (note, again) if one)


def _split(_key: str, asked: Any) -> Words:
    match asked:
        case {"when": str(segment)}:
            return f"In {label(segment)}?", ""
        case {"when": {"segment": str(segment)}}:
            return f"In {label(segment)}?", ""
        case {"when": condition}:
            return f"{sentence(condition)}?", ""
    return "Split by share", "the same person always goes the same way"


def _experiment(_key: str, asked: Any) -> Words:
    given = asked if isinstance(asked, Mapping) else {}
    return f"Experiment {label(str(given.get('name', '')))}".strip(), ""


def _send(_key: str, asked: Any) -> Words:
    given = asked if isinstance(asked, Mapping) else {}
    channel = given.get("channel", "")
    by = "best channel" if channel == "best" else f"by {listed(_called(one) for one in plain(channel))}"
    purpose = str(given.get("purpose", ""))
    return f"Send {label(str(given.get('template', '')))}", ", ".join(one for one in (by, purpose) if one)


def _named(text: str) -> Callable[[str, Any], Words]:
    def words(_key: str, asked: Any) -> Words:
        return f"{text} {label(asked) if isinstance(asked, str) else in_words(asked)}".strip(), ""

    return words


def _trait(_key: str, asked: Any) -> Words:
    given = asked if isinstance(asked, Mapping) else {}
    return "Remember", ", ".join(f"{label(str(name)).lower()} is {shown(value)}" for name, value in given.items())


def _call(_key: str, asked: Any) -> Words:
    address = str(asked.get("url", "")) if isinstance(asked, Mapping) else ""
    return "Tell another program", address.partition("://")[2].partition("/")[0]


def _pause(_key: str, asked: Any) -> Words:
    return "No marketing", f"for {span(asked)}"


def _survey(_key: str, asked: Any) -> Words:
    given = asked if isinstance(asked, Mapping) else {}
    return f"Ask: {label(str(given.get('kind', 'survey')))}", label(str(given.get("template", "")))


def _hand_over(_key: str, asked: Any) -> Words:
    given = asked if isinstance(asked, Mapping) else {}
    return "Hand to an agent", label(str(given.get("queue", "")))


def _none(_asked: Any, _place: str) -> Arms:
    return ()


def _either(asked: Any, place: str) -> Arms:
    """The two ways out of a hold, where it has ways of its own."""
    if not isinstance(asked, Mapping) or not {"then", "otherwise"} & asked.keys():
        return ()
    late = f"after {span(asked['timeout'])}" if asked.get("timeout") else "otherwise"
    return ("it happens", _inner(asked, place, "then")), (late, _inner(asked, place, "otherwise"))


def _ways(asked: Any, place: str) -> Arms:
    match asked:
        case {"shares": list(shares)}:
            return _shares(shares, place)
        case Mapping():
            return ("yes", _inner(asked, place, "then")), ("no", _inner(asked, place, "otherwise"))
    return ()


def _variants(asked: Any, place: str) -> Arms:
    given = asked if isinstance(asked, Mapping) else {}
    kept = given.get("holdout")
    held: Arms = ((f"{kept} % get nothing", ()),) if kept else ()
    return held + _shares(given.get("variants") or [], place)


def _shares(shares: Any, place: str) -> Arms:
    """A way for each share; its steps are called after its name, else after its number."""
    known = [one for one in shares if isinstance(one, Mapping)] if isinstance(shares, list) else []
    return tuple(
        (
            f"{one.get('name', '')} {one.get('share', '')} %".strip(),
            _steps(one.get("steps"), f"{place}.{one.get('name', at)}."),
        )
        for at, one in enumerate(known)
    )


def _inner(asked: Mapping[str, Any], place: str, way: str) -> tuple[Station, ...]:
    return _steps(asked.get(way), f"{place}.{way}.")


def _moved(plus: Any) -> str:
    if not plus:
        return "the "
    return f"{span(plus)} {'before' if str(plus).startswith('-') else 'after'} the "


def _called(channel: Any) -> str:
    return named(channel) if channel in CHANNELS else label(str(channel)).lower()


STEPS: Mapping[str, tuple[Callable[[str, Any], Words], Callable[[Any, str], Arms]]] = {
    "wait": (_wait, _none),
    "hold": (_hold, _either),
    "split": (_split, _ways),
    "experiment": (_experiment, _variants),
    "send": (_send, _none),
    "call": (_call, _none),
    "pause_marketing": (_pause, _none),
    "survey": (_survey, _none),
    "hand_over": (_hand_over, _none),
    "set_trait": (_trait, _none),
    "add_to_list": (_named("Add to the list"), _none),
    "remove_from_list": (_named("Take from the list"), _none),
    "start": (_named("Start"), _none),
    "stop": (_named("Stop"), _none),
}
