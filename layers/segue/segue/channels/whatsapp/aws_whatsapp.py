"""AWS End User Messaging Social carries WhatsApp messages.

https://docs.aws.amazon.com/social-messaging/latest/APIReference/API_SendWhatsAppMessage.html
A sender is the id of a number, `phone-number-id-...`. A status brings our id back, in the topic of the account.
"""

import msgspec

from segue.channels.outgoing import AwsCall, Said, Sender
from segue.channels.whatsapp.written import written
from segue.messages import Envelope, Message

PARAMETER = ""  # the function's role is the proof
VERSION = "v20.0"  # of Meta's API, in which the message is written
ANSWERS: dict[str, Said] = {
    "InvalidParametersException": "refused",
    "ResourceNotFoundException": "refused",
    "ValidationException": "refused",
    "AccessDeniedException": "later",
    "ThrottledRequestException": "later",
}


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> AwsCall:
    """SendWhatsAppMessage."""
    parameters = {
        "originationPhoneNumberId": sender.of(message.purpose),
        "message": msgspec.json.encode(written(message, envelope)),
        "metaApiVersion": VERSION,
    }
    return AwsCall("socialmessaging", "send_whatsapp_message", parameters, "messageId")
