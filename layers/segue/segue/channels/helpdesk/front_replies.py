"""Front: a message of a conversation, or a comment on it.

https://dev.frontapp.com/reference/create-message-reply and https://dev.frontapp.com/reference/add-comment
A place is the host of the API; a sender the id of the teammate who writes, such as `tea_123`; the secret an API token
with the rights `messages:send` and `comments:write`. A message is taken to be sent later: the answer names its `uid`.
"""

from segue.channels.helpdesk import threads
from segue.channels.outgoing import HttpsCall, Sender
from segue.messages import Envelope, Message

PARAMETER, ANSWERS = "front_token", threads.ANSWERS
HOST = "api2.frontapp.com"


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> HttpsCall:
    """The message or comment. Raises Refused("rejected") for a conversation that is not Front's."""
    note = threads.is_note(envelope)
    body = (
        {"body": threads.words(envelope)} if note else {"body": threads.html(envelope), "text": threads.words(envelope)}
    )
    said = {"author_id": threads.by(message, sender), **body}
    path = f"/conversations/{threads.own_id(envelope, 'front')}/{'comments' if note else 'messages'}"
    place = threads.host(sender.settings or HOST), path
    call = threads.asked(message, place, said, {"authorization": f"Bearer {sender.secret}"})
    return call._replace(id="id" if note else "message_uid")
