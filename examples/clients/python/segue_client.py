"""A small client of Segue's API, to be copied: standard library alone, Python 3.11 or newer.

segue = Segue("https://YOUR-STACK", token)
person = segue.find("email", "kim@shop.example")
for entry in segue.timeline(person["id"]):
    print(entry["time"], entry["title"])
"""

import base64
import json
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

from segue_types import (
    MemberAnswer,
    MessageAnswer,
    MessageBody,
    PageMemberAnswer,
    PageSegmentAnswer,
    PageTimelineEntry,
    Person,
    SegmentAnswer,
    TimelineEntry,
    Who,
)

AGAIN = (429, 503)  # what may be asked again after a while
TRIES = 4


class Problem(Exception):
    """What the API refused, as a problem of RFC 9457; `reason` is the stable word to branch by."""

    def __init__(self, status: int, said: Mapping[str, Any]) -> None:
        super().__init__(f"{status} {said.get('title', '')}: {said.get('detail', '')}")
        self.status, self.said = status, said
        self.reason = str(said.get("type", "")).rpartition(":")[2]


@dataclass(frozen=True)
class Asked:
    """A request: `names` fill the path, `key` makes a repeat known."""

    method: str
    path: str
    names: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    key: str = ""


class Segue:
    """`address` is the stack's, `token` a JWT of staff or of a program of yours."""

    def __init__(self, address: str, token: str) -> None:
        self.address, self.token = address.rstrip("/"), token

    def find(self, kind: str, value: str) -> Person:
        """The customer behind an identifier. Raises Problem with status 404 where nobody is."""
        body: Who = {"type": kind, "value": value}
        return self._ask(Asked("POST", "/v1/people/find", body=body))

    def person(self, person: str) -> Person:
        """The customer of an id."""
        return self._ask(Asked("GET", "/v1/people/{person}", {"person": person}))

    def timeline(self, person: str) -> Iterator[TimelineEntry]:
        """Everything about a customer, the newest first, page by page."""
        before: dict[str, str] = {}
        while True:
            page: PageTimelineEntry = self._ask(
                Asked("GET", "/v1/people/{person}/timeline", {"person": person}, before)
            )
            yield from page["items"]
            following = page.get("next")
            if not following:
                return
            before = {"before": following}

    def segments(self) -> list[SegmentAnswer]:
        """The segments in force."""
        page: PageSegmentAnswer = self._ask(Asked("GET", "/v1/segments"))
        return page["items"]

    def members(self, segment: str) -> Iterator[MemberAnswer]:
        """Who is in a segment, page by page."""
        after: dict[str, str] = {}
        while True:
            page: PageMemberAnswer = self._ask(
                Asked("GET", "/v1/segments/{segment}/members", {"segment": segment}, after)
            )
            yield from page["items"]
            following = page.get("next")
            if not following:
                return
            after = {"after": following}

    def message(self, body: MessageBody, key: str = "") -> MessageAnswer:
        """Writes to a customer. `key` makes a repeat of yours the same message: keep it with what it is about."""
        return self._ask(Asked("POST", "/v1/messages", body=body, key=key or uuid.uuid4().hex))

    def _ask(self, asked: Asked) -> Any:
        filled = asked.path.format(**{name: quote(value, safe="") for name, value in asked.names.items()})
        url = f"{self.address}{filled}{'?' + urlencode(asked.query) if asked.query else ''}"
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        headers |= {"Idempotency-Key": asked.key} if asked.key else {}
        body = None if asked.body is None else json.dumps(asked.body).encode()
        return _sent(Request(url, body, headers, method=asked.method))


def track(address: str, write_key: str, events: list[dict[str, Any]]) -> None:
    """Sends events in the words of Segment's spec; each may have a `messageId`, by which a repeat is known."""
    key = base64.b64encode(f"{write_key}:".encode()).decode()
    headers = {"Authorization": f"Basic {key}", "Content-Type": "application/json"}
    batch = [{"messageId": uuid.uuid4().hex, **one} for one in events]
    _sent(Request(f"{address.rstrip('/')}/v1/batch", json.dumps({"batch": batch}).encode(), headers, method="POST"))


def _sent(request: Request, tries: int = TRIES) -> Any:
    """The answer; where the API is too busy it is asked again after as many seconds as it says."""
    try:
        with urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"{}")
    except HTTPError as refused:
        if refused.code not in AGAIN or tries == 1:
            raise Problem(refused.code, _read(refused)) from None
        time.sleep(float(refused.headers.get("Retry-After") or 1))
    return _sent(request, tries - 1)


def _read(refused: HTTPError) -> dict[str, Any]:
    try:
        return json.loads(refused.read())
    except ValueError:
        return {}
