"""Whoever sees or changes a person at the console stands in the audit trail, whatever page it is: what is shown after
it is made, what is changed before (`segue.trailing`).

Who was seen is read off the way and the page: it links to whoever it shows. Lists that move by themselves name nobody:
who looks at them is entered, once in ten minutes.
"""

import re

from segue.audit import Asker, Entry, Seen, look
from segue.console.desk import Desk
from segue.console.pages import View
from segue.console.visits import Shown, Visit
from segue.keys import LENGTH, PersonId, is_key

LINKED = re.compile(rb"/(?:people|merge)/([a-z]_[a-z2-7]{%d})" % LENGTH)
NAMED = ("person", "keep", "absorb")
LONGEST = 200  # characters of the id of what is changed, which may be any text
OBJECTS = (
    "conversation",
    "message",
    "merge",
    "measure",
    "segment",
    "request",
    "placement",
    "template",
    "suggestion",
    "record",
)
MOVING = {  # lists of whoever comes and goes: what is entered of them, by the way that leads there
    "/live": "live.viewed",
    "/live/new": "live.viewed",
    "/inbox": "inbox.viewed",
    "/inbox/new": "inbox.viewed",
    "/people": "people.listed",
    "/audit": "audit.viewed",  # names people by id alone
    "/audit/file": "audit.exported",
}
BODIES = {"holding.show_one": "quarantine.viewed"}  # shows what came as it came: whose it is nobody knows
VIEWS = {  # by the module that shows it; else "person.viewed"
    "answering": "conversation.viewed",
    "conversing": "conversation.viewed",
    "phoning": "conversation.viewed",
    "files": "conversation.viewed",
    "summarising": "conversation.viewed",
    "typed": "conversation.viewed",
    "uniting": "conversation.viewed",
    "groups": "people.listed",
    "measures": "people.listed",
    "suggesting": "people.listed",
}
CHANGES = {  # by module and name of what does it; what is not here enters itself, or changes nobody
    "phoning.enter": "code.entered",
    "phoning.agree": "consent.recorded",
    "answering.move": "conversation.moved",
    "answering.say": "turn.added",
    "answering.assign": "conversation.assigned",
    "answering.resolve": "conversation.resolved",
    "answering.reopen": "conversation.reopened",
    "answering.snooze": "conversation.snoozed",
    "answering.sort": "conversation.sorted",
    "uniting.merge": "conversation.merged",
    "uniting.part": "conversation.parted",
    "files.ask": "attachment.added",
    "handing.hand_over": "cart.handed_over",
    "handing.put_in": "cart.handed_over",
}
NOTED = "note.added"  # what `answering.say` is entered as where it is a note
MOVES = ("answering.move", "uniting.merge", "uniting.part")  # after which a conversation may be somebody else's
NOTHING = (204, 403, 404)  # a form that is refused (409, 422) comes back with the page that it stands on
SEARCHES = ("people.find", "merging.find", "requesting.ask")
TIMELINE = ("people.show_timeline", "fresh.show_new")


def asker_of(visit: Visit) -> Asker:
    """Who asks, as the audit trail tells of them."""
    return Asker(visit.name, " ".join(sorted(visit.roles)), "console", visit.request.id)


def shown(view: View, visit: Visit, desk: Desk) -> Shown:
    """The page; who is shown or changed by it is entered. Raises Unavailable: then nothing is changed, or shown."""
    name = f"{view.show.__module__.rpartition('.')[2]}.{view.show.__name__}"
    if view.method == "POST" and name in CHANGES:
        return _changed(view, visit, desk, name)
    made = view.show(visit, desk)
    if view.roles and made.status not in NOTHING:
        _look(name, visit, made, desk)
    return made


def _look(name: str, visit: Visit, shown: Shown, desk: Desk) -> None:
    people = _seen(visit, shown, desk)
    unnamed = MOVING.get(visit.path) or BODIES.get(name, "")
    action = unnamed or _looked(name)
    if people or unnamed:
        desk.trail.look(look(asker_of(visit), visit.now, Seen(action, people, _object(visit))))


def _looked(name: str) -> str:
    if name in SEARCHES:
        return "person.searched"
    return "timeline.viewed" if name in TIMELINE else VIEWS.get(name.partition(".")[0], "person.viewed")


def _seen(visit: Visit, shown: Shown, desk: Desk) -> tuple[PersonId, ...]:
    if visit.path in MOVING or shown.status == 303:
        return ()
    linked = (one.decode() for one in LINKED.findall(shown.body)) if shown.kind.startswith("text/") else ()
    talk = _of_talk(visit, desk) if "conversation" in visit.args else ()
    return tuple(dict.fromkeys((*_of_way(visit), *talk, *filter(is_key, linked))))


def _changed(view: View, visit: Visit, desk: Desk, name: str) -> Shown:
    from segue.trailing import on_trail

    with on_trail(desk.trail, _change(visit, name, (*_of_way(visit), *_of_talk(visit, desk)))) as ahead:
        made = view.show(visit, desk)
        if made.status < 400:
            ahead.done(_of_talk(visit, desk) if name in MOVES else ())
        elif made.status < 500:
            ahead.refused(str(made.status))
            _look(name, visit, made, desk)
        else:
            ahead.failed(str(made.status))
    return made


def _change(visit: Visit, name: str, people: tuple[PersonId, ...]) -> Entry:
    subjects = tuple(dict.fromkeys(people))
    action = NOTED if name == "answering.say" and visit.form.get("kind") == "note" else CHANGES[name]
    identity = entry_name(visit, action, *subjects)
    return Entry(identity, visit.now, visit.name, action, subjects, object=_object(visit))


def entry_name(visit: Visit, action: str, *about: str) -> str:
    """The id of what this form asks for: the same for the same form that is sent again, and nobody else's."""
    from segue.trailing import named

    occasion = visit.form.get("occasion") or f"{visit.request.id} {visit.now}"
    return named(action, visit.name, f"{visit.path} {occasion} {sorted(visit.form.items())}", *about)


def _object(visit: Visit) -> str:
    return next((visit.args[one][:LONGEST] for one in OBJECTS if one in visit.args), "")


def _of_way(visit: Visit) -> tuple[PersonId, ...]:
    """Whom the way names, also behind its question mark."""
    return tuple(filter(is_key, (visit.args.get(one) or visit.asked(one) for one in NAMED)))


def _of_talk(visit: Visit, desk: Desk) -> tuple[PersonId, ...]:
    """Whose conversation it is: one small read."""
    talk = visit.args.get("conversation")
    head = desk.talks.kept.head(talk) if talk else None
    return (head.person,) if head else ()
