"""A chat that goes on elsewhere: where, by whose wish, and why not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from segue.conversations.chat.passes import Pass
from segue.conversations.conversations import Conversation
from segue.errors import Refused
from segue.http import Request
from segue.times import Millis


class Place(msgspec.Struct):
    """Where somebody goes on; "" is an address that is known."""

    channel: str
    address: str = ""


class Wish(NamedTuple):
    """Who wants to go on elsewhere: the chat, the network that asks, whether it is proven who writes; `occasion` is the
    same for a repeat."""

    occasion: str
    chat: str
    caller: str
    proven: bool


@dataclass(frozen=True)
class Elsewhere:
    """`move` goes on with a conversation at (channel, address), `code` makes six digits that last until a moment."""

    move: Callable[[Conversation, tuple[str, str], Wish, Millis], str]
    code: Callable[[Conversation, Wish, Millis], tuple[str, Millis]]


def wish_of(given: Pass, request: Request, occasion: str) -> Wish:
    """The wish of a request."""
    from segue.networks import network_of  # few go on elsewhere

    return Wish(occasion, given.chat, network_of(request.caller), bool(given.user))


def stays(given: Pass) -> Refused:
    """Why a conversation is not taken along by whoever has this pass."""
    if given.user:
        return Refused("others-wrote", "others may have written in this conversation: it goes on where it is")
    return Refused("sign-in", "this conversation goes on elsewhere only once it is proven who writes: sign in")
