"""SES v2: every call that the provider accepted, as the customer's mailbox would show it."""

from dataclasses import dataclass, field
from typing import Any

from tests.faults.cloud.clock import Clock
from tests.faults.cloud.failures import AwsError

Params = dict[str, Any]


@dataclass(frozen=True)
class Mail:
    """One accepted e-mail."""

    id: str
    to: str
    moment: int
    request: Params

    @property
    def tags(self) -> dict[str, str]:
        """The message tags."""
        return {one["Name"]: one["Value"] for one in self.request.get("EmailTags", [])}


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
