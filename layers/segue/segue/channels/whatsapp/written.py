"""A message as WhatsApp takes it, whoever carries it there.

https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
A template that Meta has approved may go at any time; free text within 24 hours of the customer's last message alone
(`segue.messaging.windows`).
"""

import re
from typing import Any

from segue.messages import Envelope, Message

OURS = "biz_opaque_callback_data"  # comes back in every status
NUMBER = re.compile(r"\+?\d{7,15}")
USUAL = "en"


def written(message: Message, envelope: Envelope) -> dict[str, Any]:
    """The JSON of one message."""
    to = {"to": envelope.to} if NUMBER.fullmatch(envelope.to) else {"recipient": envelope.to}
    about = {"messaging_product": "whatsapp", "recipient_type": "individual", **to, OURS: message.id}
    said = _said({name.partition(".")[2]: text for name, text in envelope.parts.items()})
    return about | (_listed(said["text"]["body"], envelope) if envelope.choices and "text" in said else said)


def _listed(body: str, envelope: Envelope) -> dict[str, Any]:
    """A list to choose from, of at most ten rows:
    https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages"""
    rows = [
        {"id": one.id, "title": one.title, **({"description": one.about} if one.about else {})}
        for one in envelope.choices
    ]
    action = {"button": envelope.button, "sections": [{"rows": rows}]}
    return {"type": "interactive", "interactive": {"type": "list", "body": {"text": body}, "action": action}}


def _said(parts: dict[str, str]) -> dict[str, Any]:
    if not parts["template"]:
        return {"type": "text", "text": {"body": parts["text"], "preview_url": True}}
    values = [{"type": "text", "text": one} for one in parts["parameters"].split("\n") if one]
    body = {"components": [{"type": "body", "parameters": values}]} if values else {}
    template = {"name": parts["template"], "language": {"code": parts["language"] or USUAL}, **body}
    return {"type": "template", "template": template}
