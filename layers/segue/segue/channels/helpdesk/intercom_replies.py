"""Intercom: a part of a conversation, as a reply or as a note.

https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations/replyconversation
A place is the region, `us`, `eu` or `au`; a sender the id of the admin who writes; the secret an access token. The
answer is the whole conversation, in which no part can be told to be ours.
"""

from segue.channels.helpdesk import threads
from segue.channels.outgoing import HttpsCall, Sender
from segue.messages import Envelope, Message

PARAMETER, ANSWERS = "intercom_token", threads.ANSWERS
VERSION = "2.14"
REGIONS = {"eu": "api.eu.intercom.io", "au": "api.au.intercom.io"}


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> HttpsCall:
    """The reply. Raises Refused("rejected") for a conversation that is not Intercom's."""
    said = {
        "message_type": "note" if threads.is_note(envelope) else "comment",
        "type": "admin",
        "admin_id": threads.by(message, sender),
        "body": threads.html(envelope),
    }
    path = f"/conversations/{threads.own_id(envelope, 'intercom')}/reply"
    place = REGIONS.get(sender.settings.lower(), "api.intercom.io"), path
    proof = {"authorization": f"Bearer {sender.secret}", "intercom-version": VERSION}
    return threads.asked(message, place, said, proof)
