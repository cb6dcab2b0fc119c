"""Pseudonyms: one for each identity, which only the row of that identity knows."""

import pytest

from segue.aws.ledger import key_of
from segue.aws.numbering import Numbering
from segue.identifiers import Identifier
from segue.times import HOUR
from segue.wiring.people import profiles
from tests.faults.cloud.world import World
from tests.faults.kept_rows import archived
from tests.faults.scenarios import KIM
from tests.faults.shop import identified, post
from tests.handlers.archived_day import shopped
from tests.handlers.starter import started


@pytest.fixture
def world():
    with started() as made:
        yield made


def key_of_kim() -> str:
    return key_of(Identifier("user_id", "u1"))


def number_of_kim(world: World) -> int:
    return int(world.table("Identities").get((key_of_kim(), ""))["w"]["N"])


def test_events_and_messages_of_one_person_lie_under_one_pseudonym(world):
    shopped(world)
    who = {row["kind"]: row["who"] for row in archived(world).values()}
    assert who["order"] == who["message"] == number_of_kim(world) > 0


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
