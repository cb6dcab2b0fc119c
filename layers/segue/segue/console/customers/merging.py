"""Merging and taking back: find the other person, see what would change, say why, confirm."""

import hashlib
from typing import Any

from segue.console.customers.evidences import eyes_of
from segue.console.customers.sides import facts, sides
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import REASON, SOUGHT, Shown, Visit, redirect
from segue.errors import Conflict
from segue.identity.merges import By
from segue.identity.merging import Merge
from segue.identity.previews import Preview
from segue.keys import LENGTH, is_key
from segue.languages.texts import _
from segue.profile.profiles import Profile

UNSAID = _("Say why: whoever looks at this later will want to know.")
NOBODY = _("Nobody is known by that. Try another identifier, written as the customer gave it.")
DEVICE = _("That is a device which several people share, not a person.")
SAME = _("That is this very person.")


def choose(visit: Visit, desk: Desk) -> Shown:
    """Asks for the other person."""
    return _choice(visit, desk, [], "")


def find(visit: Visit, desk: Desk) -> Shown:
    """The other person by what was typed, which stays out of every URL; a choice where several are."""
    person = desk.reading.person(visit.args["person"])
    sought = visit.typed("q", SOUGHT)
    known = desk.reading.search(sought) if sought else []
    found = [one for one in known if not one.shared and one.id != person.id]
    if len(found) == 1:
        return redirect(f"{visit.base}/people/{person.id}/merge/{found[0].id}")
    wrong = "" if found else DEVICE if any(one.shared for one in known) else SAME if known else NOBODY
    return _choice(visit, desk, found, wrong)


def _choice(visit: Visit, desk: Desk, found: list[Profile], wrong: str) -> Shown:
    eyes = eyes_of(visit, desk)
    person = facts(desk.reading.person(visit.args["person"]), eyes)
    people = [facts(one, eyes) for one in found]
    return page(visit, "merge_find.html", person=person, people=people, wrong=wrong)


def preview(visit: Visit, desk: Desk) -> Shown:
    """What a merge of two people would change."""
    return _preview(visit, desk, "", "")


def merge(visit: Visit, desk: Desk) -> Shown:
    """Makes them one and leads to the person."""
    reason = visit.typed("reason", REASON)
    keep, absorb = _two(visit, desk)
    if keep.id == absorb.id:
        return redirect(f"{visit.base}/people/{keep.id}?said=already")
    if not reason:
        return _preview(visit, desk, reason, UNSAID)
    desk.identity.merges.merge(keep.id, absorb.id, _by(visit, reason), visit.now)
    return redirect(f"{visit.base}/people/{keep.id}?said=merged")


def _two(visit: Visit, desk: Desk) -> tuple[Profile, Profile]:
    keep, absorb = desk.reading.person(visit.args["keep"]), desk.reading.person(visit.args["absorb"])
    if keep.shared or absorb.shared:
        raise Conflict("shared", DEVICE)
    return keep, absorb


def _preview(visit: Visit, desk: Desk, reason: str, wrong: str) -> Shown:
    keep, absorb = _two(visit, desk)
    if keep.id == absorb.id:
        return redirect(f"{visit.base}/people/{keep.id}?said=already")
    shown = _shown(visit, desk, desk.identity.previews.of_merge(keep.id, absorb.id, visit.now))
    swap = f"/people/{absorb.id}/merge/{keep.id}"
    eyes = eyes_of(visit, desk)
    words = {"keep": facts(keep, eyes), "absorb": facts(absorb, eyes), "swap": swap}
    further = {"occasion": visit.form.get("occasion") or desk.fresh_token(), "reason": reason, "wrong": wrong}
    return page(visit, "merge.html", 422 if wrong else 200, **shown, **words, **further)


def preview_undo(visit: Visit, desk: Desk) -> Shown:
    """What taking a merge back would change."""
    return _undo(visit, desk, "", "")


def undo(visit: Visit, desk: Desk) -> Shown:
    """Takes a merge back and leads to the person that was kept."""
    reason = visit.typed("reason", REASON)
    if not reason:
        return _undo(visit, desk, reason, UNSAID)
    done = desk.identity.merges.undo(visit.args["merge"], _by(visit, reason), visit.now)
    keep, other = _ids(desk, done)
    return redirect(f"{visit.base}/people/{keep}?said=undone&other={other}")


def _undo(visit: Visit, desk: Desk, reason: str, wrong: str) -> Shown:
    known = desk.identity.merges.found(visit.args["merge"])
    keep, other = _ids(desk, known)
    shown: dict[str, Any] = {"sides": None}
    if known.state == "merged":
        shown = _shown(visit, desk, desk.identity.previews.of_undo(known, visit.now))
    facts = {"merge": known, "keep": keep, "other": other, "reason": reason, "wrong": wrong}
    return page(visit, "undo.html", 422 if wrong else 200, **shown, **facts)


def _shown(visit: Visit, desk: Desk, found: Preview) -> dict[str, Any]:
    names = {key: str(spec.get("name", "")) for key, spec in desk.playbooks.definitions("journey").items()}
    return {"sides": sides(found, names, desk.identity.links.rules(), eyes_of(visit, desk))}


def _ids(desk: Desk, one: Merge) -> tuple[str, str]:
    """Today's ids of both."""
    return desk.reading.person(one.keep).id, desk.reading.person(one.absorb).id


def _by(visit: Visit, reason: str) -> By:
    """A form that is sent twice is one decision: it brings the same occasion."""
    said = "\n".join((visit.name, visit.form.get("occasion") or str(visit.now), *sorted(visit.args.values())))
    return By(visit.name, reason, f"m_{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:LENGTH]}")


def other_of(visit: Visit) -> str:
    """The person that a notice leads to."""
    return visit.asked("other") if is_key(visit.asked("other")) else ""
