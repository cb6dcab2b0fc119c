"""`segue records`: records of processing, data map and assessment pack, as files; and what of the template they are
made of.

`PYTHONPATH=layers/segue:tools:. python -m segue_tools.records` writes `segue/records/stack.json` and the table of
docs/retention.md; a test holds that both are what would be written.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from segue.records.writing import FILES, written
from segue.retention import CLASSES
from segue_tools import sessions
from segue_tools.commands import command
from segue_tools.places import ROOT
from segue_tools.progress import say
from segue_tools.templates import resources, template

PLACE = ROOT / "layers" / "segue" / "segue" / "records" / "stack.json"
PAGE = ROOT / "docs" / "retention.md"
BEGIN, END = "<!-- written by `python -m segue_tools.records` -->\n", "<!-- end of the table -->\n"
OPTIONS = {"email": "EmailProvider", "sms": "SmsProvider", "whatsapp": "WhatsappProvider", "helpdesk": "HelpDesk"}
FIXED = {"messenger": ["meta"], "instagram": ["meta"], "x": ["x"], "push": ["apns", "fcm"], "inapp": []}
MEASURES = [
    "Roles agent, marketer, privacy and admin; staff sign in through Amazon Cognito; an audit trail of what they do.",
    "Identities are keyed hashes; the archive knows pseudonyms alone.",
    "Write keys, provider signatures and user hashes at the doors; unverified identifiers merge no known people.",
    "Each function has a role of its own with the rights that it uses.",
    "No personal data in logs, keys, links or names of timers.",
]


def commands(parsers: Any) -> None:
    """Adds the command."""
    one = command(parsers, "records", "records of processing, data map and assessment pack, as files")
    one.add_argument("--to", required=True, metavar="FOLDER", type=Path, help="is made where there is none")
    one.set_defaults(act=write)


def write(said: argparse.Namespace) -> None:
    """Writes the files of the playbook in force."""
    found = sessions.current().door.get("/v1/privacy/records")
    said.to.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (said.to / name).write_text(written(found, name), encoding="utf-8")
        say(f"{said.to / name}")


def declared() -> dict[str, Any]:
    """What the template says of stores, carriers and measures."""
    tables, buckets = resources("AWS::DynamoDB::Table"), resources("AWS::S3::Bucket")
    stores = [{"name": name, "kind": "table"} for name in sorted(tables)]
    stores += [{"name": name, "kind": "bucket"} for name in sorted(buckets)]
    parameters = template()["Parameters"]
    carriers = {channel: parameters[name]["AllowedValues"] for channel, name in OPTIONS.items()}
    return {"stores": stores, "carriers": carriers | FIXED, "measures": [*_kept_safe(tables, buckets), *MEASURES]}


def _kept_safe(tables: dict[str, Any], buckets: dict[str, Any]) -> list[str]:
    """What is true of all tables and all buckets; of some it says how many."""
    encrypted = sum(bool(one.get("SSESpecification", {}).get("SSEEnabled")) for one in tables.values())
    back = sum("PointInTimeRecoverySpecification" in one for one in tables.values())
    closed = sum(all(one["PublicAccessBlockConfiguration"].values()) for one in buckets.values())
    queues = resources("AWS::SQS::Queue").values()
    safe = sum(bool(one.get("SqsManagedSseEnabled")) for one in queues)
    return [
        f"{encrypted} of {len(tables)} tables are encrypted with a KMS key; {back} go back to any second in 35 days.",
        f"{closed} of {len(buckets)} buckets are closed to the public; {safe} of {len(queues)} queues are encrypted.",
        "Buckets refuse what does not come over TLS (parameter TlsOnly).",
        f"{len(resources('AWS::KMS::Key'))} classes of sensitive traits may have keys of their own, rotated each year.",
    ]


def table() -> str:
    """The classes of data, as docs/retention.md lists them."""
    rows = "".join(
        f"| {one.name} | {one.what} | {', '.join(f'`{place}`' for place in one.places) or 'queues'} | "
        f"{f'{one.days} days' if one.days else 'as declared' if one.most else '–'} | {one.by} | {_changed(one)} |\n"
        for one in CLASSES
    )
    return f"| class | what | where | kept | ended by | changed by |\n|---|---|---|---|---|---|\n{rows}"


def _changed(one: Any) -> str:
    ways = [f"parameter `{one.parameter}`"] if one.parameter else []
    ways += [f"`policies/retention.yaml`, {one.least} to {one.most} days"] if one.most else []
    return "; ".join(ways) or "–"


def with_table(page: str) -> str:
    """The page with the table as it should be."""
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + table() + END + rest.partition(END)[2]


if __name__ == "__main__":
    PLACE.write_text(json.dumps(declared(), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
