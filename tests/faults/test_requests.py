"""Every request of the scenarios, looked at: strong reads, conditions, retries, permissions, one round trip."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from botocore.exceptions import ClientError

from segue.aws.clients import client
from segue.aws.source_counts import SOURCE
from tests.faults.cloud import permissions, stack
from tests.faults.cloud.hooked import inside
from tests.faults.cloud.statements import parse
from tests.faults.cloud.wire import Request
from tests.faults.cloud.world import World
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.shop import added, post, viewed

# Written without a condition, because a repeat of the same write changes nothing.
REPEATABLE = {
    ("RequestsTable", "PutItem"): "the live feed: a row under the batch's own name",
    ("PeopleTable", "DeleteItem"): "forgetting an absorbed person's membership",
    ("ContactPointsTable", "UpdateItem"): "a suppression, the moment at which an attempt ended",
    ("PlaybookTable", "PutItem"): "a version under the hash of its texts",
    ("IdentitiesTable", "UpdateItem"): "a pseudonym where there is none (if_not_exists)",
}

# Weak on purpose: what is decided by it is saved under the version that was read, and a stale version cannot be saved;
# what may be sent by a glance is asked for again by whoever sends it, who takes a slot under the version that it reads.
WEAK = {
    ("fold_events", "BatchGetItem", "IdentitiesTable"),
    ("dispatch_messages", "BatchGetItem", "PeopleTable"),
    ("dispatch_messages", "BatchGetItem", "IdentitiesTable"),
    ("dispatch_messages", "BatchGetItem", "ContactPointsTable"),
    ("dispatch_messages", "Query", "JourneysTable"),
    ("archive_events", "BatchGetItem", "IdentitiesTable"),  # a pseudonym never changes, and is made only where none is
}


def watched(play: Callable[[World], None], cold: bool = False, **options: object) -> list[Request]:
    """Every request of a play; `cold`: with every function's own first reads."""
    world, seen = World(shards=2, cold=cold), list[Request]()
    world.region.gate.watchers.append(seen.append)
    for name, value in options.items():
        setattr(world, name, value)
    with world.open():
        seen.clear()
        play(world)
    return seen


@cache
def requests() -> tuple[Request, ...]:
    """Every request of every scenario."""
    return tuple(one for scenario in SCENARIOS for one in watched(scenario.play) if one.function)


def of(service: str, *operations: str) -> Iterator[Request]:
    return (one for one in requests() if one.service == service and one.operation in operations)


def counts(one: Request) -> bool:
    """Whether it counts for a source: what is brought again is received again, so a repeat is meant to add. Or outcomes
    of messages: each is counted when it is new to its message, by a call that is not repeated."""
    return one.params.get("Key", {}).get("pk", {}).get("S", "").startswith((f"{SOURCE}#", "outcomes#"))


def test_every_read_that_decides_is_strong() -> None:
    weak = {
        (one.function, one.operation, one.params.get("TableName"))
        for one in of("dynamodb", "GetItem", "Query")
        if not one.params.get("ConsistentRead") and "IndexName" not in one.params
    }
    weak |= {
        (one.function, one.operation, table)
        for one in of("dynamodb", "BatchGetItem")
        for table, wanted in one.params["RequestItems"].items()
        if not wanted.get("ConsistentRead")
    }
    assert weak == WEAK


def test_every_write_is_conditional_or_listed_as_repeatable() -> None:
    bare = {
        (one.params["TableName"], one.operation)
        for one in of("dynamodb", "PutItem", "UpdateItem", "DeleteItem")
        if not one.params.get("ConditionExpression") and not counts(one)
    }
    assert bare <= set(REPEATABLE), bare - set(REPEATABLE)


def test_every_part_of_a_transaction_is_conditional() -> None:
    listed = [one.params["TransactItems"] for one in of("dynamodb", "TransactWriteItems")]
    assert listed
    alone = [(next(iter(part.values())), parts) for parts in listed for part in parts]
    assert all(conditional(one) or marked(parts) or versioned(parts) for one, parts in alone)


def conditional(part: dict[str, Any]) -> bool:
    return bool(part.get("ConditionExpression"))


def marked(parts: list[dict[str, Any]]) -> bool:
    """A count beside the mark that says what was counted: the mark's condition stands for both."""
    mark, *counts = (next(iter(one.values())) for one in parts)
    return conditional(mark) and [one["Key"]["pk"]["S"].startswith("source#") for one in counts if "Key" in one] == [
        True
    ]


def versioned(parts: list[dict[str, Any]]) -> bool:
    """What goes with a conversation: the condition on the version of its head stands for all of them."""
    head = next(iter(parts[0].values()))
    return conditional(head) and head.get("Item", {}).get("sk") == {"S": "head"}


def test_every_statement_inserts_or_compares_the_version() -> None:
    texts = {one["Statement"] for many in of("dynamodb", "BatchExecuteStatement") for one in many.params["Statements"]}
    assert texts
    assert all(parse(text).verb == "INSERT" or "v" in parse(text).keys for text in texts)


def test_nothing_that_sends_is_ever_tried_again_by_the_sdk() -> None:
    carried = {one.name for one in requests() if one.operation in ("SendEmail", "Publish")}
    assert carried == {"sesv2.SendEmail", "sns.Publish"}
    world = World()
    with world.open():
        config = client("sesv2", attempts=1).meta.config
    assert config.retries["total_max_attempts"] == 1
    assert (config.connect_timeout, config.read_timeout) == (1, 3)


def test_only_the_sender_sends() -> None:
    assert {one.function for one in of("sesv2", "SendEmail")} == {"send_email"}
    assert {one.function for one in of("sns", "Publish")} == {"send_sms", "send_push"}


def test_no_scan_and_no_transaction_where_every_event_passes() -> None:
    assert not list(of("dynamodb", "Scan"))
    assert {one.function for one in of("dynamodb", "TransactWriteItems")} <= {"fold_events", "people", "file_turns"}


@pytest.mark.parametrize("count", [1, 25])
def test_ingest_is_one_round_trip(count: int) -> None:
    def play(world: World) -> None:
        post(world, viewed(world, "warm", userId="u0"))
        world.region.meter.requests.clear()
        post(world, *(added(world, f"m{at}", userId="u1") for at in range(count)))
        assert sum(count for (name, _), count in world.region.meter.requests.items() if name == "collect") == 1

    watched(play)


def test_roles_allow_what_is_asked_and_refuse_the_rest() -> None:
    world = World()
    with world.open(), inside(world.region.gate, world.region.clock, {}):
        world.region.gate.alone.function = "publish_signals"
        with pytest.raises(ClientError, match="AccessDenied"):
            client("dynamodb").get_item(TableName="PeopleTable", Key={"pk": {"S": "p"}, "sk": {"S": "s"}})
        world.region.gate.alone.function = ""


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_cold_starts_at_every_call_change_nothing(scenario: Scenario) -> None:
    world = World(shards=2, cold=True)
    with world.open():
        scenario.play(world)
        assert len(world.region.mailbox.mails) == scenario.mails
        assert world.lambdas.errors == []


def test_pipeline_roles_hold_nothing_for_other_tables_than_they_touch() -> None:
    """What the scenarios never ask of a table at all, no role of the pipeline should reach."""
    started = watched(SCENARIOS[0].play, cold=True)
    asked = {
        (one.function, table) for one in (*requests(), *started) if one.function for _, table in permissions.needed(one)
    }
    reachable = {
        (function, target)
        for function in stack.functions()
        for _, target in permissions.allowed(function)
        if function in PIPELINE and target.endswith("Table")
    }
    assert reachable - asked == UNPLAYED


PIPELINE = ("collect", "fold_events", "publish_signals", "run_journeys", "dispatch_messages", "send_email")
UNPLAYED = {
    ("collect", "arn:aws:RequestsTable"),  # quarantine
    ("collect", "arn:aws:PlaybookTable"),  # the tracking plan
    ("fold_events", "arn:aws:CatalogTable"),  # who waits for a product: test_awaiting.py
    ("run_journeys", "arn:aws:LedgerTable"),  # steps that write: test_journey_faults.py
    ("run_journeys", "arn:aws:ConversationsTable"),  # tasks: test_conversation_faults.py
}
