"""What the tour knows of a browser, and what it has seen of a step."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol

from segue.console.words import label

ACCOUNTS = {"user_id": "account", "customer_id": "account"}  # to a customer their number is their account
NAME = re.compile(r"[\w-]{0,64}")
Json = Mapping[str, Any]


class Answers(Protocol):
    """The people API as it is asked here. Raises Refused."""

    def get(self, path: str, /) -> Any: ...


class Desk(Protocol):
    """Somebody of the staff: the API, and who is behind an identifier."""

    def api(self) -> Answers: ...

    def find(self, kind: str, value: str, /) -> dict[str, Any] | None: ...


class Browser(NamedTuple):
    """The visitor's id on the laptop and on the phone, the carts there, and whether the measures were opened."""

    visitor: str
    cart: str = ""
    phone: str = ""
    phone_cart: str = ""
    left: bool = False

    @classmethod
    def of(cls, said: Json) -> "Browser":
        """What the page says of itself. Raises ValueError."""
        phone = said.get("phone")
        phone = phone if isinstance(phone, dict) else {}
        names = [said.get("visitor"), said.get("cart"), phone.get("visitor"), phone.get("cart")]
        texts = ["" if one is None else one for one in names]
        if not all(isinstance(one, str) and NAME.fullmatch(one) for one in texts):
            raise ValueError("these are no ids")
        return cls(*texts, left=said.get("left") is True)


class Seen(NamedTuple):
    """Whether a step is done, what happened inside in sentences, and where the console shows it; before it is done,
    what is still awaited. `ids` are sentences for whoever wants to look something up. `ready`: whether what the step
    offers may be done."""

    done: bool
    facts: Sequence[str] = ()
    links: Sequence[Json] = ()
    ids: Sequence[str] = ()
    ready: bool = True

    def told(self) -> Json:
        """As the page takes it."""
        told = {"facts": list(self.facts), "links": list(self.links), "ids": list(self.ids)}
        return {"done": self.done, **told, "ready": self.ready}


def awaited(*facts: str, ready: bool = True) -> Seen:
    """What is not done yet."""
    return Seen(False, facts, ready=ready)


def link(text: str, path: str) -> Json:
    """A page of the console."""
    return {"text": text, "path": f"/console{path}"}


def person_of(desk: Desk, visitor: str) -> Json:
    """The person behind a visitor; {} while there is none."""
    return (desk.find("anonymous_id", visitor) or {}) if visitor else {}


def entries(desk: Desk, person: Json, kind: str = "event") -> Sequence[Json]:
    """The newest of what happened to somebody, newest first."""
    return desk.api().get(f"/v1/people/{person['id']}/timeline?limit=100&kind={kind}")["items"]


def kinds(person: Json) -> str:
    """By what somebody is known, in words: browser, e-mail and account."""
    found = {ACCOUNTS.get(one["type"]) or label(one["type"]).lower(): None for one in person["identifiers"]}
    *first, last = found
    return f"{', '.join(first)} and {last}" if first else last


def seconds_between(earlier: str, later: str) -> float:
    """Seconds from one moment to another, both as the API writes them."""
    return (moment(later) - moment(earlier)).total_seconds()


def moment(said: str) -> datetime:
    """A moment as the API writes it."""
    return datetime.fromisoformat(said.replace("Z", "+00:00")).astimezone(UTC)


def ago(said: str) -> float:
    """Seconds since a moment."""
    return (datetime.now(UTC) - moment(said)).total_seconds()


def counted(number: int, one: str) -> str:
    """1 event, 3 events."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
