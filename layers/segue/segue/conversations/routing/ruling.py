"""The shop's policy of conversations, as filing asks for it."""

from dataclasses import dataclass, field

from segue.conversations.conversations import Conversation
from segue.conversations.policies import ConversationPolicy
from segue.conversations.routing.clocks import due
from segue.conversations.routing.taking import queue_of
from segue.times import Millis


@dataclass(frozen=True)
class Ruling:
    """What belongs together, in which queue, answered by when. Without a word of the playbook's, as is usual."""

    policy: ConversationPolicy = field(default_factory=ConversationPolicy)

    @property
    def window(self) -> Millis:
        """How long an open conversation takes up what comes."""
        return self.policy.window

    @property
    def reopens(self) -> Millis:
        """How long a resolved one is opened again."""
        return self.policy.reopens

    def queue(self, topic: str, language: str, channel: str, /) -> str:
        """The id of the queue that takes it; "" for none."""
        return queue_of(self.policy, topic, language, channel)

    def due(self, head: Conversation, first: bool, /) -> Millis:
        """When the answer to what was heard last is due; 0 where no clock runs."""
        return due(self.policy, (head.channel, head.queue), head.heard, first)
