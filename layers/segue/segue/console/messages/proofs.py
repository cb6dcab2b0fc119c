"""The templates' pages: which there are, and one as a person would get it, in the widths of a phone and a desktop.

What renders them is loaded when it is needed. The mail is a page of its own without script, cookie or origin, in a
frame: it may say anything.
"""

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any
from urllib.parse import unquote, urlencode

from segue.console.desk import Desk
from segue.console.label_words import own
from segue.console.rendering import page
from segue.console.segments.clause_words import listed
from segue.console.visits import SOUGHT, Shown, Visit, redirect
from segue.console.words import by_name, called, channel, label
from segue.contact_points import CHANNELS
from segue.errors import Invalid, NotFound
from segue.languages.texts import _
from segue.messaging.trying import OWN, Target, said_address, untestable

FRAMED = {
    "content-security-policy": "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline' https:; "
    "font-src https:; img-src https: http: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
}
ASKED = ("person", "channel", "locale", "variant")  # in an address: ids and words, no personal data
SAID = {
    "tested": _("On its way to your mailbox, marked as a test."),
    "tested-there": _("On its way, marked as a test."),
}
# What the parts of a message are called, as `label` tells it, for the catalogues.
PARTS = (_("Body"), _("Link"), _("Image"), _("Until"), _("Url"), _("Parameters"), _("Function"), _("Data"), _("Kind"))
NOBODY = _("Nobody is known by that.")
Found = tuple[str, dict[str, Any]]  # a template's id and what is kept of it
BODIES = ("html", "text")  # shown apart


def show(visit: Visit, desk: Desk) -> Shown:
    """Every template of the playbook in force."""
    known = desk.playbooks.definitions("template")
    return page(visit, "templates.html", templates=by_name([_row(key, spec) for key, spec in known.items()]))


def show_one(visit: Visit, desk: Desk) -> Shown:
    """A template as one person would get it, or why not. Raises NotFound."""
    key, spec = _found(visit, desk)
    return _page(visit, desk, (key, spec))


def show_mail(visit: Visit, desk: Desk) -> Shown:
    """The HTML alone, to stand in a frame. Raises NotFound, Invalid."""
    key, spec = _found(visit, desk)
    shown = trying().shown(_asked(visit, key, spec))
    return Shown(body=shown.parts.get("html", "").encode(), headers=FRAMED)


def proof(key: str, text: str) -> Shown:
    """A text that is not in force yet, as the mail that somebody who is made up would get. Raises Invalid."""
    asked = replace(trying().asked(key, {"channel": "email", "person": ""}, ()), text=text)
    return Shown(body=trying().shown(asked).parts["html"].encode(), headers=FRAMED)


def act(visit: Visit, desk: Desk) -> Shown:
    """Shows it for somebody else, or sends it to who looks at it."""
    key, spec = _found(visit, desk)
    if visit.form.get("do") == "test":
        return _test(visit, desk, (key, spec))
    found = desk.reading.search(visit.typed("q", SOUGHT)) if visit.typed("q", SOUGHT) else []
    if not found:
        return _page(visit, desk, (key, spec), NOBODY)
    return redirect(_address(visit, key, person=found[0].id))


def _test(visit: Visit, desk: Desk, found: Found) -> Shown:
    asked = _asked(visit, *found)
    own = asked.wanted.channel == OWN
    try:
        target = Target(own=visit.email) if own else _target(visit, desk, asked.wanted.channel)
        trying().tried(asked, target, visit.name, visit.typed("occasion", 40))
    except Invalid as wrong:
        return _page(visit, desk, found, wrong.detail)
    return redirect(_address(visit, found[0], said="tested" if own else "tested-there"))


def _target(visit: Visit, desk: Desk, channel: str) -> Target:
    """What was typed: an address of the channel, or somebody who is known by it."""
    typed = visit.typed("to", SOUGHT)
    known = desk.reading.search(typed) if typed and said_address(channel, typed) is None else []
    return Target(person=known[0].id) if known else Target(said=typed)


def _page(visit: Visit, desk: Desk, found: Found, wrong: str = "") -> Shown:
    key, spec = found
    asked = _asked(visit, key, spec)
    shown, why = None, wrong
    try:
        shown = trying().shown(asked)
    except Invalid as refused:
        why = wrong or refused.detail
    profile = trying().reader(asked.person)
    picked = {name: _said(visit, name) for name in ASKED} | {"channel": asked.wanted.channel}
    facts = {
        "proof": _row(key, spec),
        "shown": shown,
        "lines": lines_of(shown.parts if shown else {}),
        "reader": called(profile.traits, profile.identifiers) if asked.person else "",
        "picked": picked,
        "styles": trying().styles(spec, asked),
        "address": urlencode({name: value for name, value in picked.items() if value}),
        "said": SAID.get(visit.asked("said"), ""),
        "occasion": desk.fresh_token(),
        "untestable": untestable(asked.wanted.channel),
    }
    return page(visit, "template.html", 422 if wrong else 200, wrong=why, **facts)


def lines_of(parts: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """What is short enough to stand by itself, with its part and what that is called."""
    named = [(part.rpartition(".")[2], text) for part, text in parts.items() if part not in BODIES]
    return [(part, label(part), text) for part, text in named]


def _asked(visit: Visit, key: str, spec: dict[str, Any]) -> Any:
    """What is to be shown; words that mean nothing are left out."""
    said = {name: _said(visit, name) for name in ASKED}
    channels = _channels(spec)
    channel = said["channel"] if said["channel"] in channels else next(iter(channels), "email")
    return trying().asked(key, said | {"channel": channel}, visit.roles)


def _said(visit: Visit, name: str) -> str:
    """A word of the address, or of the form that was sent from there."""
    return (visit.asked(name) or visit.form.get(name, ""))[:64]


def _found(visit: Visit, desk: Desk) -> Found:
    key = unquote(visit.args["template"])
    spec = desk.playbooks.definitions("template").get(key)
    if spec is None:
        raise NotFound("unknown-template")
    return key, spec


def _row(key: str, spec: dict[str, Any]) -> dict[str, Any]:
    locales = [one for one in (spec.get("locale", ""), *spec.get("locales", {})) if one]
    styles = {name: 1 for one in (spec, *spec.get("locales", {}).values()) for name in one.get("styles", {})}
    channels = [(one, channel(one)) for one in _channels(spec)]
    to = _("{style} to {share} of 100 people")
    compared = [to.format(style=own(name), share=share) for name, share in spec.get("experiment", {}).items()]
    told = {"id": key, "name": own(key), "channels": channels, "locales": locales}
    return {**told, "styles": [own(one) for one in styles], "compared": listed(compared, "and")}


def _channels(spec: dict[str, Any]) -> list[str]:
    return [name for name, one in CHANNELS.items() if spec.keys() >= set(one.parts)]


def _address(visit: Visit, key: str, **changed: str) -> str:
    said = {name: _said(visit, name) for name in ASKED} | changed
    asked = urlencode({name: value for name, value in said.items() if value})
    return f"{visit.base}/templates/{key}?{asked}"


def trying() -> Any:
    """What renders: large, and needed here alone."""
    return import_module("segue.wiring.trying")
