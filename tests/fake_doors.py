"""The doors with fakes behind them: everything in memory, nothing of AWS."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from segue.catalog_items import Placed, Statement
from segue.deliveries import Rejected
from segue.events import Event
from segue.http import Answer, Request, served
from segue.identifiers import identifiers_of
from segue.intake.accepting import Accepting, Outcome
from segue.intake.collecting import Collecting
from segue.intake.quarantine import record_id
from segue.intake.tallies import Tally
from segue.ledger import sort_key
from segue.segment_api.consent import consented
from segue.suppressions import Suppression
from segue.times import HOUR, to_text
from segue.write_keys import BROWSER, FIRST, Key
from tests.builders import NOON

KEY = "wk_test"


@dataclass
class FakeLedger:
    """Keeps the first event of each place."""

    places: dict[tuple[str, str], Event] = field(default_factory=dict)

    def append(self, events: Sequence[Event]) -> list[Outcome]:
        """As the real one."""
        return [self._put(event) for event in events]

    def first(self, events: Sequence[Event]) -> list[tuple[Event, Outcome]]:
        """As the real one."""
        outcomes = self.append(events)
        return [(self.places[_place(event)], outcome) for event, outcome in zip(events, outcomes, strict=True)]

    def _put(self, event: Event) -> Outcome:
        known = _place(event) in self.places
        self.places.setdefault(_place(event), event)
        return "duplicate" if known else "stored"

    @property
    def events(self) -> list[Event]:
        """In the order of arrival."""
        return list(self.places.values())


def _place(event: Event) -> tuple[str, str]:
    return str(identifiers_of(event)[0]), sort_key(event)


@dataclass
class FakeQuarantine:
    """Keeps what it is given."""

    rejected: list[Rejected] = field(default_factory=list)

    def keep(self, rejected: Sequence[Rejected]) -> list[bool]:
        """As the real one."""
        known = {record_id(one) for one in self.rejected}
        self.rejected += rejected
        return [record_id(one) not in known for one in rejected]


@dataclass
class FakeCatalog:
    """Keeps the highest statement of each source of each item."""

    standing: dict[tuple[str, str, str], Statement] = field(default_factory=dict)

    def state(self, statements: Sequence[Statement], /) -> list[Placed]:
        """As the real one."""
        return [self._state(one) for one in statements]

    def _state(self, one: Statement) -> Placed:
        place = one.kind, one.id, one.place
        if place in self.standing and self.standing[place].rank >= one.rank:
            return "duplicate"
        self.standing[place] = one
        return "stored"


class FakeKeys:
    """One write key of pages, for every origin."""

    def find(self, presented: Any) -> Key | None:
        """As the real one."""
        return Key(FIRST, BROWSER) if presented == KEY else None

    def checked(self, key: Key, _: str | None) -> Key:
        """As the real one."""
        return key

    def valid(self, presented: Any, _: str | None = None) -> bool:
        """As the real one."""
        return self.find(presented) is not None

    def proves(self, *_: str) -> bool:
        """Nobody has a hash here."""
        return False


@dataclass
class Behind:
    """What is behind a door."""

    ledger: FakeLedger = field(default_factory=FakeLedger)
    quarantine: FakeQuarantine = field(default_factory=FakeQuarantine)
    suppressed: list[Suppression] = field(default_factory=list)
    counted: list[Tally] = field(default_factory=list)
    catalog: FakeCatalog = field(default_factory=FakeCatalog)
    needed: frozenset[str] = frozenset()

    def accepting(self) -> Accepting:
        """The door's use case over these fakes."""
        return Accepting(self.ledger, self.quarantine, self.suppressed.extend, self.count, self.catalog)

    def count(self, tally: Tally, _: int) -> None:
        """As the real one."""
        self.counted.append(tally)

    def collecting(self) -> Collecting:
        """Segment's HTTP API over these fakes, with one write key."""
        return Collecting(
            self.accepting(),
            FakeKeys(),
            "https://api.shop.example",
            partial(consented, needed=self.needed),
        )

    def post(self, path: str, body: Any, headers: Mapping[str, str] | None = None, **more: Any) -> Answer:
        """A request with the write key as Basic user name; `body` as JSON or as the bytes given."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        given = {"authorization": basic(KEY)} if headers is None else headers
        request = Request("POST", path, more.get("query", {}), given, raw)
        return self.collecting().answer(request, more.get("now", NOON))

    def answered(self, path: str, raw: bytes, now: int = NOON) -> dict[str, Any]:
        """The same through Lambda's form, errors and all."""
        event = {
            "rawPath": path,
            "headers": {"Authorization": basic(KEY)},
            "requestContext": {"http": {"method": "POST"}},
            "body": base64.b64encode(raw).decode(),
            "isBase64Encoded": True,
        }
        return served(event, lambda request: self.collecting().answer(request, now))


def basic(user: str, password: str = "") -> str:
    """A Basic authorization header."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def a_track(**said: Any) -> dict[str, Any]:
    """A message of an hour ago."""
    known = {"type": "track", "event": "Product Viewed", "messageId": "m1", "anonymousId": "a1"}
    return {**known, "timestamp": to_text(NOON - HOUR), **said}


def the_event(path: str = "/v1/track", now: int = NOON, **said: Any) -> Event:
    """What becomes of such a message."""
    behind = Behind()
    behind.post(path, a_track(**said), now=now)
    return behind.ledger.events[0]
