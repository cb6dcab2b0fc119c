"""X carries direct messages of the shop's account.

https://docs.x.com/x-api/direct-messages/manage/introduction: the secret is a user's token of OAuth 2.0 with the right
`dm.write`, which says whose account writes. It ends after two hours; who runs the stack brings a new one. A sender only
says that there is one.
"""

from urllib.parse import quote

import msgspec

from segue.channels.outgoing import HttpsCall, Said, Sender
from segue.messages import Envelope, Message

HOST = "api.x.com"
PARAMETER = "x_token"
TRACE = "x-segue-message"  # for whoever looks for one of them; the API does not read it
ANSWERS: dict[str, Said] = {
    "400": "refused",
    "403": "refused",  # whoever takes no messages of the account, or has blocked it
    "404": "refused",
    "401": "later",  # until there is a token that holds
    "429": "later",
}


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> HttpsCall:
    """A text to one user, by the user's id; our id has no place in it."""
    headers = {
        "authorization": f"Bearer {sender.secret}",
        "content-type": "application/json",
        TRACE: message.id,
    }
    path = f"/2/dm_conversations/with/{quote(envelope.to, safe='')}/messages"
    body = msgspec.json.encode({"text": envelope.parts["x"]})
    return HttpsCall(HOST, path, headers, body, "data.dm_event_id")
