"""How a conversation stands after a contribution: its state, topic and queue, when an answer is due, and what the
ledger is told of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from segue.conversations import stating
from segue.conversations.contributions import Contribution
from segue.conversations.conversations import Conversation
from segue.conversations.ports import Rules, TopicOf
from segue.conversations.standing import heard, settled
from segue.events import Event
from segue.keys import IdentityKey
from segue.times import Millis

SURE = 0.5  # of a topic that a model gives
Events = tuple[tuple[IdentityKey, Event], ...]


@dataclass(frozen=True)
class Understanding:
    """By the rules in force, a model of topics, and what tells the language of a text."""

    rules: Callable[[], Rules]
    topic_of: TopicOf = lambda _: ("", 0.0)
    language_of: Callable[[str], str] = lambda _: ""

    def after(self, before: Conversation, said: Contribution, now: Millis) -> tuple[Conversation, Events]:
        """The head after it, and the events that tell of its opening or its end."""
        head = _informed(settled(_unseen(heard(before, said), before, said)), said)
        spoken = said.stage not in ("open", "close")
        moment = said.time if said.past else now  # history is no news
        head = replace(head, touched=max(moment, before.touched), turns=head.turns + spoken)
        if said.past:
            return head, ()
        head = self._routed(self._about(head, said), before)
        return head, _told(before, head, said, now)

    def _about(self, head: Conversation, said: Contribution) -> Conversation:
        """In which language, and about what: what the customer chose, else what the first clear words tell."""
        if said.author == "customer" and said.stage == "turn" and not head.language:
            head = replace(head, language=self.language_of(said.text))
        if head.topic_by in ("agent", "customer") or said.author != "customer" or said.stage != "turn":
            return head
        if said.topic and said.channel == "chat":
            return replace(head, topic=said.topic, topic_by="customer")
        tells = said.text and not head.topic and not _only_an_order(said)
        topic, sure = self.topic_of(said.text) if tells else ("", 0.0)
        return replace(head, topic=topic, topic_by="model") if topic and sure >= SURE else head

    def _routed(self, head: Conversation, before: Conversation) -> Conversation:
        """In the queue that takes it, with the moment when the oldest words without an answer are to have one."""
        rules = self.rules()
        head = replace(head, queue=head.queue or rules.queue(head.topic, head.language, head.channel))
        if head.state != "open" or head.heard <= before.heard:
            return head
        due = rules.due(head, not head.first_answered)
        return replace(head, due=min(head.due, due) if head.due and due else due or head.due)


def _only_an_order(said: Contribution) -> bool:
    """Whether a form was told an order number and nothing else: that says nothing of the matter."""
    return set(said.detail.get("answers", {})) == {"order"}


def _informed(head: Conversation, said: Contribution) -> Conversation:
    """With the order that a form asked for: nobody asks for it again."""
    order = said.detail.get("answers", {}).get("order") if said.author == "customer" else None
    return replace(head, known={**head.known, "order": order}) if order else head


def _unseen(head: Conversation, before: Conversation, said: Contribution) -> Conversation:
    """Words that come after one of the staff has resolved it were not seen by them, whenever they were written."""
    new = said.stage in ("turn", "call") and said.author == "customer" and not (said.quiet or said.past)
    if new and before.state == "resolved" and before.resolved_by:
        again = before.resolved + 1
        unsaid = max(head.unsaid, again) if said.unsaid else head.unsaid
        return replace(head, reopened=max(head.reopened, again), unsaid=unsaid)
    return head


def _told(before: Conversation, head: Conversation, said: Contribution, now: Millis) -> Events:
    """Its own case is told of where it has become open, or is not any more."""
    was_open, is_open = (one.id in one.cases for one in (before, head))
    if was_open == is_open:
        return ()
    if is_open:
        return ((said.key, stating.opened(head, said.event, max(said.time, before.resolved + 1), now)),)
    over = replace(head, resolved_by="")  # whoever resolved it before
    ended = stating.resolved(over, [head.id], said.event, (max(head.resolved, said.time), now))
    return tuple((said.key, one) for one in ended)
