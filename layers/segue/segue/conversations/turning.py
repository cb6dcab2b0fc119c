"""Turns as they are made of contributions, and what a later event changes of one that stands."""

from dataclasses import replace

from segue.conversations import calls, refs
from segue.conversations.contributions import Contribution
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.refs import Alias
from segue.times import to_text

CHANGED = "changed"  # in a turn's detail: [when, how] its words were last changed


def place_of(turn: Turn) -> str:
    """Where a turn stands in its conversation: by its time."""
    return f"t#{to_text(turn.time)}#{turn.id}"


def turn_of(said: Contribution, conversation: str) -> Turn:
    """The contribution as a turn of a conversation."""
    changed = {CHANGED: [said.time, said.change]} if said.change else {}
    return Turn(
        id=said.id,
        conversation=conversation,
        time=said.time,
        author=said.author,
        channel=said.channel,
        kind=said.kind,
        text=said.text,
        thread=said.thread,
        agent=said.agent,
        attachments=said.attachments,
        detail=calls.told(said.detail, said.author) if said.stage == "call" else {**said.detail, **changed},
    )


def aliases_of(said: Contribution, turn: Turn, head: Conversation) -> tuple[Alias, ...]:
    """What leads here from now on: the turn, its provider's name for it, and its thread where it is new or has gone on
    from another conversation."""
    place = place_of(turn)
    home = turn.conversation
    named = (Alias(refs.of_said(said.said), home),) if said.said and said.channel == "email" else ()
    return (Alias(refs.of_turn(turn.id), home, place), *named, *thread_of(said, head, home))


def thread_of(said: Contribution, head: Conversation, home: str) -> tuple[Alias, ...]:
    """The reference of its thread, where the conversation does not have it yet; `home` is where it leads."""
    known = said.thread in (*head.threads, head.id, home) or not said.thread
    return () if known else (Alias(refs.of_thread(said.thread), home),)


def adds(turn: Turn, said: Contribution) -> bool:
    """Whether an event of a turn that stands says something new: newer words, or the other end of a call."""
    if said.stage == "call":
        return calls.is_news(turn.detail, said.detail)
    return bool(said.change) and (said.time, said.change) > tuple(turn.detail.get(CHANGED, (turn.time, "")))


def rewritten(turn: Turn, said: Contribution) -> Turn:
    """The turn as it then is; it stays where it stands."""
    if said.stage == "call":
        known = calls.joined(turn.detail, said.detail, turn.author)
        return replace(turn, detail=known, agent=turn.agent or said.agent)
    return replace(
        turn,
        text=said.text,
        attachments=said.attachments,
        detail={**turn.detail, **said.detail, CHANGED: [said.time, said.change]},
    )
