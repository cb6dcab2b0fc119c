"""Messenger's Send API. A sender is the id of a page.

https://developers.facebook.com/docs/messenger-platform/reference/send-api/
RESPONSE: an answer within 24 hours of the customer's last message. Tags allow more, and never marketing: none is used.
"""

from segue.channels.outgoing import HttpsCall, Sender
from segue.channels.social import graph
from segue.messages import Envelope, Message

PARAMETER, ANSWERS = graph.PARAMETER, graph.ANSWERS


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> HttpsCall:
    """Text with links; our id is what comes back with the page's own echo of it."""
    said = {
        "recipient": {"id": envelope.to},
        "messaging_type": "RESPONSE",
        "message": {"text": envelope.parts["messenger"], "metadata": message.id, **graph.quick(envelope)},
    }
    return graph.posted(message, sender, said, "message_id")
