"""From the door to the archive: events and messages as rows, under a pseudonym that only the identity's row knows."""

import pytest

from segue.archive.rows import rows
from segue.aws.ledger import key_of
from segue.aws.numbering import Numbering
from segue.identifiers import Identifier
from segue.times import HOUR, MINUTE
from segue.wiring.people import profiles
from segue.wiring.quarantine import quarantine
from tests.faults.cloud.failures import AwsError
from tests.faults.cloud.world import World
from tests.faults.kept_rows import archived, objects
from tests.faults.providers import ses_reported
from tests.faults.scenarios import KIM
from tests.faults.shop import added, identified, ordered, post, viewed
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


def shopped(world: World) -> None:
    """Kim looks around, leaves a cart, is reminded, opens the mail and orders."""
    post(world, identified(world, "m1", "u1", KIM, anonymousId="visitor-7"), viewed(world, "m2", userId="u1"))
    post(world, added(world, "m4", userId="u1"))
    world.pass_time(4 * HOUR)
    (mail,) = world.region.mailbox.mails[:1]
    ses_reported(world, mail, "Open")
    post(world, ordered(world, "m3", userId="u1"))
    world.pass_time(HOUR)


def key_of_kim() -> str:
    return key_of(Identifier("user_id", "u1"))


def number_of_kim(world: World) -> int:
    return int(world.table("Identities").get((key_of_kim(), ""))["w"]["N"])


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


def test_events_and_messages_of_one_person_lie_under_one_pseudonym(world):
    shopped(world)
    who = {row["kind"]: row["who"] for row in archived(world).values()}
    assert who["order"] == who["message"] == number_of_kim(world) > 0


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


def test_an_identity_that_the_fold_has_not_come_to_is_numbered_and_folded_all_the_same(world):
    post(world, identified(world, "m1", "u1", KIM))
    records = [one for shard in world.table("Ledger").stream.shards for one in shard]
    world.lambdas.invoke("archive_events", {"Records": records})
    who = number_of_kim(world)
    world.pass_time(HOUR)
    assert number_of_kim(world) == who
    assert profiles().read(key_of_kim()).told("traits")
    assert {row["who"] for row in archived(world).values()} == {who}


def test_what_came_long_ago_of_somebody_who_is_gone_is_nobodys(world):
    post(world, identified(world, "m1", "u1", KIM))
    records = [one for shard in world.table("Ledger").stream.shards for one in shard]
    world.region.clock.advance(2 * HOUR)
    world.lambdas.invoke("archive_events", {"Records": records})
    assert {row["who"] for row in archived(world).values()} == {0}
    assert not list(world.table("Identities").items())


def test_a_pseudonym_stays_through_folds_links_and_rebuilds(world):
    shopped(world)
    before = {row["pk"]["S"]: row["w"]["N"] for row in world.table("Identities").items()}
    stream = world.table("Ledger").stream
    world.lambdas.invoke("fold_events", {"Records": [one for shard in stream.shards for one in reversed(shard)]})
    post(world, identified(world, "m9", "u1", KIM, anonymousId="visitor-8"))
    world.pass_time(HOUR)
    after = {row["pk"]["S"]: row["w"]["N"] for row in world.table("Identities").items()}
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after) > len(before)


def test_who_was_deleted_and_comes_again_is_another_one(world):
    shopped(world)
    before = number_of_kim(world)
    world.table("Identities").write((key_of_kim(), ""), None)
    numbering = Numbering("IdentitiesTable", seconds=0)
    with world.aside():
        assert numbering([key_of_kim()]) == {}
        assert numbering([key_of_kim()], [key_of_kim()]) != {key_of_kim(): before}


def test_a_row_without_a_pseudonym_gets_one_that_stays(world):
    shopped(world)
    row = dict(world.table("Identities").get((key_of_kim(), "")))
    del row["w"]
    world.table("Identities").write((key_of_kim(), ""), row)
    with world.aside():
        (made,) = Numbering("IdentitiesTable")([key_of_kim()]).values()
        assert Numbering("IdentitiesTable")([key_of_kim()]) == {key_of_kim(): made}
    assert world.table("Identities").get((key_of_kim(), "")) == {**row, "w": {"N": str(made)}}


def test_no_more_is_remembered_than_there_is_room_for(world):
    shopped(world)
    keys = [row["pk"]["S"] for row in world.table("Identities").items()]
    numbering = Numbering("IdentitiesTable", most=1)
    with world.aside():
        assert len(numbering(keys)) == len(keys) > 1
    assert len(numbering._known) == 1


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
