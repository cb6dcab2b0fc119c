"""Freshdesk: a reply to a ticket, or a private note on it.

https://developers.freshdesk.com/api/#reply_ticket and https://developers.freshdesk.com/api/#add_note_to_a_ticket
A place is the subdomain; a sender the id of the agent who writes; the secret is an API key.
"""

from segue.channels.helpdesk import threads
from segue.channels.outgoing import HttpsCall, Sender
from segue.messages import Envelope, Message

PARAMETER, ANSWERS = "freshdesk_token", threads.ANSWERS


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> HttpsCall:
    """The reply or note. Raises Refused("rejected") for a conversation that is not Freshdesk's."""
    note = threads.is_note(envelope)
    said = {"body": threads.html(envelope), "user_id": threads.number(threads.by(message, sender))}
    said |= {"private": True} if note else {}
    path = f"/api/v2/tickets/{threads.own_id(envelope, 'freshdesk')}/{'notes' if note else 'reply'}"
    place = threads.host_of(sender.settings, "freshdesk.com"), path
    return threads.asked(message, place, said, {"authorization": threads.basic(sender.secret, "X")})._replace(id="id")
