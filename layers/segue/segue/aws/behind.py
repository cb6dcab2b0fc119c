"""Who stands behind a part, where the job had to look: rows of the Requests table, kept for an hour."""

import hashlib
from dataclasses import dataclass

import msgspec

from segue.aws.clients import client, unavailable
from segue.aws.items import to_item
from segue.aws.tables import get
from segue.measures.behind import Behind, Question
from segue.times import HOUR, SECOND, Millis

KIND = "behind"


@dataclass(frozen=True)
class Answers:
    """Answers in a table, and the URL of the queue of who looks. All of it raises Unavailable."""

    table: str
    queue: str

    def last(self, question: Question, now: Millis) -> Behind | None:
        """The answer, while it is kept."""
        with unavailable("read-failed"):
            row = get(self.table, _key(question))
        return msgspec.json.decode(row["b"], type=Behind) if row and row["ttl"] * SECOND > now else None

    def keep(self, question: Question, found: Behind, now: Millis) -> None:
        """In place of what was answered before."""
        row = _key(question) | {"b": msgspec.json.encode(found), "ttl": (now + HOUR) // SECOND}
        with unavailable("write-failed"):
            client("dynamodb").put_item(TableName=self.table, Item=to_item(row))

    def ask(self, question: Question) -> None:
        """Has it looked up."""
        body = msgspec.json.encode({"behind": question}).decode()
        with unavailable("write-failed"):
            client("sqs").send_message(QueueUrl=self.queue, MessageBody=body)


def _key(question: Question) -> dict[str, str]:
    wish = question.wish
    said = msgspec.json.encode([wish.name, wish.period, wish.by, sorted(wish.only.items()), question.part])
    return {"pk": f"{KIND}#{hashlib.sha256(said).hexdigest()[:32]}", "sk": KIND}
