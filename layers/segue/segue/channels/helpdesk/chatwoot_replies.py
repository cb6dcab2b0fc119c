"""Chatwoot: a message of a conversation, outgoing or private.

https://developers.chatwoot.com/api-reference/messages/create-new-message
A place is the host of the installation; a sender the number of the account; the secret is the access token of the
agent or bot who writes. A source has any name, by which its conversations are called; what is another desk's by its
name is refused, since each counts its own from one.
"""

from segue.channels.helpdesk import threads
from segue.channels.outgoing import HttpsCall, Sender
from segue.errors import Refused
from segue.messages import Envelope, Message

PARAMETER, ANSWERS = "chatwoot_token", threads.ANSWERS
OTHERS = ("zendesk:", "intercom:", "front:", "freshdesk:")


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> HttpsCall:
    """The message. Raises Refused("rejected") where the account or the conversation is none."""
    account = threads.by(message, sender)
    if not threads.OWN.fullmatch(account):
        raise Refused("rejected", "HelpDeskSender is no account of Chatwoot")
    if envelope.to.startswith(OTHERS):
        raise Refused("rejected", "this is no conversation of chatwoot")
    said = {
        "content": threads.words(envelope),
        "message_type": "outgoing",
        "private": threads.is_note(envelope),
        "content_type": "text",
    }
    path = f"/api/v1/accounts/{account}/conversations/{threads.own_id(envelope)}/messages"
    place = threads.host(sender.settings or "app.chatwoot.com"), path
    return threads.asked(message, place, said, {"api_access_token": sender.secret})._replace(id="id")
