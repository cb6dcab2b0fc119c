"""SES v2, SNS and AWS End User Messaging: every call that a provider accepted, as the customer would see it."""

from dataclasses import dataclass, field
from typing import Any

from tests.faults.cloud.clock import Clock
from tests.faults.cloud.failures import AwsError

Params = dict[str, Any]


@dataclass(frozen=True)
class Mail:
    """One accepted e-mail or text message."""

    id: str
    to: str
    moment: int
    request: Params

    @property
    def tags(self) -> dict[str, str]:
        """The message tags, of a text message its attributes or context."""
        tags = {one["Name"]: one["Value"] for one in self.request.get("EmailTags", [])}
        attributes = self.request.get("MessageAttributes", {}).items()
        return tags | {name: one["StringValue"] for name, one in attributes} | self.request.get("Context", {})


@dataclass
class Mailbox:
    """The outbox; `reject` makes the provider refuse everything."""

    clock: Clock
    reject: str = ""
    mails: list[Mail] = field(default_factory=list)

    def send(self, params: Params) -> Params:
        """SendEmail: no idempotency whatever, as in AWS."""
        if self.reject:
            raise AwsError(self.reject, "Email rejected")
        if not params.get("FromEmailAddress") or not params.get("Content"):
            raise AwsError("BadRequestException", "Missing sender or content")
        addresses = [one for many in params.get("Destination", {}).values() for one in many]
        mail = Mail(f"ses-{len(self.mails)}", ",".join(addresses), self.clock.now, params)
        self.mails.append(mail)
        return {"MessageId": mail.id}

    def publish(self, params: Params) -> bytes:
        """SNS's Publish to a number, answered in XML."""
        if not params.get("Message") or not params["PhoneNumber"].startswith("+"):
            raise AwsError("InvalidParameter", "Invalid parameter: PhoneNumber")
        return published(self._texted("sns", params["PhoneNumber"], params))

    def text(self, params: Params) -> Params:
        """SendTextMessage of AWS End User Messaging."""
        return {"MessageId": self._texted("sms", params["DestinationPhoneNumber"], params)}

    def _texted(self, by: str, number: str, params: Params) -> str:
        if self.reject:
            raise AwsError(self.reject, "Text message rejected")
        self.mails.append(Mail(f"{by}-{len(self.mails)}", number, self.clock.now, params))
        return self.mails[-1].id


def published(identity: str) -> bytes:
    """What SNS answers."""
    said = f"<PublishResult><MessageId>{identity}</MessageId></PublishResult>"
    whole = f"<PublishResponse>{said}<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PublishResponse>"
    return whole.encode()
