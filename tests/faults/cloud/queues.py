"""SQS standard queues: delay, visibility, receive counts, a dead-letter queue; sent at least once, in any order."""

import hashlib
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.faults.cloud.clock import Clock
from tests.faults.cloud.failures import AwsError
from tests.faults.cloud.meter import Meter

Params = dict[str, Any]
LARGEST = 1024 * 1024
LONGEST_DELAY = 900


def digest(body: str) -> str:
    """SQS's checksum of a body."""
    return hashlib.md5(body.encode(), usedforsecurity=False).hexdigest()


@dataclass
class Message:
    """One message; visible from a moment on."""

    id: str
    body: str
    visible: int
    sent: int
    received: int = 0
    source: str = ""  # of a dead letter: the queue that gave up on it
    words: Params = field(default_factory=dict)  # message attributes

    def told(self) -> Params:
        """As whoever reads a queue by hand receives it."""
        attributes = {"ApproximateReceiveCount": str(self.received), "SentTimestamp": str(self.sent)}
        attributes |= {"DeadLetterQueueSourceArn": self.source} if self.source else {}
        words = {name: {"DataType": "String", "StringValue": one} for name, one in self.words.items()}
        handle = {"MessageId": self.id, "ReceiptHandle": f"{self.id}-{self.received}", "MD5OfBody": digest(self.body)}
        return {**handle, "Body": self.body, "Attributes": attributes, "MessageAttributes": words}

    def record(self, arn: str) -> Params:
        """As a function receives it."""
        return {
            "messageId": self.id,
            "receiptHandle": f"{self.id}-{self.received}",
            "body": self.body,
            "attributes": {"ApproximateReceiveCount": str(self.received), "SentTimestamp": str(self.sent)},
            "messageAttributes": {},
            "md5OfBody": digest(self.body),
            "eventSource": "aws:sqs",
            "eventSourceARN": arn,
            "awsRegion": "us-east-1",
        }


@dataclass
class Queue:
    """Messages in the order of sending; the driver may take them in another."""

    name: str
    clock: Clock
    visibility: int = 180_000  # ms
    most_receives: int = 5
    messages: dict[str, Message] = field(default_factory=dict)
    dead: list[Message] = field(default_factory=list)
    letters: "Queue | None" = None  # where dead letters go
    numbers: "count[int]" = field(default_factory=count)

    @property
    def url(self) -> str:
        """What SendMessage names."""
        return f"https://sqs.us-east-1.amazonaws.com/123456789012/{self.name}"

    @property
    def arn(self) -> str:
        """What rules and schedules name."""
        return f"arn:aws:sqs:us-east-1:123456789012:{self.name}"

    def send(self, body: str, delay_seconds: int = 0) -> Message:
        """Takes a message in."""
        moment = self.clock.now
        message = Message(f"{self.name}-{next(self.numbers)}", body, moment + delay_seconds * 1000, moment)
        self.messages[message.id] = message
        return message

    def ready(self) -> list[Message]:
        """Visible messages, oldest first; those received too often go to the dead letters."""
        seen = [one for one in self.messages.values() if one.visible <= self.clock.now]
        for message in seen:
            if message.received >= self.most_receives:
                self._bury(self.messages.pop(message.id))
        return [one for one in seen if one.id in self.messages]

    def _bury(self, message: Message) -> None:
        """To the dead letters, as it is."""
        self.dead.append(message)
        if self.letters:
            message.source, message.visible = self.arn, self.clock.now
            self.letters.messages[message.id] = message

    def take(self, messages: list[Message], millis: int | None = None) -> None:
        """Hides messages for the visibility timeout, or for so long, and counts the receipt."""
        for message in messages:
            message.received += 1
            message.visible = self.clock.now + (self.visibility if millis is None else millis)

    def done(self, ids: set[str]) -> None:
        """Deletes messages."""
        for one in ids:
            self.messages.pop(one, None)

    def next_moment(self) -> int | None:
        """When the next message becomes visible; None without one."""
        return min(one.visible for one in self.messages.values()) if self.messages else None


@dataclass
class Queues:
    """The SQS service."""

    meter: Meter
    by_name: dict[str, Queue] = field(default_factory=dict)

    def named(self, url_or_arn: str) -> Queue:
        """The queue of a URL or ARN. Raises QueueDoesNotExist."""
        name = url_or_arn.replace("/", ":").rpartition(":")[2]
        if name not in self.by_name:
            raise AwsError("AWS.SimpleQueueService.NonExistentQueue", f"The specified queue does not exist: {name}")
        return self.by_name[name]

    def send_message(self, params: Params) -> Params:
        """SendMessage."""
        self.meter.bill("sqs", len(params["MessageBody"].encode()))
        return self._sent(self.named(params["QueueUrl"]), params)

    def send_batch(self, params: Params) -> Params:
        """SendMessageBatch: at most 10 entries with different ids."""
        entries = params["Entries"]
        if not 0 < len(entries) <= 10 or len({one["Id"] for one in entries}) != len(entries):
            raise AwsError("AWS.SimpleQueueService.TooManyEntriesInBatchRequest", "1 to 10 entries with distinct ids")
        self.meter.bill("sqs", sum(len(one["MessageBody"].encode()) for one in entries))
        queue = self.named(params["QueueUrl"])
        return {"Successful": [{"Id": one["Id"], **self._sent(queue, one)} for one in entries], "Failed": []}

    def receive(self, params: Params) -> Params:
        """ReceiveMessage."""
        queue = self.named(params["QueueUrl"])
        found = queue.ready()[: params["MaxNumberOfMessages"]]
        queue.take(found, 1000 * params["VisibilityTimeout"])
        return {"Messages": [one.told() for one in found]} if found else {}

    def delete_batch(self, params: Params) -> Params:
        """DeleteMessageBatch, by receipts."""
        entries = params["Entries"]
        self.named(params["QueueUrl"]).done({one["ReceiptHandle"].rpartition("-")[0] for one in entries})
        return {"Successful": [{"Id": one["Id"]} for one in entries], "Failed": []}

    def _sent(self, queue: Queue, entry: Params) -> Params:
        body, delay = entry["MessageBody"], int(entry.get("DelaySeconds") or 0)
        if not 0 <= delay <= LONGEST_DELAY:
            raise AwsError("InvalidParameterValue", f"DelaySeconds {delay} must be >= 0 and <= {LONGEST_DELAY}")
        if not 0 < len(body.encode()) <= LARGEST:
            raise AwsError("InvalidParameterValue", "One or more parameters are invalid: MessageBody")
        return {"MessageId": queue.send(body, delay).id, "MD5OfMessageBody": digest(body)}
