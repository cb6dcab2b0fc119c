"""SNS's envelope, in which providers of AWS report: subscriptions to confirm, and what a Lambda event holds."""

import base64
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from segue.channels.payloads import Payload, mapping, payload_of, text
from segue.errors import Invalid

TOPIC_ARN = re.compile(r"arn:(aws|aws-cn|aws-us-gov):sns:([a-z]{2}(?:-[a-z]+)+-\d):\d{12}:[A-Za-z0-9_-]{1,256}")


# What services write to a topic once, when it is named as a destination.
GREETING = re.compile(r"Successfully validated SNS topic for Amazon SES")


class Confirmation(NamedTuple):
    """What confirms an SNS subscription."""

    topic: str
    region: str
    token: str


def confirmation(body: bytes) -> Confirmation | None:
    """What to confirm, where the body asks for it; the address in it is never used. Raises Invalid("bad-topic")."""
    said = payload_of(body)
    if said.get("Type") != "SubscriptionConfirmation":
        return None
    topic, token = str(said.get("TopicArn")), text(said.get("Token"))
    known = TOPIC_ARN.fullmatch(topic)
    if not known or not token:
        raise Invalid("bad-topic", "this is no subscription of an SNS topic")
    return Confirmation(topic, known[2], token)


def topics_of(options: Mapping[str, Any]) -> tuple[str, ...]:
    """The topics whose signed posts a source takes."""
    named = options.get("topics", ())
    return tuple(str(one) for one in named) if isinstance(named, list | tuple) else ()


def check(options: Mapping[str, Any], further: Collection[str] = ()) -> None:
    """Raises Invalid("bad-source") where `topics` is no list of ARNs, or an option is neither it nor of `further`."""
    strange = set(options) - {"topics", *further}
    if strange:
        raise Invalid("bad-source", f"a source of this provider has no option {', '.join(sorted(map(str, strange)))}")
    named = topics_of(options)
    if "topics" in options and not (named and all(TOPIC_ARN.fullmatch(one) for one in named)):
        raise Invalid("bad-source", "`topics` is a list of the ARNs of SNS topics")


def inner(body: bytes, origin: str) -> Payload:
    """What is reported in SNS's envelope or EventBridge's, of this origin; {} for what a topic says of itself.

    Raises Invalid.
    """
    if GREETING.match(body[:200].decode("utf-8", "replace")):
        return {}
    said = payload_of(body)
    if said.get("Type") in {"SubscriptionConfirmation", "UnsubscribeConfirmation"}:
        return {}
    if said.get("Type") == "Notification":
        return inner(str(said.get("Message")).encode(), origin)
    return mapping(said.get("detail")) if said.get("source") == origin else said


def notifications(event: Any) -> Iterable[bytes]:
    """The bodies in a Lambda event of SNS, SES, Kinesis, EventBridge, or of who calls the function directly."""
    if "Records" in event:
        return [_record(one) for one in event["Records"]]
    return [msgspec.json.encode(event.get("detail", event))]


def _record(record: Any) -> bytes:
    if "kinesis" in record:
        return base64.b64decode(record["kinesis"]["data"])
    return record["Sns"]["Message"].encode() if "Sns" in record else msgspec.json.encode(record["ses"])
