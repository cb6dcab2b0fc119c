"""The page of what holds for messages: the policies in force in plain words, and what would be decided now for one
person. Nothing is written.
"""

from importlib import import_module
from typing import Any, NamedTuple
from urllib.parse import urlencode

from segue.console.customers.evidences import eyes_of
from segue.console.customers.portraits import portrait
from segue.console.desk import Desk
from segue.console.label_words import own
from segue.console.messages.message_words import weighed
from segue.console.messages.policy_words import sections
from segue.console.rendering import page
from segue.console.visits import SOUGHT, Shown, Visit, redirect
from segue.console.words import by_name, channel, label
from segue.contact_points import CHANNELS, PURPOSES
from segue.journeys.instances import WHOLE
from segue.languages.texts import _
from segue.messages import BEST, Message, message_id
from segue.messaging.breakers import sending_policy
from segue.profile.profiles import Profile
from segue.wiring.policies import policy

NOBODY = _("Nobody is known by that.")
VERDICTS = {"send": _("It would go out now"), "hold": _("It would be held"), "drop": _("It would not be sent")}
TONES = {"send": "good", "hold": "warn", "drop": "bad"}


class Asked(NamedTuple):
    """What is asked of whom: ids and words, no personal data, so that it may stand in an address."""

    person: str
    template: str
    purpose: str
    channel: str


def show(visit: Visit, desk: Desk) -> Shown:
    """What is in force, and what would be decided. Raises NotFound for a person that there is not."""
    return _page(visit, desk, _asked(visit, desk))


def find(visit: Visit, desk: Desk) -> Shown:
    """Asks about somebody, by what was typed; it stays out of every address."""
    asked, sought = _asked(visit, desk), visit.typed("q", SOUGHT)
    found = desk.reading.search(sought) if sought else []
    if sought and not found:
        return _page(visit, desk, asked._replace(person=""), NOBODY)
    if found:
        asked = asked._replace(person=found[0].id)
    return redirect(f"{visit.base}/policies?{urlencode(asked._asdict())}#what-if")


def _page(visit: Visit, desk: Desk, asked: Asked, wrong: str = "") -> Shown:
    known = desk.playbooks.definitions("policy")
    journeys = {key: str(spec.get("name", "")) for key, spec in desk.playbooks.definitions("journey").items()}
    profile = desk.reading.person(asked.person) if asked.person else None
    facts = {
        "sections": sections(policy(), sending_policy(known.get("sending", {})), journeys),
        "written": set(known),
        "paused": len(desk.sending.paused()),
        "asked": asked,
        "choices": _choices(desk),
        "answer": _answer(visit, desk, asked, profile) if profile and asked.template else None,
        "wrong": wrong,
    }
    return page(visit, "policies.html", 422 if wrong else 200, **facts)


def _answer(visit: Visit, desk: Desk, asked: Asked, profile: Profile) -> dict[str, Any]:
    """The decision in words."""
    choice = import_module("segue.wiring.dispatches").foreseen(_message(asked, profile, visit.now), profile, visit.now)
    chosen = choice.way.channel if choice.way else ""
    return {
        "who": portrait(profile, desk.reading.membership(profile), (), eyes_of(visit, desk)),
        "verdict": VERDICTS[choice.do],
        "tone": TONES[choice.do],
        "channel": chosen,
        "until": choice.at if choice.do == "hold" else 0,
        "locale": choice.locale,
        "variant": choice.variant,
        "ways": weighed(choice.rows, chosen),
    }


def _message(asked: Asked, profile: Profile, now: int) -> Message:
    """A message that is never intended."""
    return Message(
        id=message_id(profile.id, ("what-if", WHOLE, asked.template)),
        person=profile.id,
        contact_point="",
        journey="what-if",
        key=WHOLE,
        step="what-if",
        template=asked.template,
        channel="" if asked.channel == BEST else asked.channel,
        purpose=asked.purpose,
        created=now,
        channels=(asked.channel,),
    )


def _asked(visit: Visit, desk: Desk) -> Asked:
    """What was chosen; words that mean nothing are the first that there is."""
    choices = _choices(desk)
    said = {name: (visit.asked(name) or visit.form.get(name, ""))[:240] for name in choices}
    known = {name: [value for value, _called in options] for name, options in choices.items()}
    picked = {name: one if one in known[name] else next(iter(known[name]), "") for name, one in said.items()}
    return Asked((visit.asked("person") or visit.form.get("person", ""))[:64], **picked)


def _choices(desk: Desk) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen, with what people call it."""
    templates = by_name([{"id": key, "name": own(key)} for key in desk.playbooks.definitions("template")])
    return {
        "template": [(one["id"], one["name"]) for one in templates],
        "purpose": [(one, label(one)) for one in PURPOSES],
        "channel": [(BEST, _("Whichever is best")), *((one, channel(one)) for one in CHANNELS)],
    }
