"""A message to a Lambda function of the shop's own, which carries it wherever it wants.

What it gets has the shape of Amazon Pinpoint's custom channels, so that a function written for them goes on:
https://docs.aws.amazon.com/pinpoint/latest/developerguide/channels-custom.html
"""

import json
import re

from segue.channels.outgoing import AwsCall, Said, Sender
from segue.errors import Refused
from segue.messages import Envelope, Message

PARAMETER = ""  # the function's role is the proof
NAME = re.compile(r"segue-channel-[A-Za-z0-9_-]{1,50}")  # others it may not call
SECONDS = 20  # that the function may take
# https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html : none of these has run it.
ANSWERS: dict[str, Said] = {
    "InvalidParameterValueException": "refused",
    "InvalidRequestContentException": "refused",
    "RequestTooLargeException": "refused",
    "AccessDeniedException": "later",
    "ResourceNotFoundException": "later",
    "ResourceConflictException": "later",
    "TooManyRequestsException": "later",
}


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> AwsCall:
    """Invoke, waited for. Raises Refused("rejected") for a name that is not of ours."""
    name = envelope.parts["custom.function"]
    if not NAME.fullmatch(name):
        raise Refused("rejected", "a custom channel's function is called segue-channel-...")
    said = {"Message": {}, "Data": envelope.parts["custom.data"], "ApplicationId": sender.of(message.purpose)}
    run = {"JourneyId": message.journey, "ActivityId": message.step, "MessageId": message.id, "TreatmentId": "0"}
    user = {"ChannelType": "CUSTOM", "EndpointStatus": "ACTIVE", "OptOut": "NONE", "User": {"UserId": message.person}}
    payload = json.dumps({**said, **run, "Endpoints": {message.person: user}}).encode()
    parameters = {"FunctionName": name, "InvocationType": "RequestResponse", "Payload": payload}
    return AwsCall("lambda", "invoke", parameters, "RequestId", seconds=SECONDS)
