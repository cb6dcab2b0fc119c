"""The page of one message: what was decided and why, what it said, what became of it, and stopping it while it waits.

It tells who said so, what began it and by which text. What renders the content is loaded when it is needed.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from segue.api.roles import AGENTS, MARKETING
from segue.audit import Entry
from segue.console.customers.evidences import eyes_of
from segue.console.customers.portraits import portrait
from segue.console.customers.whys import tree
from segue.console.desk import Desk
from segue.console.journeys.flow_pictures import titles
from segue.console.journeys.flow_words import flow
from segue.console.journeys.signal_words import entered, entry_words
from segue.console.messages.consent_words import unasked
from segue.console.messages.message_words import history, message_view, weighed
from segue.console.messages.proofs import BODIES, FRAMED
from segue.console.noting import entry_name
from segue.console.rendering import page
from segue.console.visits import REASON, Shown, Visit, redirect
from segue.console.words import label
from segue.errors import Conflict
from segue.journeys.instances import Instance
from segue.languages.texts import _
from segue.messages import Message
from segue.profile.profiles import Profile
from segue.segments.explaining import explain
from segue.times import to_text
from segue.trailing import on_trail
from segue.wiring.in_force import segments

SAID = {
    "stopped": ("", _("Stopped: it will not be sent.")),
    "late": ("bad", _("Too late: somebody has begun to send it, or it is over already.")),
}
AGAIN = "~"  # before the number of a run, where a step is named that is not of the first


def show(visit: Visit, desk: Desk) -> Shown:
    """One message of a customer, and why it was sent or was not. Raises NotFound."""
    profile, said = _found(visit, desk)
    if profile.id != visit.args["person"]:
        return redirect(_path(visit, profile, said))
    run, draws = _run(desk, profile, said), bool(visit.roles & MARKETING)
    place = said.book or (run.book if run else "")
    spec = desk.playbooks.at(place, "journey").get(said.journey, {}) if place and draws else {}
    text = _text(spec, said.step.partition(AGAIN)[0])
    facts = {
        "person": portrait(profile, desk.reading.membership(profile), (), eyes_of(visit, desk)),
        "message": {**vars(said), **message_view(said)},
        "history": history(said),
        **_decided(said) | _led(said),
        "unasked": _unasked(desk, profile, said, place),
        "content": _content(said),
        "stops": bool(visit.roles & (AGENTS | MARKETING)),
        "said": SAID.get(visit.asked("said")),
        "name": str(desk.playbooks.definitions("journey").get(said.journey, {}).get("name", "")),
        "version": int(place.partition(".")[0]) if place and draws else None,
        **text,
        "live": _live(visit, desk, profile, text["segment"]) if run else None,
    }
    return page(visit, "message_why.html", run=run, draws=draws, **facts)


def show_mail(visit: Visit, desk: Desk) -> Shown:
    """The HTML of a mail as it was sent, to stand in a frame. Raises NotFound."""
    _, said = _found(visit, desk)
    return Shown(body=_singles().content_of(said).get("html", "").encode(), headers=FRAMED)


def stop(visit: Visit, desk: Desk) -> Shown:
    """Stops it, where nobody has begun to send it; stopped again it stays so. Raises NotFound."""
    profile, said = _found(visit, desk)
    reason = visit.typed("reason", REASON) or f"{said.template} of {said.journey}"
    name = entry_name(visit, "message.stop", said.person)
    entry = Entry(name, visit.now, visit.name, "message.stop", (said.person,), reason, object=said.id)
    try:
        with on_trail(desk.trail, entry):
            _singles().singles().stop(said, visit.now)
    except Conflict:
        return redirect(f"{_path(visit, profile, said)}?said=late")
    return redirect(f"{_path(visit, profile, said)}?said=stopped")


def _found(visit: Visit, desk: Desk) -> tuple[Profile, Message]:
    """The person and its message, as it stands at this moment. Raises NotFound."""
    profile = desk.reading.person(visit.args["person"])
    return profile, desk.reading.message_of(profile, visit.args["message"])


def _path(visit: Visit, profile: Profile, said: Message) -> str:
    return f"{visit.base}/people/{profile.id}/why/messages/{said.id}"


def _decided(said: Message) -> dict[str, Any]:
    """The ways with what was weighed, and what stood against all of them."""
    ways = weighed(said.considered, said.channel)
    told = {one["text"] for way in ways for one in way["why"]}
    return {"ways": ways, "against": [one for one in message_view(said)["reasons"] if one not in told]}


def _unasked(desk: Desk, profile: Profile, said: Message, place: str) -> str:
    """That nobody said yes to it, by the policy of its text where that is known, else by the one in force."""
    known = desk.playbooks.at(place, "policy") if place else desk.playbooks.definitions("policy")
    return unasked(said, profile, known.get("consent", {}), desk.reading.keys_of)


def _led(said: Message) -> dict[str, Any]:
    """What it is because of, and where the timeline begins that shows it."""
    return {"trace": said.trace.split(), "before": to_text(said.created + 1)}


def _content(said: Message) -> dict[str, Any]:
    """What it said, as it was sent: whether there is a mail, its plain text, and what stands by itself."""
    parts = _singles().content_of(said) if said.facts else {}
    names = {part: part.rpartition(".")[2] for part, text in parts.items() if part not in BODIES and text}
    lines = [(label(name), parts[part], name == "title") for part, name in names.items()]
    return {"html": bool(parts.get("html")), "text": parts.get("text", ""), "lines": lines}


def _singles() -> Any:
    """What renders and stops: needed here alone."""
    return import_module("segue.wiring.singles")


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
