"""Which queue a conversation waits in: the first of the policy's that takes its topic, language and channel."""

from segue.conversations.policies import ConversationPolicy, Queue
from segue.conversations.topics.topics import group_of


def queue_of(policy: ConversationPolicy, topic: str, language: str, channel: str) -> str:
    """The id of the queue; "" where none takes it: everybody sees it. What is not known ("") no queue that asks for it
    takes."""
    return next((one.id for one in policy.queues if _takes(one, topic, language, channel)), "")


def _takes(queue: Queue, topic: str, language: str, channel: str) -> bool:
    spoken = {language.casefold(), language.casefold().partition("-")[0]}
    wanted = (
        (queue.topics, {topic.casefold(), group_of(topic)}),
        (queue.languages, spoken),
        (queue.channels, {channel}),
    )
    return all(not asked or asked & found for asked, found in wanted)
