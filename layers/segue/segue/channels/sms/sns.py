"""Amazon SNS carries text messages to numbers.

https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html
What became of one SNS writes into CloudWatch Logs, where it is switched on, and under its own message id alone.
"""

import re

from segue.channels.outgoing import AwsCall, Said, Sender
from segue.messages import Envelope, Message

PARAMETER = ""  # the function's role is the proof
ANY = "any"  # in place of a sender: whatever the account has
TYPES = {"marketing": "Promotional", "transactional": "Transactional"}
NUMBER = re.compile(r"\+?\d{4,15}")
OURS = "message"  # no telephone sees it; traces and the local outbox do
# https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
ANSWERS: dict[str, Said] = {
    "InvalidParameter": "refused",
    "InvalidParameterValue": "refused",
    "NotFound": "refused",
    "OptedOut": "refused",
    "ParameterValueInvalid": "refused",
    "ValidationException": "refused",
    "AuthorizationError": "later",
    "InvalidSecurity": "later",
    "Throttled": "later",
    "Throttling": "later",
}


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> AwsCall:
    """Publish to a number. A sender is a sender id, a number of the account, or `any`."""
    said = {"AWS.SNS.SMS.SMSType": TYPES[message.purpose], OURS: message.id, **_from(sender.of(message.purpose))}
    parameters = {
        "PhoneNumber": envelope.to,
        "Message": envelope.parts["sms"],
        "MessageAttributes": {name: {"DataType": "String", "StringValue": value} for name, value in said.items()},
    }
    return AwsCall("sns", "publish", parameters, "MessageId")


def _from(sender: str) -> dict[str, str]:
    if sender in ("", ANY):
        return {}
    return {"AWS.MM.SMS.OriginationNumber" if NUMBER.fullmatch(sender) else "AWS.SNS.SMS.SenderID": sender}
