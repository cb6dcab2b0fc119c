"""What SES tells of a mail: delivered, opened, clicked, bounced, complained of. One shape, one part per kind.

https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
"""

import base64
import json
from dataclasses import dataclass
from typing import Any

from segue_tools.demo.clock import iso
from segue_tools.demo.requests import Doors, Request


@dataclass(frozen=True)
class Mail:
    """A mail as the local outbox shows it; `ours` is Segue's own id of the message, which SES returns as a tag."""

    provider_id: str
    to: str
    subject: str
    text: str
    sent: float
    ours: str = ""


# A mail program of a customer; nothing but `Mozilla/5.0` would be Apple's proxy, which opens everything.
READER = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"

# Seconds. The day runs hundreds of times as fast: what is opened a second after it was sent was opened minutes after,
# and nobody but a machine opens a mail in the seconds in which it arrives.
READING = 60


def request(kind: str, mail: Mail, doors: Doors, moment: float) -> Request:
    """The notification that something happened to a mail at a moment."""
    proof = base64.b64encode(f"segue:{doors.ses_secret}".encode()).decode()
    headers = {"Content-Type": "text/plain; charset=UTF-8", "Authorization": f"Basic {proof}"}
    return Request(doors.ses, headers, json.dumps(event(kind, mail, moment)).encode())


def event(kind: str, mail: Mail, moment: float) -> dict[str, Any]:
    """SES's event; `kind` is one of SES's event types."""
    about = {
        "timestamp": iso(min(mail.sent, moment - READING)),
        "messageId": mail.provider_id,
        "destination": [mail.to],
        "commonHeaders": {"to": [mail.to], "subject": mail.subject},
        "tags": {"message": [mail.ours]},
    }
    return {"eventType": kind, "mail": about, kind.lower(): {"timestamp": iso(moment), **_detail(kind, mail)}}


def _detail(kind: str, mail: Mail) -> dict[str, Any]:
    recipient = {"emailAddress": mail.to}
    match kind:
        case "Delivery":
            return {"recipients": [mail.to], "processingTimeMillis": 640, "smtpResponse": "250 2.0.0 OK"}
        case "Click":
            return {"link": _first_link(mail.text), "ipAddress": "192.0.2.7", "userAgent": READER}
        case "Bounce":
            failed = recipient | {
                "action": "failed",
                "status": "5.1.1",
                "diagnosticCode": "smtp; 550 5.1.1 no such user",
            }
            return {"bounceType": "Permanent", "bounceSubType": "General", "bouncedRecipients": [failed]}
        case "Complaint":
            return {"complainedRecipients": [recipient], "complaintFeedbackType": "abuse"}
    return {"ipAddress": "192.0.2.7", "userAgent": READER}


def _first_link(text: str) -> str:
    return next((word for word in text.split() if word.startswith("http")), "https://shop.example/")
