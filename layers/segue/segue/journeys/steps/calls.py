"""`call: {url: https://..., secret: name, body: {...}}`: a webhook out, signed per Standard Webhooks, called by
`call_webhooks` and tried again until it is answered. What it was answered stands with the run.

The body says who, which journey, step and run, and the run's data; `body` adds values of its own, of which
`{trait: name}` is the person's at the time of the call.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.errors import Invalid
from segue.journeys.doors import Doors
from segue.journeys.flows import Onward, Seen, Taken, Ways
from segue.journeys.instances import Instance
from segue.spelling import only

URL = r"https://(?P<host>(?:[A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]+)(?P<path>/[!-~]*)?"
NAME = r"[a-z0-9][a-z0-9_-]{0,59}"
MOST = 20
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["url", "secret"],
    "additionalProperties": False,
    "properties": {
        "url": {"type": "string", "pattern": "^https://"},
        "secret": {"type": "string", "pattern": f"^{NAME}$"},
        "body": {"type": "object", "maxProperties": MOST},
    },
}


@dataclass(frozen=True)
class Call(Onward):
    """Has a webhook called and goes on without waiting for it."""

    id: str
    next: str
    host: str
    path: str
    secret: str
    body: tuple[tuple[str, Any], ...] = ()

    def take(self, instance: Instance, _seen: Seen, /) -> Taken:
        """Orders the call."""
        return instance.to(self.next), Order(self.id)

    def said(self, traits: Mapping[str, Any]) -> dict[str, Any]:
        """The values of its own that the body has, with these traits of the person."""
        return {name: _filled(value, traits) for name, value in self.body}


@dataclass(frozen=True)
class Order:
    """One call for this step of the run."""

    step: str

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> None:
        """Puts the order on the queue of calls; who is called knows a second one by its id."""
        doors.calls.order(
            {
                "id": f"msg_{instance.token(self.step)}",
                "person": instance.person,
                "journey": instance.journey,
                "key": instance.key,
                "run": instance.run,
                "step": self.step,
                "book": instance.book,
                "data": dict(instance.data),
                "time": seen.moment or seen.now,
            }
        )


def step(given: Any, ways: Ways) -> Call:
    """One call. Raises Invalid("bad-journey")."""
    match given:
        case {"url": str(url), "secret": str(secret), **rest} if set(rest) <= {"body"}:
            place = re.fullmatch(URL, url)
            if not place or len(url) > 2000:
                raise Invalid("bad-journey", "`url` begins with https:// and the name of a host, without a port")
            if not re.fullmatch(NAME, secret):
                raise Invalid("bad-journey", "`secret` is the name of a secret that is stored, not the secret itself")
            body = rest.get("body", {})
            return Call(ways.id, ways.next, place["host"].lower(), place["path"] or "/", secret, _body(body))
    only(given, ("url", "secret", "body"), "`call`")
    raise Invalid("bad-journey", "`call` takes `url` and `secret`, and may have a `body`")


def _body(given: Any) -> tuple[tuple[str, Any], ...]:
    if not isinstance(given, Mapping) or len(given) > MOST or not all(map(_allowed, given.values())):
        raise Invalid("bad-journey", f"`body` has at most {MOST} texts, numbers, flags or `{{trait: name}}`")
    return tuple((str(name), value) for name, value in given.items())


def _allowed(value: Any) -> bool:
    match value:
        case str() | int() | float() | None:
            return True
        case {"trait": str(), **rest}:
            return not rest
    return False


def _filled(value: Any, traits: Mapping[str, Any]) -> Any:
    return traits.get(value["trait"]) if isinstance(value, Mapping) else value
