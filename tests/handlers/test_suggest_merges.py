"""The nightly job in the in-memory cloud, with its own role: whom it suggests, once, and what it prints."""

import json

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.wiring.suggestions import suggestions
from tests.faults.cloud import queries
from tests.faults.cloud.world import World
from tests.faults.lookalikes import PAIRS, SAID, come, known_different, suggest, suggested
from tests.faults.shop import put_in_force
from tests.handlers.starter import started, starter_files


def counts(world: World) -> dict[str, object]:
    """What the last run printed."""
    return json.loads(world.lambdas.output[-1])


def writes(world: World) -> int:
    """Write units of the job."""
    return sum(units for (function, _), units in world.region.meter.writes.items() if function == "suggest_merges")


def dismiss_all(world: World) -> None:
    """Staff say of every suggestion that it is wrong."""
    with world.aside():
        for one in suggestions().newest(10):
            suggestions().decide(one.id, "dismissed", world.clock)


def test_people_who_look_the_same_are_suggested_with_evidence() -> None:
    with started() as world:
        come(world)
        suggest(world)
        found = suggested(world)
    assert len(found) == PAIRS
    assert all(probability > 900 for _, probability, _ in found)
    swapped = next(evidence for _, _, evidence in found if "given and family name swapped" in evidence)
    assert {"birth date with a typing error (75 % alike)", "same given name"} <= set(swapped)


def test_a_second_run_writes_nothing() -> None:
    with started() as world:
        come(world)
        suggest(world)
        before, units = suggested(world), writes(world)
        suggest(world)
        assert (suggested(world), writes(world)) == (before, units)
    assert counts(world)["new"] == 0


def test_what_was_dismissed_is_not_suggested_again() -> None:
    with started() as world:
        come(world)
        suggest(world)
        dismiss_all(world)
        suggest(world)
        assert suggested(world) == []


def test_people_who_are_known_to_be_two_are_not_suggested() -> None:
    with started() as world:
        come(world)
        with world.aside():
            one, other = (key_of(Identifier("user_id", user)) for user in ("u1", "u2"))
        known_different(world, one, other)
        suggest(world)
        assert len(suggested(world)) == PAIRS - 1


def test_people_who_became_one_are_one_record() -> None:
    with started() as world:
        come(world)
        with world.aside():
            one, other = (key_of(Identifier("user_id", user)) for user in ("u1", "u2"))
        redirect = {"pk": {"S": other}, "sk": {"S": "identity"}, "into": {"S": one}, "v": {"N": "1"}}
        world.table("People").write((other, "identity"), redirect)
        suggest(world)
        assert len(suggested(world)) == PAIRS - 1
    assert counts(world)["people"] == len(SAID) - 1


def test_the_playbook_says_how_many_a_run_may_add_and_the_next_run_goes_on() -> None:
    files = {**starter_files(), "policies/suggestions.yaml": "level: 250\nmost: 1\n"}
    with started() as world:
        come(world)
        put_in_force(world, files)
        suggest(world)
        assert (counts(world)["new"], counts(world)["waiting"]) == (1, PAIRS - 1)
        suggest(world)
        assert len(suggested(world)) == PAIRS


def test_many_pages_are_read_and_nothing_personal_is_printed(monkeypatch) -> None:
    monkeypatch.setattr(queries, "PAGE_BYTES", 150)
    with started() as world:
        come(world)
        suggest(world)
    assert world.region.meter.requests["suggest_merges", "dynamodb.Scan"] > len(SAID)
    assert counts(world)["people"] == len(SAID)
    assert counts(world)["everybody"] == "true"
    printed = world.lambdas.output[-1].casefold()
    assert not [word for word in ("lachlan", "berry", "tullaroo", "u_") if word in printed]
