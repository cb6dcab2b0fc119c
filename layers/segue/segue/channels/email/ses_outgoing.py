"""SES, outgoing: a message and its envelope become the parameters of SendEmail (API v2)."""

from typing import Any

from segue.messages import Message
from segue.messaging.sending import Envelope


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
