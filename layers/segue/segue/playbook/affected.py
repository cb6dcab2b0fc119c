"""Whom a change is about: members of a changed segment, runs of a changed journey or of those that send a template."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from segue.errors import Invalid
from segue.playbook.kinds import place_of
from segue.playbook.references import named

Steps = Mapping[str, int]  # running runs by the step that they stand at


@dataclass(frozen=True)
class Runs:
    """Running runs by journey; `whole` is False where there are more than were counted."""

    by_journey: Mapping[str, Steps]
    whole: bool = True


class Standing(Protocol):
    """Who stands where at this moment; None where nobody has counted."""

    def members(self, segment: str, /) -> int | None: ...

    def runs(self, journeys: Collection[str], /) -> Runs: ...


@dataclass(frozen=True)
class Affected:
    """How many `people` (None: nobody has counted) and, of a journey's runs, how many at each step.

    `whole` is False where it may be more.
    """

    people: int | None = None
    steps: Steps = field(default_factory=dict)
    whole: bool = True


Specs = Mapping[str, Mapping[str, Any]]


def affected(paths: Iterable[str], journeys: Specs, templates: Specs, standing: Standing) -> dict[str, Affected]:
    """For each of these files whom it is about, where anybody is; journeys and templates are those in force."""
    places = {path: place for path in paths if (place := _place(path))}
    meant = {path: _journeys(*place, journeys, templates) for path, place in places.items()}
    wanted = {one for some in meant.values() for one in some}
    runs = standing.runs(wanted) if wanted else Runs({})
    found = {path: _of_runs(meant[path], kind == "journey", runs) for path, (kind, _) in places.items() if meant[path]}
    members = {path: Affected(standing.members(key)) for path, (kind, key) in places.items() if kind == "segment"}
    return {**found, **members}


def _place(path: str) -> tuple[str, str] | None:
    try:
        return place_of(path)
    except Invalid:  # what an older version still has under a name of then
        return None


def _journeys(kind: str, key: str, journeys: Specs, templates: Specs) -> list[str]:
    """Those that a file is about: itself, or those that send the template, or one with the fragment in it."""
    if kind == "journey":
        return [key]
    sent = {key} if kind == "template" else {one for one, made in templates.items() if key in made.get("uses", ())}
    wanted = {("template", one) for one in sent if kind in ("template", "fragment")}
    sends = {one: {(name.kind, name.key) for name in named("journey", spec)} for one, spec in journeys.items()}
    return [one for one, names in sends.items() if names & wanted]


def _of_runs(journeys: Iterable[str], by_step: bool, runs: Runs) -> Affected:
    found = [runs.by_journey.get(one, {}) for one in journeys]
    people = sum(sum(steps.values()) for steps in found)
    return Affected(people, found[0] if by_step else {}, runs.whole)
