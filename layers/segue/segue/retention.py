"""How long what is kept, and what sees to it: the one declaration. docs/retention.md and the records of processing are
made of it; `tests/template/test_retention.py` holds every table and bucket of the template, and rows, against it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.errors import Invalid, inside
from segue.spelling import only
from segue.times import DAY, SECOND, Millis

TTL = "time to live of the row"
LIFECYCLE = "lifecycle of the bucket"
NIGHT = "the job of the night, and the bucket's lifecycle"
ERASURE = "until somebody is erased"
QUEUE = "retention of the queue"
LOGS = "retention of the log group"
STAYS = "the shop's own, until it is changed"
POLICY = "retention"


@dataclass(frozen=True)
class Kept:
    """A class of data: what it is, the resources of the template that it lies in, for how many days, None for no set
    time; `by` what ends it. `parameter` of the template, or `least` and `most` of the policy, change the days: what the
    policy does not name is kept until somebody is erased, so that no row changes before a shop says so."""

    name: str
    what: str
    places: tuple[str, ...]
    days: int | None
    by: str
    parameter: str = ""
    least: int = 0
    most: int = 0
    people: bool = True


CLASSES: tuple[Kept, ...] = (
    Kept("events", "What happened: views, carts, turns, sends", ("LedgerTable",), 400, TTL),
    Kept("lasting", "Orders, consent, identity, requests of people", ("LedgerTable",), None, ERASURE),
    Kept(
        "profiles",
        "Who somebody is, what is known of them, where they may be written to, their segments",
        ("IdentitiesTable", "PeopleTable", "ContactPointsTable", "MembersTable"),
        None,
        ERASURE,
    ),
    Kept("messages", "Messages, sent or not, with why", ("MessagesTable",), None, TTL, least=400, most=3650),
    Kept("journeys", "Runs of journeys that are over", ("JourneysTable",), None, ERASURE),
    Kept(
        "conversations",
        "Conversations with turns and notes, after the last word",
        ("ConversationsTable",),
        None,
        TTL,
        least=90,
        most=3650,
    ),
    Kept("attachments", "Files of conversations", ("AttachmentsBucket",), 400, LIFECYCLE, "AttachmentDays"),
    Kept("exports", "What people asked to have", ("ExportsBucket",), 7, LIFECYCLE),
    Kept("erasures", "Who was erased, as keyed hashes", ("ErasuresBucket",), 400, LIFECYCLE, people=False),
    Kept("quarantine", "What was not understood", ("RequestsTable",), 400, TTL),
    Kept("audit", "Who of the staff did what", ("RequestsTable",), 730, TTL),
    Kept("requests", "Requests of people and receipts, which name nobody", ("RequestsTable",), 1095, TTL),
    Kept("undelivered", "What could not be delivered", ("RequestsTable",), 14, TTL),
    Kept("archive", "What happened, under pseudonyms", ("ArchiveBucket",), 1095, NIGHT, "ArchiveDays", 36, 1095),
    Kept("results", "Results of measures and what is not archived yet", ("ArchiveBucket",), 35, LIFECYCLE),
    Kept("models", "What the night has gathered to learn from", ("ModelsBucket",), 3, LIFECYCLE),
    Kept("imports", "Files that the shop brings", ("ImportsBucket",), 7, LIFECYCLE),
    Kept("waiting", "Who waits for a product", ("CatalogTable",), 180, TTL),
    Kept("catalog", "Products and content", ("CatalogTable",), None, STAYS, people=False),
    Kept("playbook", "Definitions, in all versions", ("PlaybookTable",), None, STAYS, people=False),
    Kept("queues", "What is under way, by ids", (), 14, QUEUE),
    Kept("logs", "What functions log, without an id of anybody", ("Logs",), 30, LOGS, "LogRetentionDays", people=False),
)
BY_NAME = {one.name: one for one in CLASSES}


def retention_policy(spec: Mapping[str, Any]) -> dict[str, int]:
    """Days by class that `policies/retention.yaml` changes. Raises Invalid("bad-policy")."""
    changeable = {one.name: one for one in CLASSES if one.most}
    only(spec, changeable, "the policy of retention")
    return {name: _within(changeable[name], days) for name, days in spec.items()}


def _within(one: Kept, days: Any) -> int:
    if not isinstance(days, int) or isinstance(days, bool) or not one.least <= days <= one.most:
        with inside(one.name):
            raise Invalid("bad-policy", f"`{one.name}` is kept for {one.least} to {one.most} days")
    return days


def days_of(policies: Mapping[str, Mapping[str, Any]], name: str) -> int | None:
    """For how many days a class is kept by the policies in force; None where it has no set time."""
    return policies.get(POLICY, {}).get(name, BY_NAME[name].days)


def ends(policies: Mapping[str, Mapping[str, Any]], name: str, since: Millis) -> dict[str, int]:
    """The attribute that ends a row of a class whose time began then; {} where it has no set time."""
    days = days_of(policies, name)
    return {"ttl": (since + days * DAY) // SECOND} if days else {}
