"""Zendesk: a comment on a ticket, public or internal.

https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#update-ticket and
https://developer.zendesk.com/api-reference/introduction/security-and-auth/
A place is the subdomain; a sender the id of the agent who is shown as author; the secret is `mail/token:token` of an
API token, else a token of OAuth. The answer names the audit of the change.
"""

from segue.channels.helpdesk import threads
from segue.channels.outgoing import HttpsCall, Sender
from segue.messages import Envelope, Message

PARAMETER, ANSWERS = "zendesk_token", threads.ANSWERS


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> HttpsCall:
    """The comment. Raises Refused("rejected") for a conversation that is not Zendesk's."""
    user, colon, token = sender.secret.partition(":")
    proof = threads.basic(user, token) if colon else f"Bearer {sender.secret}"
    comment = {"body": threads.words(envelope), "public": not threads.is_note(envelope)}
    said = {"ticket": {"comment": comment | {"author_id": threads.number(threads.by(message, sender))}}}
    path = f"/api/v2/tickets/{threads.own_id(envelope, 'zendesk')}.json"
    place = threads.host_of(sender.settings, "zendesk.com"), path
    return threads.asked(message, place, said, {"authorization": proof})._replace(method="PUT", id="audit.id")
