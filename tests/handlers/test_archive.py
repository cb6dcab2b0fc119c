"""From the door to the archive: events and messages as rows, under a pseudonym that only the identity's row knows."""

import pytest

from segue.archive.rows import rows
from segue.times import HOUR, MINUTE
from segue.wiring.quarantine import quarantine
from tests.faults.cloud.failures import AwsError
from tests.faults.cloud.world import World
from tests.faults.kept_rows import archived, objects
from tests.faults.scenarios import KIM
from tests.faults.shop import identified, post
from tests.handlers.archived_day import shopped
from tests.handlers.starter import started

ARN = "arn:aws:dynamodb:us-east-1:123456789012:table/LedgerTable/stream/2026-01-01T00:00:00.000"
SECRETS = (KIM, "Kim", "Tent", "o-m3", "visitor-7")


@pytest.fixture
def batches():
    """What the archive was given."""
    return []


@pytest.fixture
def world(monkeypatch, batches):
    with started() as made:
        invoke = made.lambdas.invoke

        def noting(function, event, records=1):
            batches.extend([event["Records"]] if function == "archive_events" else [])
            return invoke(function, event, records)

        monkeypatch.setattr(made.lambdas, "invoke", noting)
        yield made


def named(world: World) -> set[tuple[str, str]]:
    return {(row["kind"], row["name"]) for row in archived(world).values()}


def test_what_came_in_is_rows_in_the_bucket(world):
    shopped(world)
    assert {
        ("identity", "Identified"),
        ("view", "Page Viewed"),
        ("checkout", "Product Added"),
        ("order", "Order Completed"),
        ("message", "Message Sent"),
    } <= named(world)
    assert all(key.startswith("new/date=2026-") and key.endswith(".json.gz") for key in objects(world))


def test_nothing_in_the_bucket_names_anybody(world):
    shopped(world)
    texts = [str(row) for row in archived(world).values()]
    keys = [row["pk"]["S"] for row in world.table("Identities").items()]
    assert not [one for one in texts for secret in (*SECRETS, *keys) if secret in one]


def test_a_batch_that_comes_again_takes_its_own_place(world, batches):
    shopped(world)
    before = objects(world)
    again(world, batches)
    assert objects(world) == before


def test_a_batch_that_comes_again_in_parts_changes_no_row(world, batches):
    shopped(world)
    before = archived(world)
    again(world, batches, parts=3)
    assert archived(world) == before


def again(world: World, batches: list[list[dict]], parts: int = 1) -> None:
    """Every batch that the archive was given, again, in so many parts."""
    for records in list(batches):
        size = -(-len(records) // parts)
        for start in range(0, len(records), size):
            world.lambdas.invoke("archive_events", {"Records": records[start : start + size]})


def test_what_no_row_can_be_made_of_waits_in_quarantine_and_stops_nobody(world, monkeypatch):
    def stumbling(event, key, shop):
        return rows(event, key, shop) if event.event else int(event.type)

    monkeypatch.setattr("segue.aws.archive_stream.rows", stumbling)
    shopped(world)
    with world.aside():
        assert {one.reason for one in quarantine().newest(10)} == {"not-archived"}
    assert ("order", "Order Completed") in named(world)
    assert ("view", "Page Viewed") not in named(world)


def test_a_message_that_cannot_be_read_waits_there_too(world):
    image = {"pk": {"S": "u_1"}, "sk": {"S": "u_1_2"}, "state_": {"S": "sent"}, "subject": {"S": KIM}}
    arn = ARN.replace("Ledger", "Messages")
    change = {"Keys": {}, "SequenceNumber": "5", "NewImage": image}
    world.lambdas.invoke("archive_events", {"Records": [{"eventSourceARN": arn, "dynamodb": change}]})
    with world.aside():
        (kept,) = quarantine().newest(10)
    assert (kept.reason, kept.delivery.headers["message"]) == ("not-archived", "u_1_2")
    assert KIM not in str(kept)


def test_a_bucket_that_does_not_answer_brings_the_batch_again(world, monkeypatch):
    def refused(_):
        raise AwsError("SlowDown", "Please reduce your request rate.", 503)

    post(world, identified(world, "m1", "u1", KIM))
    with monkeypatch.context() as patched:
        patched.setitem(world.region._answers, "s3.PutObject", refused)
        world.pass_time(10 * MINUTE)
        assert not objects(world)
    world.pass_time(HOUR)
    assert ("identity", "Identified") in named(world)
