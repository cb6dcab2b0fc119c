"""Amazon SNS carries messages to apps, by Apple's APNs and Google's FCM.

https://docs.aws.amazon.com/sns/latest/dg/mobile-push-send-custommessages-for-mobile-platforms.html and
https://docs.aws.amazon.com/sns/latest/dg/sns-fcm-v1-payloads.html
SNS wants an endpoint for each token. Making one that is there answers it, so it is made before every message; where the
token is no more the endpoint is deleted, and a token that comes back gets a new one that is not disabled.
"""

import json
import re
from collections.abc import Mapping

from segue.channels.outgoing import AwsCall, Said, Sender
from segue.errors import Refused
from segue.messages import Envelope, Message

PARAMETER = ""  # the function's role is the proof
APPLICATION = re.compile(r":app/(APNS|APNS_SANDBOX|GCM)/")
SYSTEMS = {"APNS": "apple", "APNS_SANDBOX": "apple", "GCM": "google"}
OURS = "message"  # the app tells it back as `message_id` of what becomes of the message
# https://docs.aws.amazon.com/sns/latest/api/API_Publish.html; of CreatePlatformEndpoint a refusal is about the token.
ANSWERS: dict[str, Said] = {
    "EndpointDisabled": "gone",
    "InvalidParameter": "refused",
    "InvalidParameterValue": "refused",
    "ParameterValueInvalid": "refused",
    "ValidationException": "refused",
    "AuthorizationError": "later",
    "InvalidSecurity": "later",
    "NotFound": "later",
    "PlatformApplicationDisabled": "later",
    "Throttled": "later",
    "Throttling": "later",
}


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> AwsCall:
    """Publish to the endpoint of a token. A sender is the ARNs of the platform applications, with a space between.
    Raises Refused("rejected") where there is none for the device."""
    system, _, token = envelope.to.partition(":")
    platform, application = _application(system, sender.of(message.purpose))
    tags = {OURS: message.id}
    said = {"default": envelope.parts["push.body"], platform: json.dumps(_payload(platform, envelope.parts, tags))}
    parameters = {
        "Message": json.dumps(said),
        "MessageStructure": "json",
        "MessageAttributes": {name: {"DataType": "String", "StringValue": value} for name, value in tags.items()},
    }
    endpoint = {"PlatformApplicationArn": application, "Token": token}
    first = AwsCall("sns", "create_platform_endpoint", endpoint, "EndpointArn")
    return AwsCall("sns", "publish", parameters, "MessageId", first, "TargetArn", ("delete_endpoint", "EndpointArn"))


def _application(system: str, applications: str) -> tuple[str, str]:
    for one in applications.split():
        found = APPLICATION.search(one)
        if found and SYSTEMS[found[1]] == system:
            return found[1], one
    raise Refused("rejected", f"there is no platform application for {system}")


def _payload(platform: str, parts: Mapping[str, str], tags: Mapping[str, str]) -> Mapping[str, object]:
    alert = {"title": parts["push.title"], "body": parts["push.body"]}
    data = {**tags, **({"link": parts["push.link"]} if parts["push.link"] else {})}
    if platform == "GCM":
        return {"fcmV1Message": {"message": {"notification": alert, "data": data}}}
    return {"aps": {"alert": alert, "sound": "default"}, **data}
