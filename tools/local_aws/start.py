"""Starts MiniStack (the pinned version, in its own environment) with five gaps closed and four things made fast.

- DynamoDB writes a stream record for every item, however it was written. MiniStack 1.5.33 forgets it for PartiQL's
  INSERT, which is how a batch of events reaches the Ledger; `tests/local` notices when that changes.
- AWS allows a batch of PartiQL statements by what they do (`dynamodb:PartiQLInsert` on a table). MiniStack asks for an
  action of the call's name, which AWS does not have.
- AWS allows a batch of messages by what is done with each of them (`sqs:SendMessage`). Here, too, MiniStack asks for an
  action of the call's name.
- AWS allows a mail by the identity of its sender and a schedule by its group. MiniStack asks for every resource there
  is, and for the default group.
- A stack may save a query of CloudWatch Logs. MiniStack refuses what it does not know; here it is taken, and nobody can
  ask it.
- Every process of a function unpacks the layers again, which takes longer than its start. Here they are unpacked once
  and shared, read-only as on Lambda.
- Every process of a function looks where each of the thousands of files of its layers would lie, twice, before it
  unpacks them: half a second in which nothing else is answered. Here not, where they are unpacked already.
- Every call of a function that logs nothing is held back 50 ms, in case a line still comes. Here it is held back 5;
  a line that comes later stands in the log of the next call.
- What was scheduled for a moment happens up to 10 seconds later. Here it is looked for every second.
"""

import hashlib
import json
import re
import threading
import zipfile
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from ministack.app import main
from ministack.core import iam_actions, lambda_runtime
from ministack.services import dynamodb, scheduler
from ministack.services.cloudformation import provisioners

STATEMENT = re.compile(r'\s*(INSERT INTO|UPDATE|DELETE FROM|SELECT .* FROM)\s+"?([\w.-]+)"?', re.IGNORECASE | re.DOTALL)
LAYER = re.compile(r"layer_\d+(\.zip)?")
LOG_SECONDS = 0.005
unpacking = threading.Lock()


def record_inserts() -> None:
    """From here on an INSERT that was carried out is on the table's stream."""
    insert = dynamodb._partiql_insert

    def recorded(table: dict[str, Any], parsed: dict[str, Any]) -> Any:
        answer = insert(table, parsed)
        if answer[0] == 200:
            item = parsed["item"]
            dynamodb._emit_stream_event(parsed["table"], "INSERT", None, item["M"] if set(item) == {"M"} else item)
        return answer

    dynamodb._partiql_insert = recorded


def allow_statements() -> None:
    """From here on each statement of a batch is allowed or refused as the action that it is."""
    of_transaction = iam_actions.dynamodb_transaction_checks

    def checks(action: str, body: bytes, region: str, account: str) -> list[tuple[str, str]]:
        if action != "dynamodb:BatchExecuteStatement":
            return of_transaction(action, body, region, account)
        found = {STATEMENT.match(one["Statement"]).groups() for one in json.loads(body)["Statements"]}
        named = [(verb.split()[0].capitalize(), table) for verb, table in sorted(found)]
        arn = f"arn:aws:dynamodb:{region}:{account}:table"
        return [(f"dynamodb:PartiQL{verb}", f"{arn}/{table}") for verb, table in named]

    iam_actions.dynamodb_transaction_checks = checks


def allow_batches() -> None:
    """From here on a batch of messages is allowed or refused as the action that it is of each."""
    of_call = iam_actions.extract_iam_action

    def action(service: str, *request: Any) -> str | None:
        found = of_call(service, *request)
        return found.removesuffix("Batch") if found and found.startswith("sqs:") else found

    iam_actions.extract_iam_action = action


def name_resources() -> None:
    """From here on mails and schedules are allowed or refused on what they really are."""
    of_request = iam_actions.extract_resource_arn

    def resource(service: str, *request: Any) -> str:
        _, path, _, body, _, region, account = request
        place = f"{region}:{account}"
        if service == "ses" and path.rstrip("/").endswith("/outbound-emails"):
            domain = json.loads(body)["FromEmailAddress"].rpartition("@")[2].strip("> ")
            return f"arn:aws:ses:{place}:identity/{domain}"
        if service == "scheduler" and path.startswith("/schedules/") and body:
            group, name = json.loads(body).get("GroupName", "default"), path.rpartition("/")[2]
            return f"arn:aws:scheduler:{place}:schedule/{group}/{name}"
        return of_request(service, *request)

    iam_actions.extract_resource_arn = resource


def take_queries() -> None:
    """From here on a saved query is a part of a stack that is there and does nothing."""

    def create(logical_id: str, _properties: dict[str, Any], stack: str) -> tuple[str, dict[str, Any]]:
        return f"{stack}-{logical_id}", {}

    query = {"create": create, "delete": lambda _id, _properties: None}
    provisioners._RESOURCE_HANDLERS["AWS::Logs::QueryDefinition"] = query


def share_layers() -> None:
    """From here on a folder named `layer_<n>` is a link to the one place where that layer was unpacked, and what has
    been unpacked is not looked through again."""
    extract_all, names = zipfile.ZipFile.extractall, zipfile.ZipFile.namelist

    def extract(archive: zipfile.ZipFile, path: Any = None, members: Any = None, pwd: Any = None) -> None:
        if path is None or not LAYER.fullmatch(Path(path).name):
            extract_all(archive, path, members, pwd)
            return
        shared = _shared(archive)
        with unpacking:
            if not shared.exists():
                extract_all(archive, f"{shared}.new", names(archive), pwd)
                Path(f"{shared}.new").rename(shared)
        Path(path).rmdir()
        Path(path).symlink_to(shared, target_is_directory=True)

    def listed(archive: zipfile.ZipFile) -> list[str]:
        known = LAYER.fullmatch(Path(archive.filename or "").name) and _shared(archive).exists()
        return [] if known else names(archive)

    zipfile.ZipFile.extractall, zipfile.ZipFile.namelist = extract, listed


def _shared(archive: zipfile.ZipFile) -> Path:
    """Where the layer of this archive is unpacked."""
    contents = repr([(one.filename, one.CRC) for one in archive.infolist()])
    return Path(gettempdir()) / f"layer-{hashlib.sha256(contents.encode()).hexdigest()[:16]}"


def answer_at_once() -> None:
    """From here on a call that logs nothing is not waited for."""
    collect = lambda_runtime.Worker._drain_stderr_bounded
    lambda_runtime.Worker._drain_stderr_bounded = lambda worker: collect(worker, LOG_SECONDS)


if __name__ == "__main__":
    record_inserts()
    allow_statements()
    allow_batches()
    name_resources()
    take_queries()
    share_layers()
    answer_at_once()
    scheduler._SCHEDULE_TICK_INTERVAL = 1
    main()
