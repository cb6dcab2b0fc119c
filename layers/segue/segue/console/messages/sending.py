"""The page of the switch: what of sending is paused, and pausing it or letting it go on."""

from typing import Any

from segue.audit import Entry
from segue.console.desk import Desk
from segue.console.label_words import own
from segue.console.rendering import page
from segue.console.visits import REASON, Shown, Visit, redirect
from segue.console.words import label
from segue.contact_points import CHANNELS
from segue.errors import NotFound
from segue.languages.texts import Phrase, _
from segue.messaging.breakers import BY
from segue.messaging.switches import ALL, CHANNEL, JOURNEY, PURPOSES, Switch

MESSAGES = {
    "email": _("Mails"),
    "custom": _("Calls of a function"),
    "push": _("Push messages"),
    "sms": _("Text messages"),
    "webhook": _("Webhooks"),
    "whatsapp": _("WhatsApp messages"),
    "messenger": _("Messenger messages"),
    "instagram": _("Instagram messages"),
    "x": _("Messages on X"),
    "helpdesk": _("Help-desk answers"),
    "inapp": _("Messages on the site and in the app"),
}
SAID = {
    "pause": ("", _("Paused. What would have gone out is held.")),
    "resume": ("", _("It goes on. What was held goes out bit by bit, within an hour or two.")),
    "why": ("bad", _("Say why: whoever lets it go on again has to know.")),
}


def show(visit: Visit, desk: Desk) -> Shown:
    """What is paused, and what can be."""
    rows = [_row(one) for one in desk.sending.paused()]
    return page(visit, "sending.html", paused=rows, scopes=_scopes(desk), said=SAID.get(visit.asked("said")))


def pause(visit: Visit, desk: Desk) -> Shown:
    """Pauses a scope, with the reason. Raises NotFound."""
    scope, reason = _known(visit, desk), visit.typed("reason", REASON)
    if not reason:
        return redirect(f"{visit.base}/sending?said=why")
    purpose = visit.typed("purpose", REASON)
    known = purpose if purpose in PURPOSES else PURPOSES[0]
    desk.connecting.note([_entry(visit, "pause", scope)])
    desk.sending.pause(Switch(scope, visit.now, visit.name, reason, known))
    return redirect(f"{visit.base}/sending?said=pause")


def resume(visit: Visit, desk: Desk) -> Shown:
    """Lets a scope go on, also one that the playbook no longer has."""
    scope = visit.typed("scope", REASON)
    desk.connecting.note([_entry(visit, "resume", scope)])
    desk.sending.resume(scope, visit.now)
    return redirect(f"{visit.base}/sending?said=resume")


def _entry(visit: Visit, word: str, scope: str) -> Entry:
    reason, called = visit.typed("reason", REASON), f"sending.{word}"
    return Entry(f"{called}.{scope}.{visit.now}", visit.now, visit.name, called, (), reason, {"scope": scope})


def _known(visit: Visit, desk: Desk) -> str:
    scope = visit.typed("scope", REASON)
    if scope not in dict(_scopes(desk)):
        raise NotFound("unknown-scope", _("there is nothing of this name to pause"))
    return scope


def _scopes(desk: Desk) -> list[tuple[str, str]]:
    """All that can be paused, with what people call it."""
    channels = [(CHANNEL + one, MESSAGES[one]) for one in CHANNELS]
    journeys = sorted(desk.playbooks.definitions("journey").items())
    named = [(JOURNEY + key, _("Journey: {name}").format(name=spec.get("name") or own(key))) for key, spec in journeys]
    return [(ALL, _("Everything")), *channels, *named]


def _row(switch: Switch) -> dict[str, Any]:
    kind, _slash, name = switch.scope.partition("/")
    said: dict[str, Phrase] = {"channel": _("By {name}"), "journey": _("Journey {name}")}
    called = said.get(kind, _("Everything")).format(name=label(name))
    by = _("the breaker") if switch.by == BY else switch.by
    return {
        **vars(switch),
        "name": called,
        "by": by,
        "what": _("Receipts too") if switch.purpose == ALL else _("Marketing"),
    }
