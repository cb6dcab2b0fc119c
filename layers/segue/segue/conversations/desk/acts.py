"""What an act of the staff changes, and when it comes too late. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from segue.conversations import refs, standing, stating
from segue.conversations.conversations import Conversation, Kind, Turn
from segue.conversations.desk.promising import promises
from segue.conversations.desk.replying import Destination, reply
from segue.conversations.knowledge.macro_rows import MOST_TAGS, gaps_in, with_sets
from segue.conversations.ports import Change
from segue.conversations.refs import Alias
from segue.conversations.turning import place_of
from segue.errors import Conflict, Invalid
from segue.keys import digest
from segue.languages.texts import _
from segue.times import Millis

MENTION = re.compile(r"(?<![\w@.])@([\w.+-]{0,60}\w(?:@[\w.-]{1,250}\w)?)")
UNCARRIED = ("chat",)  # the turn itself is what the customer reads
LOOKED_AT = 50  # turns that are looked through for the last one of a side
LONGEST_TAG, MOST_MENTIONS = 60, 20
LONGEST = 20_000  # characters of an answer or a note
OLDEST = -1  # before every version
Decide = Callable[[Conversation], Change | None]
Way = tuple[Destination | None, Turn | None]


@dataclass(frozen=True)
class Act:
    """Who does it, when, and on which occasion: the same one again is the same act. `version` is the one that was seen;
    0: whichever stands."""

    by: str
    now: Millis
    occasion: str
    version: int = 0


@dataclass(frozen=True)
class Words:
    """What is said: an answer (`said`) or a `note`. `channel`: "" as the customer came. `template`:
    one of the playbook's that is sent in place of the text."""

    text: str
    kind: Kind = "said"
    channel: str = ""
    attachments: tuple[Mapping[str, Any], ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)
    template: str = ""


class AnsweredMeanwhile(Conflict):
    """Somebody else has answered since the version that was seen; `by` is what they are called."""

    def __init__(self, by: str, text: str) -> None:
        form = _("{who} has answered meanwhile: {text}") if by else _("somebody has answered meanwhile: {text}")
        super().__init__("answered-meanwhile", form.format(who=by, text=text[:200]))


def is_behind(head: Conversation, what: str, act: Act) -> bool:
    """Whether something has happened that whoever acts has not seen."""
    return bool(act.version) and head.versions.get(what, act.version) > act.version


def turn_of(conversation: str, words: Words, act: Act) -> Turn:
    """What is said as a turn. Raises Invalid("empty", "too-long", "gap")."""
    if not words.text.strip() and not words.attachments:
        raise Invalid("empty", _("an answer or a note says something, or has a file with it"))
    if len(words.text) > LONGEST:
        raise Invalid("too-long", _("an answer or a note has at most {most} characters").format(most=LONGEST))
    if words.kind == "said":
        _must_be_filled_out(words.text)
    return Turn(
        id=digest(b"desk", f"{conversation}|{act.occasion}"),
        conversation=conversation,
        time=act.now,
        author="agent",
        channel=words.channel,
        kind=words.kind,
        text=words.text,
        agent=act.by,
        attachments=words.attachments,
        detail=words.detail,
    )


def answered(head: Conversation, turn: Turn, way: Way, act: Act) -> Change:
    """An answer: who answers has it from now on. `way` is where it goes (None: nobody carries it), and the customer's
    turn that it goes below."""
    to, below = way
    message = reply(head, turn, to, below) if to else None
    turn = replace(turn, message=message.id if message else "")
    after = standing.answered(head, act.now, act.by)
    preview = turn.text[: standing.PREVIEW]
    after = with_sets(after, turn.detail)
    after = _touched(replace(after, assignee=head.assignee or act.by, preview=preview, turns=head.turns + 1), act)
    event = (head.person, stating.replied(head, turn, act.now))
    aliases = (_alias(turn), *(promises(head, turn, message, act.now) if message else ()))
    return Change(after, (turn,), aliases=aliases, events=(event,), messages=(message,) if message else ())


def noted(head: Conversation, turn: Turn, named: Callable[[str], str], act: Act) -> Change:
    """A note among the staff: whoever it calls finds the conversation among those that mention them. `named` finds the
    user name of whom a word means. Raises Invalid("unknown-staff", "ambiguous-staff")."""
    called = tuple(dict.fromkeys(named(one).casefold() for one in MENTION.findall(turn.text)))[-MOST_MENTIONS:]
    mentions = tuple(dict.fromkeys((*head.mentions, *called)))
    after = replace(head, mentions=mentions[-MOST_MENTIONS:], turns=head.turns + 1)
    return Change(_touched(after, act), (replace(turn, channel=""),), aliases=(_alias(turn),), called=called)


def assigned(head: Conversation, assignee: str, called: Callable[[str], str], act: Act) -> Change | None:
    """`called`: what one of the staff is called. Raises Conflict("taken-meanwhile")."""
    if head.assignee == assignee:
        return None
    if is_behind(head, "assigned", act):
        raise Conflict("taken-meanwhile", _has_it(called(head.assignee)))
    return changed(head, standing.seen_in(replace(head, assignee=assignee), "assigned"), act)


def _has_it(who: str) -> str:
    return _("{who} has it meanwhile").format(who=who) if who else _("nobody has it meanwhile")


def resolved(head: Conversation, act: Act) -> Change | None:
    """Over in every case; None where it is over. Raises Conflict("heard-meanwhile")."""
    if head.state == "resolved":
        return None
    if is_behind(head, "heard", act):
        raise Conflict("heard-meanwhile", _("the customer has written meanwhile"))
    moment = max(act.now, head.heard, head.reopened)
    stages = {case: (max(moment, at), 0) for case, (at, _) in head.stages.items()}
    after = _touched(replace(head, stages=stages, resolved=moment, resolved_by=act.by), act)
    events = stating.resolved(after, head.cases, act.occasion, (moment, act.now))
    return Change(after, events=tuple((head.person, one) for one in events))


def reopened(head: Conversation, act: Act) -> Change | None:
    """Open again, and known as open to the ledger; None where it is."""
    if head.state != "resolved":
        return None
    moment = max(act.now, head.resolved + 1)
    after = _touched(replace(head, reopened=moment, unsaid=moment), act)
    return Change(after, events=((head.person, stating.opened(after, act.occasion, moment, act.now)),))


def snoozed(head: Conversation, until: Millis, act: Act) -> Change | None:
    """Snoozed until then, or awake again (0). Raises Conflict("heard-meanwhile", "resolved")."""
    from segue.conversations import snoozing  # a few times a day

    if until == head.snoozed:
        return None
    if not until:
        return Change(_touched(snoozing.awake(head, act.now), act))
    if is_behind(head, "heard", act):
        raise Conflict("heard-meanwhile", _("the customer has written meanwhile"))
    return Change(_touched(snoozing.asleep(head, until, act.now), act))


def changed(head: Conversation, after: Conversation, act: Act) -> Change | None:
    """A change that tells nobody; None where there is none."""
    return None if after == head else Change(_touched(after, act))


def _must_be_filled_out(text: str) -> None:
    """Raises Invalid("gap") while a macro's gap stands in what a customer would read."""
    if gaps := ", ".join(gaps_in(text)):
        raise Invalid("gap", _("fill out {gaps} first: the customer would read it as it stands").format(gaps=gaps))


def tags_of(given: Sequence[str]) -> tuple[str, ...]:
    """Tags as they are kept. Raises Invalid("bad-tags")."""
    tags = tuple(dict.fromkeys(one.strip() for one in given if one.strip()))
    if len(tags) > MOST_TAGS or any(len(one) > LONGEST_TAG for one in tags):
        detail = _("at most {most} tags of {longest} characters")
        raise Invalid("bad-tags", detail.format(most=MOST_TAGS, longest=LONGEST_TAG))
    return tags


def _touched(head: Conversation, act: Act) -> Conversation:
    return standing.settled(replace(head, touched=max(act.now, head.touched)))


def _alias(turn: Turn) -> Alias:
    return Alias(refs.of_turn(turn.id), turn.conversation, place_of(turn))
