"""A journey of the playbook as stations in plain words: what a marketer reads in the picture of a flow. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from segue.console.journeys.flow_pictures import Station
from segue.console.journeys.signal_words import Words, awaited, entry_words, moment, plain
from segue.console.label_words import own
from segue.console.segments.clause_names import CHOICES
from segue.console.segments.clause_words import in_words, listed, sentence, span, together, within
from segue.console.words import by_channel, label, shown
from segue.languages.texts import Phrase, _

BESIDE = ("id", "name")  # what stands at every step
Arms = tuple[tuple[str, tuple[Station, ...]], ...]


def flow(spec: Mapping[str, Any]) -> tuple[Station, ...]:
    """The journey from its entry to its end; the ids are those of its steps (their own, else where they stand)."""
    title, note = entry_words(spec)
    start = Station("entry", "entry", title, note)
    return (start, *_steps(spec.get("steps"), ""), Station("end", "end", _("End")))


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
        title, note = name, together((title, note))
    return Station(own, key, title, note, arms(asked, own), str(step.get("id") or ""))


def _anything(key: str, asked: Any) -> Words:
    return label(key), "" if asked is None else in_words(asked)


def _wait(_key: str, asked: Any) -> Words:
    match asked:
        case {"until": {"trait": name, **more}}:
            return _moved(more.get("plus")).format(span=span(more.get("plus", "")), trait=within(str(name))), ""
        case {"until": Mapping() as until}:
            own = _("in the customer’s own time") if until.get("zone") == "local" else ""
            late = _("not where it is later already") if until.get("passed") == "go_on" else ""
            return _("Wait until {moment}").format(moment=moment(until, bare=True)), together((own, late))
    return _("Wait {span}").format(span=span(asked)), ""


def _hold(_key: str, asked: Any) -> Words:
    given = asked if isinstance(asked, Mapping) else {}
    note = _("at most {span}").format(span=span(given["timeout"])) if given.get("timeout") else ""
    again = _("starts again when it happens once more") if given.get("reset") else ""
    return _("Hold until {what}").format(what=awaited(given.get("until"))), together((note, again))


def _split(_key: str, asked: Any) -> Words:
    match asked:
        case {"when": str(segment)}:
            return _("In {segment}?").format(segment=own(segment)), ""
        case {"when": {"segment": str(segment)}}:
            return _("In {segment}?").format(segment=own(segment)), ""
        case {"when": condition}:
            return f"{sentence(condition)}?", ""
    return _("Split by share"), _("the same person always goes the same way")


def _experiment(_key: str, asked: Any) -> Words:
    given = asked if isinstance(asked, Mapping) else {}
    return _("Experiment {name}").format(name=own(str(given.get("name", "")))).strip(), ""


def _send(_key: str, asked: Any) -> Words:
    given = asked if isinstance(asked, Mapping) else {}
    channel = given.get("channel", "")
    named = listed(by_channel(str(one)) for one in plain(channel))
    by = _("best channel") if channel == "best" else _("by {channels}").format(channels=named)
    purpose = str(given.get("purpose", ""))
    title = _("Send {template}").format(template=own(str(given.get("template", ""))))
    return title, together((by, CHOICES.get(purpose, purpose)))


def _named(text: Phrase) -> Callable[[str, Any], Words]:
    def words(_key: str, asked: Any) -> Words:
        return text.format(what=label(asked) if isinstance(asked, str) else in_words(asked)).strip(), ""

    return words


def _trait(_key: str, asked: Any) -> Words:
    given = asked if isinstance(asked, Mapping) else {}
    told = (_("{trait} is {value}").format(trait=within(str(name)), value=shown(one)) for name, one in given.items())
    return _("Remember"), together(told)


def _call(_key: str, asked: Any) -> Words:
    address = str(asked.get("url", "")) if isinstance(asked, Mapping) else ""
    return _("Tell another program"), address.partition("://")[2].partition("/")[0]


def _pause(_key: str, asked: Any) -> Words:
    return _("No marketing"), _("for {span}").format(span=span(asked))


def _survey(_key: str, asked: Any) -> Words:
    given = asked if isinstance(asked, Mapping) else {}
    what = label(str(given.get("kind", "survey")))
    return _("Ask: {what}").format(what=what), own(str(given.get("template", "")))


def _hand_over(_key: str, asked: Any) -> Words:
    given = asked if isinstance(asked, Mapping) else {}
    return _("Hand to an agent"), label(str(given.get("queue", "")))


def _none(_asked: Any, _place: str) -> Arms:
    return ()


def _either(asked: Any, place: str) -> Arms:
    """The two ways out of a hold, where it has ways of its own."""
    if not isinstance(asked, Mapping) or not {"then", "otherwise"} & asked.keys():
        return ()
    late = _("after {span}").format(span=span(asked["timeout"])) if asked.get("timeout") else _("otherwise")
    return (_("it happens"), _inner(asked, place, "then")), (late, _inner(asked, place, "otherwise"))


def _ways(asked: Any, place: str) -> Arms:
    match asked:
        case {"shares": list(shares)}:
            return _shares(shares, place)
        case Mapping():
            return (_("yes"), _inner(asked, place, "then")), (_("no"), _inner(asked, place, "otherwise"))
    return ()


def _variants(asked: Any, place: str) -> Arms:
    given = asked if isinstance(asked, Mapping) else {}
    kept = given.get("holdout")
    held: Arms = ((_("{share} % get nothing").format(share=kept), ()),) if kept else ()
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


def _moved(plus: Any) -> Phrase:
    if not plus:
        return _("Wait for the {trait}")
    return (
        _("Wait for {span} before the {trait}") if str(plus).startswith("-") else _("Wait for {span} after the {trait}")
    )


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
    "add_to_list": (_named(_("Add to the list {what}")), _none),
    "remove_from_list": (_named(_("Take from the list {what}")), _none),
    "start": (_named(_("Start {what}")), _none),
    "stop": (_named(_("Stop {what}")), _none),
}
