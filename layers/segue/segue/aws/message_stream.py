"""What the Messages stream brings, as values of the domain."""

from segue.aws.messages import message_of
from segue.lambdas import Lambda, stream_records
from segue.messages import Message


def messages_of(event: Lambda) -> list[Message]:
    """The Messages stream: messages that have just been intended."""
    return [message_of(new) for _, _, new, _ in stream_records(event) if new]
