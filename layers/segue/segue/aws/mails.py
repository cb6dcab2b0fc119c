"""E-mail through SES v2. The SDK never retries here: after a lost answer a repeat would send twice."""

from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from segue.aws.clients import client
from segue.errors import Refused, Unavailable
from segue.messages import Message
from segue.sending import Envelope, OutcomeUnknownError

# SES answered and did not take the message: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
REFUSALS = {
    "AccountSuspendedException",
    "BadRequestException",
    "MailFromDomainNotVerifiedException",
    "MessageRejected",
    "NotFoundException",
    "SendingPausedException",
    "ValidationException",
}
LATER = {"LimitExceededException", "TooManyRequestsException"}


@dataclass(frozen=True)
class Mails:
    """`sender` for transactional messages, `marketing_sender` for the rest: their reputations never mix."""

    sender: str
    marketing_sender: str
    configuration_set: str

    def deliver(self, message: Message, envelope: Envelope) -> str:
        """One call. Answers SES's id; raises Refused("rejected") or OutcomeUnknownError."""
        sender = self.marketing_sender if message.purpose == "marketing" else self.sender
        request = send_request(message, envelope, sender, self.configuration_set)
        try:
            return client("sesv2", attempts=1).send_email(**request)["MessageId"]
        except ClientError as problem:
            raise _translated(problem.response.get("Error", {}).get("Code", "")) from problem
        except BotoCoreError as problem:
            raise OutcomeUnknownError from problem


def _translated(code: str) -> Exception:
    if code in REFUSALS:
        return Refused("rejected", code)
    return Unavailable("throttled", code) if code in LATER else OutcomeUnknownError(code)


def send_request(message: Message, envelope: Envelope, sender: str, configuration_set: str) -> dict[str, Any]:
    """SendEmail's parameters; the tag `message` comes back in every event that SES reports about it."""
    rendered = envelope.rendered
    content: dict[str, Any] = {
        "Subject": _part(rendered.subject),
        "Body": {"Html": _part(rendered.html), "Text": _part(rendered.text)},
    }
    if message.purpose == "marketing":
        content["Headers"] = _one_click(envelope.unsubscribe)
    tags = {"message": message.id, "purpose": message.purpose}
    return {
        "FromEmailAddress": sender,
        "Destination": {"ToAddresses": [envelope.to]},
        "Content": {"Simple": content},
        "EmailTags": [{"Name": name, "Value": value} for name, value in tags.items()],
        **({"ConfigurationSetName": configuration_set} if configuration_set else {}),
    }


def _one_click(link: str) -> list[dict[str, str]]:
    """RFC 8058: both headers, on everything that can be subscribed to."""
    headers = {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return [{"Name": name, "Value": value} for name, value in headers.items()]


def _part(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}
