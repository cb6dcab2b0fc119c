"""Back-fills: begun with a new version of the playbook, carried out by `back_fill`."""

from dataclasses import replace
from functools import cache

from segue.aws.fills import StoredFills
from segue.aws.settings import settings
from segue.keys import digest
from segue.segments.changes import Definitions, changed, fingerprint, loud
from segue.segments.filling import PAUSE
from segue.segments.fills import FILLS, Fill
from segue.times import Millis
from segue.versions import Draft, Version
from segue.wiring.marks import marks
from segue.wiring.tables import playbooks

MEANING = ("segment", "policy")  # kinds of definitions that decide who is in which segment


@cache
def fills() -> StoredFills:
    """Back-fills in the Requests table."""
    return StoredFills(settings().requests, settings().back_fill_queue, FILLS, marks())


def follow(draft: Draft, now: Millis) -> Fill | None:
    """To be called just before a draft is put in force: everybody is looked at anew, soon; None where no segment
    changes. A repeat begins the same one. What is entered or left because of it starts nothing."""
    found = changed(_meaning(draft.base), draft.definitions)
    return _begin(draft.base, (found, draft.definitions), now) if found else None


def again(now: Millis) -> Fill:
    """Looks at everybody for all segments in force, quietly, and lists whoever no change has listed yet."""
    version = playbooks().in_force()
    known = _meaning(version)
    return _begin(version, (frozenset(known["segment"]), known), now, lists=True)


def _meaning(version: Version) -> Definitions:
    return {kind: playbooks().at(version.place, kind) for kind in MEANING}


def _begin(base: Version, change: tuple[frozenset[str], Definitions], now: Millis, lists: bool = False) -> Fill:
    """A back-fill of these segments, and of those that another one, which it takes over from, had not ended with."""
    (segments, after), known = change, marks().row()
    meant = fingerprint(after)
    name = digest(b"backfill", f"{base.number} {meant} {lists and now}")
    every = tuple(sorted(segments.union(known.get("segments", ()))))
    fill = _kept(Fill(f"b_{name}", now, every, meant, lists))
    since = {**known.get("since", {}), **dict.fromkeys(segments, now)}
    quiet = {key: moment for key, moment in since.items() if lists or key not in loud(after)}
    marks().put(fill.id, fill.segments, quiet)
    fills().send(fill, PAUSE)
    return fill


def _kept(fill: Fill) -> Fill:
    """The back-fill, written down; a repeat finds it there. One that was announced, and ended or went on without its
    change, is another one."""
    found = fills().noted(fill)
    same = found.meant == fill.meant and not found.ended
    return found if same else _kept(replace(fill, id=f"b_{digest(b'again', fill.id)}"))
