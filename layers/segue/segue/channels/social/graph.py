"""Meta's Graph API as providers that carry messages ask it.

https://developers.facebook.com/docs/graph-api/guides/error-handling/ and
https://developers.facebook.com/docs/graph-api/overview/rate-limiting/
https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes/
"""

from typing import Any

import msgspec

from segue.channels.outgoing import HttpsCall, Said, Sender
from segue.messages import Envelope, Message

HOST, VERSION = "graph.facebook.com", "v23.0"
PARAMETER = "meta_token"  # a token of a system user, which does not end; not the app's secret
TRACE = "x-segue-message"  # for whoever looks for one of them; the API does not read it
# Codes of a limit, often with the status 400: of the app, a user, a page, a request; of Instagram, Messenger and
# WhatsApp accounts; of a number, and of a number to one customer.
RATES = ("4", "17", "32", "613", "80002", "80006", "80007", "130429", "131056")
ANSWERS: dict[str, Said] = {
    "400": "refused",  # also outside of the window, and to who has blocked the shop
    "403": "refused",
    "404": "refused",
    "401": "later",  # until there is a token that holds
    "429": "later",
    **dict.fromkeys(RATES, "later"),
}


def quick(envelope: Envelope) -> dict[str, Any]:
    """Quick replies beneath a message, thirteen at most; {} where nothing is to be chosen.

    https://developers.facebook.com/docs/messenger-platform/send-messages/quick-replies
    """
    rows = [{"content_type": "text", "title": one.title, "payload": one.id} for one in envelope.choices]
    return {"quick_replies": rows} if rows else {}


def posted(message: Message, sender: Sender, said: Any, answer: str = "") -> HttpsCall:
    """A message that a number, page or account sends; `answer` names its id in the answer."""
    headers = {
        "authorization": f"Bearer {sender.secret}",
        "content-type": "application/json",
        TRACE: message.id,
    }
    path = f"/{VERSION}/{sender.of(message.purpose)}/messages"
    return HttpsCall(HOST, path, headers, msgspec.json.encode(said), answer, code="error.code")
