"""Instagram's messages, by the Send API of the page that the account belongs to. A sender is the id of that page.

https://developers.facebook.com/docs/messenger-platform/instagram/features/send-message
Within 24 hours of the customer's last message alone; the tag for people (`HUMAN_AGENT`) is not for what a program says.
"""

from segue.channels.outgoing import HttpsCall, Sender
from segue.channels.social import graph
from segue.messages import Envelope, Message

PARAMETER, ANSWERS = graph.PARAMETER, graph.ANSWERS


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> HttpsCall:
    """Text with links, at most 1,000 bytes."""
    words = {"text": envelope.parts["instagram"], **graph.quick(envelope)}
    said = {"recipient": {"id": envelope.to}, "message": words}
    return graph.posted(message, sender, said, "message_id")
