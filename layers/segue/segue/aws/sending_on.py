"""How a dead letter goes on: to a queue of ours, to a function of ours, or with records that a stream still has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of
from segue.aws.stream_reading import records_between
from segue.errors import Refused, Unavailable
from segue.letters import Letter
from segue.letters.reading import said

SECONDS = 50  # that a function may take; this one has a minute
NO_SUCH = ("ResourceNotFoundException", "AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist")


@dataclass(frozen=True)
class ToQueues:
    """`urls` are the addresses of the queues that letters may go back to."""

    urls: Sequence[str]

    def send(self, letter: Letter) -> None:
        """To the queue that it came from or was meant for. Raises Refused for one that is none of ours."""
        name = letter.target.rpartition(":")[2]
        url = next((one for one in self.urls if one.rpartition("/")[2] == name), "")
        if not url:
            raise Refused("not-ours")
        client("sqs").send_message(QueueUrl=url, MessageBody=letter.body)


@dataclass(frozen=True)
class ToFunctions:
    """`readers`: the names of functions by the topic that they hear."""

    readers: Mapping[str, str]

    def call(self, letter: Letter) -> None:
        """What a function was called with goes to it again; nobody waits for its answer. Raises Refused."""
        body = said(letter.body)
        event = body["requestPayload"] if "requestPayload" in body and "requestContext" in body else body
        _call(letter.target, event, "Event")

    def notify(self, letter: Letter) -> None:
        """A notification of a topic goes to who hears it. Raises Refused."""
        reader = self.readers.get(letter.target)
        if not reader:
            raise Refused("not-ours")
        notice = {"EventSource": "aws:sns", "EventVersion": "1.0", "Sns": said(letter.body)}
        _call(reader, {"Records": [notice]}, "Event")

    def bring(self, letter: Letter) -> None:
        """A stream's records, while the stream has them, go to the function that gave up on them. Raises Refused where
        they are gone; Unavailable where the function fails again."""
        _call(letter.target, {"Records": records_between(said(letter.body)["DDBStreamBatchInfo"])}, "RequestResponse")


def _call(function: str, event: object, kind: str) -> None:
    """By the name: what a stream's letter names is a version, which roles do not know."""
    name = function.split(":")[6] if function.count(":") > 5 else function
    payload = msgspec.json.encode(event, enc_hook=_plain)
    try:
        answer = client("lambda", attempts=1, seconds=SECONDS).invoke(
            FunctionName=name, InvocationType=kind, Payload=payload
        )
    except ClientError as problem:
        if code_of(problem) in (*NO_SUCH, "AccessDeniedException"):
            raise Refused("not-ours") from problem
        raise
    if answer.get("FunctionError"):
        raise Unavailable("fails-again", "the function failed once more")


def _plain(value: object) -> Any:
    """Moments as a stream writes them; bytes are base64 already."""
    if isinstance(value, datetime):
        return value.timestamp()
    raise TypeError(type(value).__name__)
