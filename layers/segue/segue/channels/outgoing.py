"""What a provider is asked to carry: its request as plain data, so that one place asks, once (`segue.aws.carriers`)."""

import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, Protocol

from segue.messages import Envelope, Message
from segue.times import Millis

STYLE = "variant"  # what a provider's reports call the style that a template was sent in, where they can say it
TAG = re.compile(r"[\w.@-]{1,64}", re.ASCII)
Said = Literal["refused", "later", "gone"]  # gone: nobody is at the address any more


class Sender(NamedTuple):
    """Who a channel's messages come from: two names whose reputations never mix. `settings` and `secret` mean what the
    provider says they mean; `public_url` is where it can report to, `moment` is now. `reply_to`: where what customers
    answer is read, "" where that is whom it comes from."""

    transactional: str = ""
    marketing: str = ""
    settings: str = ""
    secret: str = ""
    public_url: str = ""
    moment: Millis = 0
    reply_to: str = ""

    def of(self, purpose: str) -> str:
        """The name for messages of this purpose."""
        return self.marketing if purpose == "marketing" else self.transactional


class AwsCall(NamedTuple):
    """A method of a botocore client; `id` names the message in its answer or in what botocore says of that. `seconds`:
    how long it may take, 0 for what is usual.

    `first`: a call that may be made again, whose `id` names what becomes the parameter `into`; where it is refused, the
    address is gone. `forget`: method and parameter by which that is deleted when the address is gone.
    """

    service: str
    method: str
    parameters: Mapping[str, Any]
    id: str
    first: "AwsCall | None" = None
    into: str = ""
    forget: tuple[str, str] = ("", "")
    seconds: int = 0


class HttpsCall(NamedTuple):
    """One HTTPS request; `id` names the message in the headers (lower case) or the JSON of its answer, there with dots
    into what lies deeper. `code`: where the JSON of a no has the provider's own code, as in `error.code`; what ANSWERS
    knows says more than the status."""

    host: str
    path: str
    headers: Mapping[str, str] = {}
    body: bytes = b""
    id: str = ""
    method: str = "POST"
    code: str = ""


def style_of(message: Message) -> dict[str, str]:
    """The tag by which a provider's reports say the style of a message: what is learned of styles comes from it."""
    return {STYLE: message.variant} if TAG.fullmatch(message.variant) else {}


class Outgoing(Protocol):
    """The outgoing direction of a provider's module.

    `PARAMETER` names the secret that it asks for, "" for none. `ANSWERS` says by AWS error code, HTTP status
    or the code that an `HttpsCall` points at what was not taken; of any other nobody can tell.
    """

    PARAMETER: str
    ANSWERS: Mapping[str, Said]

    def outgoing(self, message: Message, envelope: Envelope, sender: Sender) -> AwsCall | HttpsCall:
        """The request that carries the message; the message's id comes back in the provider's reports."""
        ...
