"""Which conversation something belongs to (docs/conversations.md has the rules as a table)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from segue.conversations import refs
from segue.conversations.contributions import PAGE, Contribution
from segue.conversations.conversations import Conversation, conversation_id
from segue.conversations.ports import Rules
from segue.times import Millis


@dataclass(frozen=True)
class Known:
    """What is known when something comes: the conversation that each reference leads to, and those of the person.
    `name` gives a thread's conversation its id."""

    by_ref: Mapping[str, Conversation]
    recent: Sequence[Conversation] = ()
    name: Callable[[str], str] = conversation_id


class Choice(NamedTuple):
    """The conversation that takes it up, and by which rule: `thread`, `answer`, `address`, `recent`, `new`; or
    `nobody`: it begins none. A `new` one has version 0; `continues` is in it."""

    head: Conversation | None
    rule: str


def chosen(said: Contribution, known: Known, rules: Rules) -> Choice:
    """The first rule that finds one; a new one where none does."""
    for rule, found in _candidates(said, known, rules):
        if found is not None:
            return Choice(found, rule) if _takes(found, said, rules) else Choice(_after(found, said, known), "new")
    if said.stage == "survey" or said.quiet or not said.thread:
        return Choice(None, "nobody")
    return Choice(_begun(known.name(said.thread), said), "new")


def _candidates(said: Contribution, known: Known, rules: Rules) -> Sequence[tuple[str, Conversation | None]]:
    by_ref = known.by_ref
    answers = next((by_ref[one] for one in said.answers if one in by_ref), None)
    addressed = [refs.of_address(one) for one in said.addresses]
    promised = next((by_ref[one] for one in addressed if one in by_ref), None)
    own = by_ref.get(said.thread) or by_ref.get(refs.of_thread(said.thread))
    if said.public or said.stage == "survey":
        return [("thread", own)]
    return [("thread", own), ("answer", answers), ("address", promised), ("recent", _recent(said, known, rules))]


def _recent(said: Contribution, known: Known, rules: Rules) -> Conversation | None:
    """The newest that is open or was resolved just now, about the same, touched within the window."""
    mine = [one for one in known.recent if _may_join(one, said)]
    near = [one for one in mine if _is_near(one, said, rules) and _same_topic(one, said)]
    return max(near, key=lambda one: (spoken(one), one.id), default=None)


def _may_join(head: Conversation, said: Contribution) -> bool:
    """Words that nobody vouches for and those of others do not meet by nearness: who is whose may be claimed, too."""
    if said.unproven:
        return head.keys == (said.key,)
    return said.key in head.keys or not any(one.startswith(PAGE) for one in head.threads)


def _is_near(head: Conversation, said: Contribution, rules: Rules) -> bool:
    """Within the window of what was said in it, before or after; of a resolved one only what comes soon after."""
    if head.state == "resolved" and not said.past and said.time > head.resolved + rules.reopens:
        return False
    return head.began - rules.window <= said.time <= spoken(head) + rules.window


def _same_topic(head: Conversation, said: Contribution) -> bool:
    own = {one.casefold() for one in (head.subject, head.topic if head.topic_by != "model" else "") if one}
    return not said.topic or not own or said.topic.casefold() in own


def _takes(head: Conversation, said: Contribution, rules: Rules) -> bool:
    """Whether it goes on: a customer's words long after it was resolved begin a new one."""
    begins = said.stage in ("turn", "call") and said.author == "customer" and not (said.quiet or said.past)
    late = head.state == "resolved" and said.time > max(head.resolved, spoken(head)) + rules.reopens
    return not (begins and late)


def _after(head: Conversation, said: Contribution, known: Known) -> Conversation:
    """The one that goes on where another has ended: its id follows from that, so two that begin it begin the same."""
    return _begun(known.name(f"{said.thread}|{head.id}"), said, head.id)


def _begun(identity: str, said: Contribution, continues: str = "") -> Conversation:
    return Conversation(identity, said.key, channel=said.channel, began=said.time, continues=continues)


def spoken(head: Conversation) -> Millis:
    """When something was last said in it."""
    return max(head.heard, head.answered, head.began, head.reopened)
