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
        tags |= {"message": self.request["Payload"]["MessageId"]} if "Payload" in self.request else {}
        return tags | {name: one["StringValue"] for name, one in attributes} | self.request.get("Context", {})


@dataclass
class Mailbox:
    """The outbox; `reject` makes the provider refuse everything."""

    clock: Clock
    reject: str = ""
    mails: list[Mail] = field(default_factory=list)
    endpoints: dict[str, str] = field(default_factory=dict)  # token by ARN
    disabled: set[str] = field(default_factory=set)  # tokens of apps that are no more

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
        """SNS's Publish to a number or an endpoint, answered in XML."""
        token = self.endpoints.get(params.get("TargetArn", ""))
        if token in self.disabled:
            raise AwsError("EndpointDisabled", "Endpoint is disabled")
        if token:
            return said("Publish", "MessageId", self._texted("push", token, params))
        if not params.get("Message") or not params["PhoneNumber"].startswith("+"):
            raise AwsError("InvalidParameter", "Invalid parameter: PhoneNumber")
        return said("Publish", "MessageId", self._texted("sns", params["PhoneNumber"], params))

    def endpoint(self, params: Params) -> bytes:
        """CreatePlatformEndpoint: the same token, the same endpoint, until it is deleted."""
        token = params["Token"]
        made = next((arn for arn, one in self.endpoints.items() if one == token), "")
        arn = made or f"{params['PlatformApplicationArn'].replace(':app/', ':endpoint/')}/{len(self.endpoints)}"
        self.endpoints[arn] = token
        return said("CreatePlatformEndpoint", "EndpointArn", arn)

    def forget(self, params: Params) -> bytes:
        """DeleteEndpoint."""
        self.disabled.discard(self.endpoints.pop(params["EndpointArn"], ""))
        return said("DeleteEndpoint", "", "")

    def text(self, params: Params) -> Params:
        """SendTextMessage of AWS End User Messaging."""
        return {"MessageId": self._texted("sms", params["DestinationPhoneNumber"], params)}

    def invoke(self, params: Params) -> bytes:
        """A custom channel's function, which takes what it is given."""
        self._texted("function", params["FunctionName"], params)
        return b"null"

    def _texted(self, by: str, number: str, params: Params) -> str:
        if self.reject:
            raise AwsError(self.reject, "Text message rejected")
        self.mails.append(Mail(f"{by}-{len(self.mails)}", number, self.clock.now, params))
        return self.mails[-1].id


def said(operation: str, name: str, value: str) -> bytes:
    """What SNS answers."""
    result = f"<{operation}Result><{name}>{value}</{name}></{operation}Result>" if name else ""
    request = "<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>"
    return f"<{operation}Response>{result}{request}</{operation}Response>".encode()
