"""Merging two conversations of one person by hand, and parting them again. Pure.

The one that stays is told as both. The other one keeps what it was and says where it went; the one that stays keeps
what it was before (`own`), and what has been done since stays with the turns that it was done in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from segue.conversations.conversations import Conversation, Turn
from segue.conversations.desk.acts import Act
from segue.conversations.desk.joined_scores import SCORES, both_scores, parted_scores
from segue.conversations.knowledge.macro_rows import MOST_TAGS
from segue.conversations.snoozing import awake
from segue.conversations.standing import MOST_NAMES, PREVIEW, seen_in, settled

RANK = ("open", "waiting", "snoozed", "resolved")
UNITED = ("threads", "channels", "keys", "tags", "repeats", "mentions")
FIRST = ("subject", "topic", "topic_by", "language", "queue", "assignee")  # of the one that stays, else the other's
LAID_OVER = ("known", "given", "points", "pointed")
MOMENTS = ("heard", "answered", "resolved", "reopened", "unsaid")  # of those by which it stands as it does
OTHERS = ("began", "first_answered", "channel", "preview", "answered_by", "resolved_by")
CLOCK = ("due", "escalated")
JOINED = (*UNITED, *FIRST, *LAID_OVER, *MOMENTS, *OTHERS, *CLOCK, *SCORES, "stages", "turns")
SPOKEN = ("heard", "answered", "first_answered", "channel", "preview", "answered_by", "unsaid", "turns", "stages")
QUIET = "reaction"


def joined(stays: Conversation, goes: Conversation, act: Act) -> tuple[Conversation, Conversation]:
    """The conversation that stays, told as both, and the one that goes on in it; neither sleeps any more."""
    stays, goes = (awake(one, act.now) for one in (stays, goes))
    own = {name: getattr(stays, name) for name in JOINED}
    told = replace(both(stays, goes), absorbs=(*stays.absorbs, goes.id), own=(*stays.own, own))
    touched = replace(seen_in(told, "heard"), touched=max(act.now, stays.touched))
    return settled(touched), replace(goes, into=stays.id, state="resolved", cases=())


def both(stays: Conversation, goes: Conversation) -> Conversation:
    """Where two conversations stand that are one: as the one that there is more to do in."""
    state = min((stays.state, goes.state), key=RANK.index)
    leading = [one for one in (stays, goes) if one.state == state]
    newest = max((stays, goes), key=lambda one: max(one.heard, one.answered))
    united = {name: _united(getattr(stays, name), getattr(goes, name)) for name in UNITED}
    first = {name: getattr(stays, name) or getattr(goes, name) for name in FIRST}
    laid = {name: {**getattr(goes, name), **getattr(stays, name)} for name in LAID_OVER}
    return replace(
        stays,
        **{**united, "tags": united["tags"][:MOST_TAGS], **first, **laid},
        **{name: max(getattr(one, name) for one in leading) for name in MOMENTS},
        stages={**_stages(goes), **stays.stages},
        began=_least(stays.began, goes.began),
        first_answered=_least(stays.first_answered, goes.first_answered),
        **_clock(leading),
        channel=max((stays, goes), key=lambda one: one.heard).channel,
        preview=newest.preview,
        answered_by=max(leading, key=lambda one: one.answered).answered_by,
        resolved_by=max(leading, key=lambda one: one.resolved).resolved_by,
        **both_scores(stays, goes),
        turns=stays.turns + goes.turns,
    )


def _clock(leading: Sequence[Conversation]) -> dict[str, int]:
    """When the next answer is due, and whether it was told that it is late."""
    due = _least(*(one.due for one in leading))
    return {"due": due, "escalated": max(one.escalated for one in leading if one.due == due)}


def parted(
    told: Conversation, gone: Conversation, turns: tuple[Sequence[Turn], Sequence[Turn]], act: Act
) -> tuple[Conversation, Conversation]:
    """Both as they then stand. `turns` are those of each: what was said since belongs to the one that it came to, and
    what the staff have done since (ended it, tags, a topic) to the one that stayed, an end to both."""
    before = replace(told, **_restored(told.own[-1]))
    made = settled(both(settled(before), settled(gone)))
    kept = {name: _kept(name, told, before, made) for name in JOINED if name not in SPOKEN}
    came = {way for one in turns[1] for way in (one.thread, one.channel)}
    for name in ("threads", "channels"):
        kept[name] = tuple(one for one in kept[name] if one in getattr(before, name) or one not in came)
    for name in ("points", "pointed"):
        kept[name] = {way: one for way, one in kept[name].items() if way in getattr(before, name) or way not in came}
    theirs = {gone.id, *gone.stages, *gone.threads, *came} - {*before.stages}
    stages = {name: one for name, one in told.stages.items() if name not in theirs}
    scores = parted_scores(told, before, gone)
    kept.update(scores[0])
    stays = replace(before, **kept, stages=stages, absorbs=told.absorbs[:-1], own=told.own[:-1])
    goes = replace(_ended(gone, told, made), **scores[1], into="")
    touched = [max(act.now, one.touched) for one in (told, goes)]
    stays, goes = (
        settled(replace(grown(one, said), touched=at))
        for one, said, at in zip((stays, goes), turns, touched, strict=True)
    )
    return stays, goes


def grown(head: Conversation, turns: Sequence[Turn]) -> Conversation:
    """A conversation after what was said in it since it was kept; `turns` are all of it, newest first."""
    for turn in reversed(turns):
        head = _spoken(head, turn)
    return replace(head, turns=len(turns))


def _spoken(head: Conversation, turn: Turn) -> Conversation:
    threads = head.threads if not turn.thread else _united((turn.thread,), head.threads)
    channels = head.channels if not turn.channel else _united((turn.channel,), head.channels)
    head = replace(head, threads=threads, channels=channels)
    newest = turn.time > max(head.heard, head.answered)
    head = replace(head, preview=turn.text[:PREVIEW] or head.preview) if newest and turn.kind == "said" else head
    if turn.author == "customer" and turn.detail.get("kind") != QUIET and turn.time > head.heard:
        unsaid = turn.time if head.unsaid == head.heard else head.unsaid
        return replace(head, heard=turn.time, unsaid=unsaid, channel=turn.channel or head.channel)
    if turn.author == "agent" and turn.kind == "said" and turn.time > head.answered:
        first = head.first_answered or turn.time
        return replace(head, answered=turn.time, first_answered=first, answered_by=turn.agent)
    return head


def _ended(gone: Conversation, told: Conversation, made: Conversation) -> Conversation:
    """What was merged, with what became of its cases, ended and opened again as the one that it was in."""
    stages = {name: told.stages.get(name, one) for name, one in gone.stages.items()}
    ended = told.resolved > made.resolved
    return replace(
        gone,
        stages=stages,
        escalated=told.escalated if told.escalated == gone.due else gone.escalated,
        resolved=max(gone.resolved, told.resolved) if ended else gone.resolved,
        resolved_by=told.resolved_by if ended else gone.resolved_by,
        reopened=max(gone.reopened, told.reopened) if told.reopened > made.reopened else gone.reopened,
    )


def _stages(goes: Conversation) -> Mapping[str, Any]:
    """Its cases; its own one is open where nobody else says so."""
    own = {goes.id: (goes.unsaid, 1)} if goes.id in goes.cases else {}
    return {**own, **goes.stages}


def _kept(name: str, told: Conversation, before: Conversation, made: Conversation) -> Any:
    """What of a field is the staff's own since the merge, over what it was before."""
    now, was, then = (getattr(one, name) for one in (told, before, made))
    if now == then:
        return was
    if isinstance(now, tuple):
        return tuple(one for one in now if one in was or one not in then)
    if isinstance(now, Mapping):
        new = {key: one for key, one in now.items() if key not in then or one != then[key]}
        return {key: one for key, one in {**was, **new}.items() if key in now}
    return now


def _restored(own: Mapping[str, Any]) -> dict[str, Any]:
    """What it was before, as it is kept: a table knows no tuples."""
    said = {name: tuple(one) if name in UNITED else one for name, one in own.items()}
    return {**said, "stages": {name: (one[0], one[1]) for name, one in own["stages"].items()}}


def _united(mine: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Both, what is the own at the end: where there are very many the oldest go."""
    return tuple(dict.fromkeys((*others, *mine)))[-MOST_NAMES:]


def _least(*moments: int) -> int:
    return min((one for one in moments if one), default=0)
