"""Meta's own Cloud API carries WhatsApp messages. A sender is the id of a number."""

from segue.channels.outgoing import HttpsCall, Sender
from segue.channels.social import graph
from segue.channels.whatsapp.written import written
from segue.messages import Envelope, Message

PARAMETER, ANSWERS = graph.PARAMETER, graph.ANSWERS


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> HttpsCall:
    """The message's own id is in every status; WhatsApp's stands too deep in the answer to be kept."""
    return graph.posted(message, sender, written(message, envelope))
