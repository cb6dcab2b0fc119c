"""Woken by the Messages stream and by its own queue: decides on messages that were intended or waited."""

from typing import Any

from segue.aws.message_stream import messages_of
from segue.lambdas import Lambda, each_message, is_queue, now
from segue.wiring.dispatches import dispatched, woken


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """An SQS batch of words about waiting messages: answers which must come again. Or a DynamoDB stream batch: raises
    for the platform to bring the whole of it again."""
    if is_queue(event):
        return each_message(event, lambda word: woken(word, now()))
    dispatched(messages_of(event), now())
    return {"batchItemFailures": []}
