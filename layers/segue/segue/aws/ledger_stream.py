"""What the Ledger's stream brings, as values of the domain."""

from typing import Any

from segue.aws.ledger import readable
from segue.deliveries import Delivery, Rejected
from segue.lambdas import Lambda, stream_records
from segue.profile.identities import Record


def records_of(event: Lambda) -> tuple[list[Record], list[Rejected]]:
    """The Ledger's stream: events with their place in it, and rows that are no events."""
    records, broken = [], []
    for stream, sequence, new, _ in stream_records(event):
        found = readable(new)
        if found:
            records.append(Record(new["pk"], found, sequence, stream.rpartition("/")[2]))
        else:
            broken.append(_broken(new))
    return records, broken


def _broken(row: dict[str, Any]) -> Rejected:
    came = Delivery(row.get("s", ""), "ledger", row.get("b", b""), {"key": row["pk"]}, row.get("r", 0))
    return Rejected(came, "not-an-event", "a row of the ledger whose bytes are no event")
