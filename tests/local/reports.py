"""What providers report of a message that has arrived, as they word it, about one of ours."""

import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from tests.recorded_webhooks import PAYLOADS


def from_sns(said: Mapping[str, Any]) -> bytes:
    """A report in SNS's recorded envelope."""
    envelope = json.loads((PAYLOADS / "sns" / "notification.v1.json").read_text())
    return json.dumps(envelope | {"Message": json.dumps(said), "MessageId": str(uuid4())}).encode()


def delivered_mail(address: str, ours: str) -> dict[str, Any]:
    """SES's recorded event, about this address and with our message id among the tags."""
    said = json.loads((PAYLOADS / "ses_events" / "event_delivery.json").read_text())
    said["mail"] |= {"destination": [address], "tags": {**said["mail"]["tags"], "message": [ours]}}
    said["delivery"] |= {"recipients": [address], "timestamp": datetime.now(UTC).isoformat()}
    return said


def delivered_text(number: str, ours: str) -> dict[str, Any]:
    """AWS End User Messaging's event as it is documented, with the context that the message had."""
    return {
        "eventType": "TEXT_DELIVERED",
        "eventVersion": "1.0",
        "eventTimestamp": time.time_ns() // 1_000_000,
        "isFinal": True,
        "destinationPhoneNumber": number,
        "isoCountryCode": "US",
        "messageId": str(uuid4()),
        "messageType": "TRANSACTIONAL",
        "messageStatus": "DELIVERED",
        "messageStatusDescription": "Message has been accepted by phone",
        "context": {"message": ours},
        "totalMessageParts": 1,
    }
