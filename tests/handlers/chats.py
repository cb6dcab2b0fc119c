"""Visitors of the shop who chat, in the in-memory cloud."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any

from segue.aws.secrets import user_secret, write_key
from tests.faults.cloud.world import World
from tests.faults.shop import asked_from, http

Said = dict[str, Any]


@dataclass
class Visitor:
    """A browser with the widget: who it says it is, and what it was given."""

    world: World
    who: dict[str, Any]
    chat: Said = field(default_factory=dict)
    status: int = 0
    address: str = "192.0.2.1"

    def ask(self, method: str, path: str, body: Any = None, token: str = "", **query: str) -> Any:
        """One request; what is answered, parsed."""
        scheme = f"Bearer {token}" if token else f"Basic {basic(self.world)}"
        raw = body if isinstance(body, str) else json.dumps(body) if body is not None else ""
        event = http(method, path, raw, {"authorization": scheme, "origin": "https://shop.test"})
        event = asked_from(self.address, {**event, "queryStringParameters": query})
        answer = self.world.call("chat", lambda: event)
        self.status = answer["statusCode"]
        return json.loads(answer["body"]) if answer["body"] else {}

    def open(self, **more: Any) -> "Visitor":
        """Opens the chat, or finds it again."""
        self.chat = self.ask("POST", "/v1/chat", {**self.who, **more})
        return self

    def say(self, text: str = "", client: str = "", **more: Any) -> Any:
        """Says something; the turn, or the problem."""
        body = {"text": text, "clientId": client or f"{text}-{self.world.clock}", **more}
        return self.ask("POST", f"/v1/chat/{self.chat['id']}/turns", body, self.chat["token"])

    def new(self, after: str = "") -> Any:
        """What is new."""
        return self.ask("GET", f"/v1/chat/{self.chat['id']}", None, self.chat["token"], after=after)

    @property
    def texts(self) -> list[str]:
        """What the chat shows when it is opened."""
        return [one["text"] for one in self.open().chat["turns"]]


def basic(world: World) -> str:
    """The write key as a page sends it."""
    with world.aside():
        return base64.b64encode(f"{write_key()}:".encode()).decode()


def anonymous(world: World, name: str = "a1") -> Visitor:
    """A browser of which nobody knows whose it is."""
    return Visitor(world, {"anonymousId": name})


def signed_in(world: World, user: str, name: str = "") -> Visitor:
    """A browser in which somebody has signed in, with what the shop's server says of it."""
    with world.aside():
        proof = hmac.new(user_secret().encode(), user.encode(), hashlib.sha256).hexdigest()
    return Visitor(world, {"userId": user, "userHash": proof, **({"anonymousId": name} if name else {})})
