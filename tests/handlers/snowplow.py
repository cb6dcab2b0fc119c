"""The web events that Snowplow tests its own models with, as a site's SDK would have sent them to `collect`.

https://github.com/snowplow/dbt-snowplow-web (Apache-2.0); read from a folder beside the repository.
"""

import base64
import csv
import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from segue.aws.ledger import key_of
from segue.aws.secrets import write_key
from segue.events import Event
from segue.identifiers import Identifier
from segue.profile.profiles import Profile
from segue.times import MINUTE, SECOND, Millis, from_text, to_text
from segue.wiring.people import people, profiles
from segue.wiring.quarantine import quarantine
from segue_tools.places import ROOT
from tests.faults.cloud.world import World
from tests.faults.endings import ledger_of, violations
from tests.faults.shop import http

DATA = ROOT.parent / "shared" / "data" / "datasets" / "snowplow_web"
SCHEMAS = "_com_snowplowanalytics_snowplow_"
CAMPAIGN = {"name": "mkt_campaign", "source": "mkt_source", "medium": "mkt_medium", "term": "mkt_term"}
PAGE = {
    "url": "page_url",
    "path": "page_urlpath",
    "search": "page_urlquery",
    "title": "page_title",
    "referrer": "page_referrer",
}
Row = dict[str, str]
Message = dict[str, Any]
MOST = 1000  # in quarantine


def table(name: str) -> list[Row]:
    """A file of the data set: `source/events`, `expected/users_expected`; nothing is the empty text."""
    folder, _, file = name.partition("/")
    with gzip.open(DATA / folder / f"snowplow_web_{file}.csv.gz", "rt", newline="") as lines:
        return list(csv.DictReader(lines))


def time_of(text: str) -> Millis:
    """`2021-03-02 15:55:18.539 UTC`."""
    return from_text(text.removesuffix(" UTC").replace(" ", "T") + "Z")


def message(row: Row) -> Message:
    """A row in the Segment spec: a view is a page, everything else a track; a ping is the sign that somebody reads."""
    page = _given(row, PAGE)
    said = {"type": "page", "name": row["page_title"]} if row["event"] == "page_view" else {"type": "track"}
    said |= {} if row["event"] == "page_view" else {"event": _event(row)}
    campaign = _given(row, CAMPAIGN)
    context = {"page": page, "userAgent": row["useragent"], "library": {"name": "analytics.js"}}
    return said | {
        "messageId": row["event_id"],
        "userId": row["user_id"] or None,
        "anonymousId": row["domain_userid"] or None,
        "timestamp": to_text(time_of(row["dvce_created_tstamp"])),
        "properties": {**(page if row["event"] == "page_view" else {}), **_properties(row)},
        "context": context | ({"campaign": campaign} if campaign else {}),
    }


def _given(row: Row, names: dict[str, str]) -> Message:
    return {name: row[column] for name, column in names.items() if row[column]}


def _event(row: Row) -> str:
    """`Authentication Login`, `Link Click`, `Consent Preferences`, `Page Ping`."""
    name = f"{row['se_category']} {row['se_action']}" if row["event"] == "struct" else row["event_name"]
    return name.replace("_", " ").title()


def _properties(row: Row) -> Message:
    """What only an event of its kind says."""
    own = next((row[name] for name in row if f"event{SCHEMAS}{row['event_name']}_" in name and row[name]), "[]")
    views = json.loads(row[f"contexts{SCHEMAS}web_page_1_0_0"] or "[]")
    return {name: value for one in json.loads(own) for name, value in one.items()} | {"page_view": views}


def signed_out(row: Row) -> Row:
    """The same by somebody who has not signed in: another event, of the browser alone."""
    return row | {"event_id": f"out-{row['event_id']}", "user_id": ""}


@dataclass(frozen=True)
class Upload:
    """What a browser sent at once; `behind`: how far its clock was, and delivery took, behind the collector's (ms)."""

    received: Millis
    behind: Millis
    messages: list[Message]


def uploads(rows: Iterable[Row]) -> list[Upload]:
    """The file's rows as they came, repeats included, in order of arrival."""

    def together(row: Row) -> tuple[str, str, str, str]:
        return row["collector_tstamp"], row["dvce_sent_tstamp"], row["domain_userid"], row["user_id"]

    return [
        Upload(time_of(came), time_of(came) - time_of(sent), [message(row) for row in some])
        for (came, sent, *_), some in groupby(sorted(rows, key=together), key=together)
    ]


@dataclass(frozen=True)
class Seen:
    """What became of it. `people`: whom each user id and each browser leads to; `apart`: why links were left out;
    `quarantined`: reasons; `wrong`: what must never be."""

    sent: int
    ledger: dict[str, list[Event]]
    quarantined: tuple[str, ...]
    people: dict[str, Profile]
    apart: dict[str, set[str]]
    wrong: list[str]

    @property
    def events(self) -> list[Event]:
        """All that is stored."""
        return [one for some in self.ledger.values() for one in some]

    @property
    def partition(self) -> set[frozenset[str]]:
        """Who is one person."""
        together: dict[str, set[str]] = {}
        for name, person in self.people.items():
            together.setdefault(person.id, set()).add(name)
        return set(map(frozenset, together.values()))

    def of(self, name: str) -> list[Event]:
        """The person's events in the ledger."""
        return [event for one in self.people[name].identities for event in self.ledger.get(one, [])]

    def ids(self, name: str) -> list[str]:
        """Their ids, sorted."""
        return sorted(one.message_id for one in self.of(name))

    def count(self, name: str, kind: str = "") -> int:
        """How many events the profile counts; of one kind (`viewed`) only."""
        return sum(row["count"] for row in self.people[name].told("engagement") if kind in row["kind"])


def collected(sent: Sequence[Upload]) -> Seen:
    """What became of it in this order. Each upload is folded before the next comes.

    One whose time has passed comes as from a browser that was offline: later by its own clock too, so that when its
    events happened stays the same.
    """
    world = World()
    world.region.clock.now = min(one.received for one in sent) - SECOND
    refused = 0
    with world.open():
        for one in sent:
            world.pass_time(max(one.received - world.clock, SECOND))
            refused += _posted(world, one).get("quarantined", 0)
        world.pass_time(MINUTE)
        with world.aside():
            kept = tuple(one.reason for one in quarantine().newest(MOST))
            assert refused == len(kept)
            return _seen(world, [said for one in sent for said in one.messages], kept)


def _seen(world: World, said: list[Message], kept: tuple[str, ...]) -> Seen:
    named = {one["userId"]: "user_id" for one in said} | {one["anonymousId"]: "anonymous_id" for one in said}
    keys = {name: key_of(Identifier(kind, name)) for name, kind in named.items() if name}
    owners = {name: person.id for name, key in keys.items() if (person := profiles().read(key))}
    sets = people().sets(sorted(set(owners.values())))
    return Seen(
        sent=len(said),
        ledger=ledger_of(world),
        quarantined=kept,
        people={name: found for name, person in owners.items() if (found := profiles().read(person))},
        apart={name: set(sets[person].out.values()) for name, person in owners.items()},
        wrong=violations(world),
    )


def _posted(world: World, one: Upload) -> Message:
    with world.aside():
        token = base64.b64encode(f"{write_key()}:".encode()).decode()
    body = {"batch": one.messages, "sentAt": to_text(world.clock - one.behind)}
    request = http("POST", "/v1/batch", json.dumps(body), {"authorization": f"Basic {token}"})
    answer = world.call("collect", lambda: request)
    assert answer["statusCode"] == 200, answer
    return json.loads(answer["body"])
