"""Where a conversation stands after something was said of it. What the ledger tells is kept as newest moments, so that
any order of arrival comes to the same; what the staff do happens now."""

from collections.abc import Mapping
from dataclasses import replace

from segue.contact_points import writers_to
from segue.conversations.calls import is_taken
from segue.conversations.contributions import Contribution
from segue.conversations.conversations import Conversation, State
from segue.conversations.scoring import scored
from segue.times import Millis

MOST_NAMES = 20  # threads, cases, identities of one head
PREVIEW = 120  # characters


def settled(head: Conversation) -> Conversation:
    """The head with its state, and with the cases that are open, as its moments say. Its own is one of them where the
    customer was heard since it was resolved and nobody else says so."""
    state = _state(head)
    own = (head.id,) if state != "resolved" and head.unsaid > head.resolved else ()
    due = head.due if state in ("open", "snoozed") else 0
    snoozed = head.snoozed if state == "snoozed" else 0
    return replace(head, state=state, cases=(*_open(head.stages), *own), due=due, snoozed=snoozed)


def heard(head: Conversation, said: Contribution) -> Conversation:
    """After words, a call or an opening: its channels, threads and moments are known."""
    channels = _with(head.channels, said.channel)
    grown = replace(
        head,
        channels=channels,
        threads=_with(head.threads, said.thread),
        keys=_with(head.keys, said.key),
        began=min(head.began or said.time, said.time),
        subject=head.subject or said.subject,
        language=head.language or said.language,
    )
    return _spoken(grown, said)


def _spoken(head: Conversation, said: Contribution) -> Conversation:
    if said.stage in ("open", "close"):
        return staged(head, said.thread, said.time, said.stage == "open")
    if said.stage == "survey":
        return scored(head, said)
    if said.quiet:
        return head
    if said.past:
        head = replace(head, resolved=max(head.resolved, said.time))
    head = replace(head, preview=said.text[:PREVIEW] or head.preview) if said.time >= _last(head) else head
    return called(head, said) if said.stage == "call" else worded(head, said)


def reworded(head: Conversation, before: str, after: str) -> Conversation:
    """After words of it were changed or taken back: no list has them any more."""
    return replace(head, preview=after[:PREVIEW]) if head.preview == before[:PREVIEW] else head


def worded(head: Conversation, said: Contribution) -> Conversation:
    """After words of either side; a machine's answer none."""
    if said.author == "customer":
        head = seen_in(replace(head, unsaid=max(head.unsaid, said.time) if said.unsaid else head.unsaid), "heard")
        newer = said.time >= head.heard
        head = replace(_pointed(head, said), channel=said.channel if newer else head.channel)
        return replace(head, heard=max(head.heard, said.time))
    return answered(head, said.time, said.agent) if said.author == "agent" else head


def _pointed(head: Conversation, said: Contribution) -> Conversation:
    """Knows where the customer wrote from last, on a channel that writes to such an address."""
    point = next((one for one in said.addresses if said.channel in writers_to(one)), "")
    if not point or said.time < head.pointed.get(said.channel, 0):
        return head
    pointed = {**head.pointed, said.channel: said.time}
    return replace(head, points={**head.points, said.channel: point}, pointed=pointed)


def answered(head: Conversation, time: Millis, agent: str) -> Conversation:
    """After words of the shop's staff."""
    first, newest = min(head.first_answered or time, time), time >= head.answered
    head = replace(seen_in(head, "answered"), answered=max(head.answered, time), first_answered=first)
    return replace(head, answered_by=agent) if newest else head


def seen_in(head: Conversation, what: str) -> Conversation:
    """That whoever saw an earlier version than the next has not seen this."""
    return replace(head, versions={**head.versions, what: head.version + 1})


def called(head: Conversation, said: Contribution) -> Conversation:
    """After one of the moments of a call: who called was heard; where somebody took it, answered, and theirs where
    nobody had it; and where nobody took it, the case is open until somebody says that it is over."""
    ended = "ended" in said.detail
    if is_taken(said.detail) or (ended and said.agent):
        return _theirs(answered(head, said.time, said.agent), said.staff)
    if said.author == "agent":
        return head
    heard = worded(head, said)
    return staged(heard, said.thread, said.time, opened=True) if ended and not said.past else heard


def _theirs(head: Conversation, staff: str) -> Conversation:
    return seen_in(replace(head, assignee=staff), "assigned") if staff and not head.assignee else head


def staged(head: Conversation, case: str, time: Millis, opened: bool) -> Conversation:
    """After a help desk said that its case is open, or over."""
    mine, known = (time, int(opened)), head.stages.get(case, (-1, 0))
    stages = {**head.stages, case: max(mine, known)}
    kept = dict(sorted(stages.items(), key=lambda one: (one[1], one[0]))[-MOST_NAMES:])
    if opened:
        return replace(head, stages=kept, reopened=max(head.reopened, time))
    return replace(head, stages=kept, resolved=max(head.resolved, time))


def _state(head: Conversation) -> State:
    if head.resolved and not _open(head.stages) and head.resolved >= max(head.heard, head.reopened):
        return "resolved"
    if head.snoozed and head.versions.get("heard", 0) <= head.versions.get("snoozed", 0):
        return "snoozed"
    return "waiting" if head.answered and head.answered >= max(head.heard, head.reopened) else "open"


def _open(stages: Mapping[str, tuple[Millis, int]]) -> tuple[str, ...]:
    return tuple(sorted(case for case, (_, opened) in stages.items() if opened))


def _last(head: Conversation) -> Millis:
    return max(head.heard, head.answered)


def _with(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return names if not name or name in names else (*names, name)[-MOST_NAMES:]
