"""References: what one definition means of another, and must be there; and what must not go round in a circle.

They are found by their place in the text, so that what is missing is told where it is named.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from segue.contact_points import CHANNELS
from segue.errors import Invalid
from segue.journeys.compiling import compile_journey
from segue.messaging.keywords import PROVIDER
from segue.messaging.templates import for_channel
from segue.playbook.kinds import Definitions, file_of
from segue.playbook.texts import Path
from segue.segments.compiler import Compiler
from segue.sensitive.declaring import traits_of
from segue.sensitive.using import Asked, asked, written
from segue.spelling import meant

# The keys that name a definition, by the key that they stand under; "" for the top of a file. A name is a text.
NAMES: Mapping[str, Mapping[tuple[str, str], str]] = {
    "segment": {("*", "in_segment"): "segment"},
    "journey": {
        ("*", "in_segment"): "segment",
        ("", "while"): "segment",
        ("entry", "segment"): "segment",
        ("schedule", "segment"): "segment",
        ("exits", "segment"): "segment",
        ("until", "segment"): "segment",
        ("split", "when"): "segment",
        ("when", "segment"): "segment",
        ("send", "template"): "template",
        ("send", "channel"): "channel",
        ("survey", "template"): "template",
        ("survey", "channel"): "channel",
        ("steps", "start"): "journey",
        ("steps", "stop"): "journey",
    },
    "placement": {("*", "in_segment"): "segment", ("when", "segment"): "segment"},
    "policy": {("", "vip"): "segment", ("", "still_in"): "segment"},
}
SIGNALS = ("SegmentEntered", "SegmentExited")
KEYWORDS = "keywords"  # the policy that names templates
BEST, SAME = "best", "same"  # of the channels: whichever suits the person; the one that began the run
STEPS = ("then", "otherwise", "steps")  # what stands under them are steps


class Lacking(NamedTuple):
    """A file means something that is not there, at this path in it."""

    file: str
    path: Path
    message: str


class Named(NamedTuple):
    """A definition that is meant at a path."""

    path: Path
    kind: str
    key: str


def lacking(said: Definitions, made: Definitions) -> Iterator[Lacking]:
    """Everything that is meant and missing: of what the files say, and of what they were compiled to."""
    known = {**said, "channel": {one: {} for one in (*CHANNELS, BEST, SAME)}}
    for kind in NAMES:
        for key, spec in said[kind].items():
            yield from _missing(file_of(kind, key), named(kind, spec), known)
    yield from _journeys(made, said)
    yield from _answers(made, said)
    yield from _circles(said["segment"])
    yield from _twice(made["plan"])
    yield from _sensitive(said)


def named(kind: str, spec: Mapping[str, Any]) -> list[Named]:
    """The definitions that one of this kind names."""
    return [Named(path, NAMES[kind][place], key) for path, place, key in _walk(spec, (), kind)] + _entered(spec)


def _entered(spec: Mapping[str, Any]) -> list[Named]:
    """The segments whose signals a journey's entry pattern waits for."""
    match spec.get("entry"):
        case {"detail-type": list(names), "detail": {"segment": list(keys)}} if all(one in SIGNALS for one in names):
            place = ("entry", "detail", "segment")
            return [Named((*place, n), "segment", one) for n, one in enumerate(keys) if isinstance(one, str)]
    return []


def _walk(given: Any, path: Path, kind: str) -> Iterator[tuple[Path, tuple[str, str], str]]:
    """Each named text with its path and its place in NAMES."""
    if isinstance(given, Mapping):
        for name, inner in given.items():
            places = [place for place in (("*", name), (_under(path), name)) if place in NAMES[kind]]
            yield from ((where, place, key) for place in places for where, key in _texts(inner, (*path, name)))
            yield from _walk(inner, (*path, name), kind)
    elif isinstance(given, list):
        for number, inner in enumerate(given):
            yield from _walk(inner, (*path, number), kind)


def _texts(given: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """A text, or each of a list, with where it stands."""
    if isinstance(given, str):
        yield path, given
    elif isinstance(given, list):
        yield from (((*path, number), one) for number, one in enumerate(given) if isinstance(one, str))


def _under(path: Path) -> str:
    """The key that something stands under, whatever number it has in a list."""
    last = next((one for one in reversed(path) if isinstance(one, str)), "")
    return "steps" if last in STEPS else last


def _missing(file: str, found: Sequence[Named], said: Definitions) -> Iterator[Lacking]:
    for path, kind, key in found:
        if key not in said[kind]:
            yield Lacking(file, path, _gone(kind, key, said))


def _journeys(made: Definitions, said: Definitions) -> Iterator[Lacking]:
    """What steps say themselves that they lack, but for what is told with its place already."""
    playbook, compiler = {**said, "template": made["template"]}, Compiler(policies=said["policy"])
    for key, spec in made["journey"].items():
        told = {f"{one.kind} {one.key}": one.path for one in named("journey", spec)}
        gone = [one for one in compile_journey(key, spec, compiler).lacks(playbook) if one not in told]
        for one in gone:  # `email in template x` stands where the template is named
            path = next((path for name, path in told.items() if one.endswith(f" {name}")), ())
            yield Lacking(file_of("journey", key), path, f"there is no {one}")


def _answers(made: Definitions, said: Definitions) -> Iterator[Lacking]:
    """The templates that keywords are answered with, and those that say nothing where the word was said."""
    policy = made["policy"].get(KEYWORDS, {})
    named = [(channel, word, key) for channel, words in policy.items() for word, key in words.items()]
    for channel, word, key in named:
        template = made["template"].get(key)
        if key != PROVIDER and key not in said["template"]:
            yield Lacking(file_of("policy", KEYWORDS), (channel, word), _gone("template", key, said))
        elif template is not None and not for_channel(template, channel):
            yield Lacking(file_of("policy", KEYWORDS), (channel, word), f"there is no {channel} in template {key}")


def _gone(kind: str, key: str, said: Definitions) -> str:
    return f"there is no {kind} `{key}`{meant(key, said[kind])}"


def _circles(segments: Mapping[str, Mapping[str, Any]]) -> Iterator[Lacking]:
    """Segments that are members of themselves, by way of others."""
    meant_by = {key: [one for one in named("segment", spec) if one.key in segments] for key, spec in segments.items()}
    for key in segments:
        way = _way_back(key, meant_by)
        if way:
            around = " → ".join((key, *(one.key for one in way)))
            yield Lacking(file_of("segment", key), way[0].path, f"these segments go round in a circle: {around}")


def _way_back(key: str, meant_by: Mapping[str, Sequence[Named]]) -> tuple[Named, ...]:
    """The shortest way from a segment back to itself; () where there is none."""
    seen: set[str] = set()
    ways: list[tuple[Named, ...]] = [(one,) for one in meant_by[key]]
    for way in ways:
        end = way[-1].key
        if end == key:
            return way
        if end not in seen:
            seen.add(end)
            ways += [(*way, one) for one in meant_by[end]]
    return ()


def _twice(plans: Mapping[str, Mapping[str, Any]]) -> Iterator[Lacking]:
    """Plans of an event that another file has planned."""
    first: dict[Any, str] = {}
    for key, spec in plans.items():
        first.setdefault(spec["event"], key)
    for key, spec in plans.items():
        if key != first[spec["event"]]:
            file = file_of("plan", first[spec["event"]])
            yield Lacking(file_of("plan", key), ("event",), f"{file} has this event")


def _sensitive(said: Definitions) -> Iterator[Lacking]:
    """Texts that ask for a sensitive trait which they may not."""
    try:
        traits = traits_of(said["policy"])
    except Invalid:  # which is told where it stands
        return
    looks: dict[str, Callable[..., Iterator[Asked]]] = {
        **dict.fromkeys(("segment", "journey", "placement"), asked),
        **dict.fromkeys(("template", "fragment"), written),
    }
    specs = [(kind, key, spec) for kind in looks for key, spec in said[kind].items()] if traits else []
    for kind, key, spec in specs:
        for path, name in looks[kind](spec, traits):
            message = f"`{name}` is a sensitive trait: it cannot be asked for here (policies/sensitive.yaml)"
            yield Lacking(file_of(kind, key), path, message)
