"""Why somebody got a message, or did not: who said so, what began it, by which text, and what was decided."""

from collections.abc import Mapping
from typing import Any

from segue.api.roles import MARKETING
from segue.console.desk import Desk
from segue.console.evidences import eyes_of
from segue.console.flow_pictures import titles
from segue.console.flow_words import flow
from segue.console.portraits import message_view, portrait
from segue.console.rendering import page
from segue.console.signal_words import entered, entry_words
from segue.console.visits import Shown, Visit, redirect
from segue.console.whys import tree
from segue.errors import NotFound
from segue.journeys.instances import Instance
from segue.messages import Message
from segue.profile.profiles import Profile
from segue.segments.explaining import explain
from segue.wiring.evaluation import segments

AGAIN = "~"  # before the number of a run, where a step is named that is not of the first


def show(visit: Visit, desk: Desk) -> Shown:
    """Why a customer got a message or did not. Raises NotFound."""
    profile, key = desk.reading.person(visit.args["person"]), visit.args["message"]
    if profile.id != visit.args["person"]:
        return redirect(f"{visit.base}/people/{profile.id}/why/messages/{key}")
    said = _message(desk, profile, key)
    run, draws = _run(desk, profile, said), bool(visit.roles & MARKETING)
    place = said.book or (run.book if run else "")
    spec = desk.playbooks.at(place, "journey").get(said.journey, {}) if place and draws else {}
    text = _text(spec, said.step.partition(AGAIN)[0])
    facts = {
        "person": portrait(profile, desk.reading.membership(profile), (), eyes_of(visit, desk)),
        "message": {**vars(said), **message_view(said)},
        "name": str(desk.playbooks.definitions("journey").get(said.journey, {}).get("name", "")),
        "run": run,
        "draws": draws,
        "version": int(place.partition(".")[0]) if place and draws else None,
        **text,
        "live": _live(visit, desk, profile, text["segment"]) if run else None,
    }
    return page(visit, "message_why.html", **facts)


def _message(desk: Desk, profile: Profile, key: str) -> Message:
    """One of the person's messages, among all of them: the page has no right to read one alone. Raises NotFound."""
    found = next((one for one in desk.reading.messages_of(profile) if one.id == key), None)
    if found is None:
        raise NotFound("unknown-message")
    return found


def _run(desk: Desk, profile: Profile, said: Message) -> Instance | None:
    """The run whose step the message is; None for a broadcast's."""
    step = said.step.partition(AGAIN)[0]
    runs = [one for one in desk.reading.journeys_of(profile) if (one.journey, one.key) == (said.journey, said.key)]
    return next((one for one in runs if one.person == said.person and said.step == one.occasion(step)), None)


def _live(visit: Visit, desk: Desk, profile: Profile, key: str) -> dict[str, Any] | None:
    """How the segment that began it stands at this moment, by the text in force; None where there is none of it."""
    known, specs = segments().get(key), desk.playbooks.definitions("segment")
    if known is None:
        return None
    why = tree(explain(known.when, profile, visit.now), specs.get(key, {}).get("when"), specs, visit.roles)
    return {"id": key, "name": known.name, "why": why}


def _text(spec: Mapping[str, Any], step: str) -> dict[str, str]:
    """What the journey's text says of the step, of what begins a run, and of the segment that does."""
    if not spec:
        return {"step": "", "starts": "", "segment": ""}
    return {"step": titles(flow(spec)).get(step, ""), "starts": entry_words(spec)[0], "segment": entered(spec)}
