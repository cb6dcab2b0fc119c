"""What a message of a queue of dead letters is about: who gave up on it, why, and how it goes on. Pure.

Who leaves letters: SQS (a message received too often, which stays as it was), Lambda (a stream's batch or a call
without an answer, told in JSON), EventBridge and its Scheduler (the event, with attributes), SNS (the notification).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from segue.ledger import fingerprint
from segue.letters import Letter, Way
from segue.times import Millis

FROM_QUEUE = "DeadLetterQueueSourceArn"
TOO_OFTEN, UNKNOWN = "received-too-often", "unknown"
NOWHERE: Way = "none"
OF_SERVICE: dict[str, Way] = {"sqs": "queue", "lambda": "function"}
OF_LAMBDA: tuple[tuple[str, Way], ...] = (  # what tells a stream's batch, and a call without an answer
    ("DDBStreamBatchInfo", "stream"),
    ("KinesisBatchInfo", "contacts"),
    ("requestPayload", "function"),
)


@dataclass(frozen=True)
class Found:
    """A message as SQS gives it: `attributes` are the queue's words, `words` those of whoever left it."""

    id: str
    handle: str
    body: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class About:
    """How a letter goes on, to whom, why it is here, and how often it was tried."""

    way: Way
    target: str
    reason: str
    tries: int = 0


def read(queue: str, found: Found, now: Millis) -> Letter:
    """The letter that a message is; the same message is the same letter, however often it is found."""
    about, sent = _about(found), _number(found.attributes.get("SentTimestamp")) or now
    named = fingerprint(f"{queue} {found.id}".encode())
    return Letter(named, queue, about.way, about.target, about.reason, about.tries, sent, now, found.body)


def said(body: str) -> dict[str, Any]:
    """A body as JSON; {} where it is none."""
    try:
        read_body = msgspec.json.decode(body)
    except msgspec.DecodeError:
        return {}
    return read_body if isinstance(read_body, dict) else {}


def _about(found: Found) -> About:
    if FROM_QUEUE in found.attributes:
        received = _number(found.attributes.get("ApproximateReceiveCount"))
        return About("queue", found.attributes[FROM_QUEUE], TOO_OFTEN, max(received - 1, 0))
    if "TARGET_ARN" in found.words:
        return _of_bus(found.words)
    body = said(found.body)
    if isinstance(body.get("requestContext"), dict):
        return _of_lambda(body)
    if body.get("Type") == "Notification" and "TopicArn" in body:
        return About("topic", str(body["TopicArn"]), "not-taken")
    return About("none", "", UNKNOWN)


def _of_bus(words: Mapping[str, str]) -> About:
    target = words["TARGET_ARN"]
    way = OF_SERVICE.get(target.split(":")[2] if target.count(":") > 2 else "", NOWHERE)
    return About(way, target, words.get("ERROR_CODE", UNKNOWN), _number(words.get("RETRY_ATTEMPTS")))


def _of_lambda(body: Mapping[str, Any]) -> About:
    context = body["requestContext"]
    answered = body.get("responseContext")
    error = answered.get("functionError") if isinstance(answered, dict) else ""
    reason = ": ".join(str(one) for one in (context.get("condition"), error) if one) or UNKNOWN
    ways: list[Way] = [way for name, way in OF_LAMBDA if name in body]
    return About(
        ways[0] if ways else NOWHERE,
        str(context.get("functionArn", "")),
        reason,
        _number(context.get("approximateInvokeCount")),
    )


def _number(text: object) -> int:
    return int(text) if str(text).isdecimal() and isinstance(text, (str, int)) else 0
