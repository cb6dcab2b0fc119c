"""Queues of dead letters, read by hand: nothing else reads them, and nothing is lost that is not dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from segue.aws.clients import client, unavailable
from segue.letters.reading import Found

TOGETHER = 10  # SQS's limit for one request
HIDDEN_SECONDS = 60  # a sweep is over by then, and what it did not drop is there for the next


@dataclass(frozen=True)
class DeadQueue:
    """One of them, by its address, with the name that the template gives it."""

    url: str
    name: str

    def receive(self) -> list[Found]:
        """Up to ten messages, which nobody else sees for a minute; none where there are none. Raises Unavailable."""
        with unavailable("queue"):
            answer = client("sqs").receive_message(
                QueueUrl=self.url,
                MaxNumberOfMessages=TOGETHER,
                VisibilityTimeout=HIDDEN_SECONDS,
                MessageSystemAttributeNames=["All"],
                MessageAttributeNames=["All"],
            )
        return [_found(one) for one in answer.get("Messages", [])]

    def drop(self, found: Sequence[Found]) -> None:
        """Deletes them. One that was not deleted is found again, and is the same letter. Raises Unavailable."""
        if not found:
            return
        entries = [{"Id": str(place), "ReceiptHandle": one.handle} for place, one in enumerate(found)]
        with unavailable("queue"):
            client("sqs").delete_message_batch(QueueUrl=self.url, Entries=entries)


def _found(message: Mapping[str, Any]) -> Found:
    given = message.get("MessageAttributes", {}).items()
    words = {name: str(one.get("StringValue", "")) for name, one in given}
    return Found(message["MessageId"], message["ReceiptHandle"], message["Body"], message.get("Attributes", {}), words)
