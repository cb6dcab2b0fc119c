"""What stands in the reply box: a draft, a macro that was asked for, or what could not be sent; and how it may go."""

import zlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from segue.api.masks import masked
from segue.console.conversations import macro_sets
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.talks import Way
from segue.console.visits import Shown, Visit
from segue.conversations.conversations import Conversation, Turn
from segue.errors import NotFound, Refused
from segue.languages.texts import _
from segue.profile.profiles import Profile

PLAIN, JSON = "text/plain; charset=utf-8", "application/json"
Whom = tuple[Conversation, Profile | None, Sequence[Turn]]  # the conversation, whose it is, and its last turns


class Unsent(NamedTuple):
    """What was typed and not sent: it stays in the box, with what is said of it. `fields` are those of the form."""

    words: str
    fields: Mapping[str, str]


def begun(visit: Visit, desk: Desk) -> Unsent:
    """What stands there at first: what was typed before, and the macro that is asked for below it."""
    talk, key = visit.args["conversation"], visit.asked("macro")
    text = desk.talks.kept.draft(talk, visit.name)
    try:
        said = desk.talks.helping.macro(key, talk, _signed(visit.email)) if key else None
    except NotFound:
        return Unsent(_("There is no such macro."), {"text": text})
    except Refused as wrong:
        return Unsent(_unfit(wrong), {"text": text})
    if said is None:
        return Unsent("", {"text": text})
    chosen = {one.field: one.value for one in macro_sets.choices(said, "")}
    return Unsent("", {"text": f"{text}\n{said.text}".strip("\n"), "macro": key, **chosen})


def macro(visit: Visit, desk: Desk) -> Shown:
    """{"text", "sets"}: what a macro says to this customer, and the part of the page that shows what goes with it; 422
    with plain words where it asks for what is not known. Raises NotFound."""
    try:
        said = desk.talks.helping.macro(visit.args["macro"], visit.args["conversation"], _signed(visit.email))
    except Refused as wrong:
        return Shown(422, _unfit(wrong).encode(), kind=PLAIN)
    head = desk.talks.kept.head(visit.args["conversation"]) if said.topic else None
    choices = macro_sets.choices(said, head.topic if head else "")
    shown = page(visit, "talk_sets.html", sets=[{**one._asdict(), "on": True} for one in choices], gaps=said.gaps)
    return Shown(200, msgspec.json.encode({"text": said.text, "sets": shown.body.decode()}), kind=JSON)


def ways_of(visit: Visit, desk: Desk, whom: Whom, chosen: str) -> dict[str, Any]:
    """By which channels an answer to a customer may go: the one that was chosen where it may, else the `usual` one."""
    head, profile, turns = whom
    ways = [_seen(one, visit) for one in desk.talks.helping.ways(head, profile, visit.now)]
    possible = [one.channel for one in ways if one.possible]
    wanted = wanted_by(head, turns)
    usual = wanted if wanted in possible else next(iter(possible), "")
    way = next((one for one in (chosen, visit.asked("by")) if one in possible), usual)
    return {"ways": ways, "usual": usual, "way": way, "ways_mark": f"{zlib.crc32(repr((ways, usual)).encode()):x}"}


def wanted_by(head: Conversation, turns: Sequence[Turn]) -> str:
    """The channel that the customer chose last: where they went on to, unless they have written elsewhere since."""
    moves = (one for one in turns if one.agent == "customer" and one.detail.get("moved") and one.time >= head.heard)
    last = max(moves, key=lambda one: one.time, default=None)
    return last.channel if last else head.channel


def _seen(way: Way, visit: Visit) -> Way:
    """A way as the visitor's roles may see it."""
    return way._replace(to=masked({"address": way.to}, visit.roles)["address"]) if way.to else way


def _unfit(wrong: Refused) -> str:
    return _("This macro does not fit here: {why}.").format(why=wrong.detail)


def _signed(name: str) -> str:
    """How one of the staff signs: the name before the @, where it is one."""
    first = name.partition("@")[0]
    return first.capitalize() if first.isalpha() else ""
