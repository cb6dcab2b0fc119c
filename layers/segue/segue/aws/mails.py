"""E-mail through SES v2. The SDK never retries here: after a lost answer a repeat would send twice."""

from dataclasses import dataclass

from botocore.exceptions import BotoCoreError, ClientError, ConnectTimeoutError, EndpointConnectionError

from segue.aws.clients import client, code_of
from segue.channels.email.ses_outgoing import send_request
from segue.errors import Refused, Unavailable
from segue.messages import Message
from segue.messaging.sending import Envelope, OutcomeUnknownError

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
NEVER_SENT = (ConnectTimeoutError, EndpointConnectionError)  # no connection, so nothing can have gone out
LATER = {"AccessDeniedException", "LimitExceededException", "TooManyRequestsException"}


@dataclass(frozen=True)
class Mails:
    """`sender` for transactional messages, `marketing_sender` for the rest: their reputations never mix."""

    sender: str
    marketing_sender: str
    configuration_set: str

    def deliver(self, message: Message, envelope: Envelope) -> str:
        """One call. Answers SES's id; raises Refused("rejected"), Unavailable or OutcomeUnknownError."""
        sender = self.marketing_sender if message.purpose == "marketing" else self.sender
        request = send_request(message, envelope, sender, self.configuration_set)
        try:
            return client("sesv2", attempts=1).send_email(**request)["MessageId"]
        except ClientError as problem:
            raise _translated(code_of(problem)) from problem
        except NEVER_SENT as problem:
            raise Unavailable("unreachable", type(problem).__name__) from problem
        except BotoCoreError as problem:
            raise OutcomeUnknownError from problem


def _translated(code: str) -> Exception:
    if code in REFUSALS:
        return Refused("rejected", code)
    return Unavailable("throttled", code) if code in LATER else OutcomeUnknownError(code)
