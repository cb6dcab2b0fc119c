"""What mentions whoever reads the inbox: conversations in which a note calls them, and what of it is not read yet."""

from collections.abc import Mapping

from segue.console.desk import Desk
from segue.console.visits import Visit
from segue.conversations.joined import followed
from segue.times import Millis

MOST = 200  # notes that are looked through, the newest


def called(visit: Visit, desk: Desk) -> dict[str, Millis]:
    """The conversations by the last note in each that calls the visitor, newest first."""
    found: dict[str, Millis] = {}
    for conversation, time in desk.talks.kept.calls(visit.name.casefold(), MOST):
        found.setdefault(conversation, time)
    return found


def unread(visit: Visit, desk: Desk, calls: Mapping[str, Millis]) -> frozenset[str]:
    """Those of them that the visitor has not looked at since: of one that was merged, neither it nor the other one."""
    left = _unseen(visit, desk, calls)
    return frozenset(_unseen(visit, desk, _led(desk, left))) if left else frozenset()


def _unseen(visit: Visit, desk: Desk, calls: Mapping[str, Millis]) -> dict[str, Millis]:
    looked = desk.talks.seen.looked(visit.name, calls)
    return {one: time for one, time in calls.items() if time > looked.get(one, 0)}


def _led(desk: Desk, calls: Mapping[str, Millis]) -> dict[str, Millis]:
    """The same by the conversations that they go on in now."""
    heads = followed(desk.talks.kept.heads(calls), desk.talks.kept.heads)
    found: dict[str, Millis] = {}
    for one, head in heads.items():
        found[head.id] = max(calls[one], found.get(head.id, 0))
    return found
