"""SQS queues."""

import msgspec

from segue.aws.clients import client


class Queues:
    """Orders by message id; a queue is named by its URL."""

    def put(self, queue: str, message_id: str) -> None:
        """One order to send one message."""
        body = msgspec.json.encode({"message": message_id}).decode()
        client("sqs").send_message(QueueUrl=queue, MessageBody=body)
