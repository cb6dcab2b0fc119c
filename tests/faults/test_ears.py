"""What a signal costs in `run_journeys`: nothing where nobody hears it, no look for runs where it only begins one."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from segue.playbook.compiling import compile_playbook
from segue.times import MINUTE
from segue.wiring.tables import playbooks
from tests.faults.cloud.playbooks import files
from tests.faults.cloud.world import World
from tests.faults.endings import persons, rows
from tests.faults.shop import identified, post

EXIT = "exits: [{signal: {detail-type: [OrderRefunded]}}]"
CARE = "entry: {detail-type: [CheckoutStarted]}\n%s\nsteps: [{wait: 9d}]\n"
READ = ("BatchGetItem", "GetItem", "Query")
PERSON, RUN = {"People": 1, "Identities": 1}, {"Journeys": 1}


@pytest.fixture
def world() -> Iterator[World]:
    """Kim, and a journey with an exit by a signal."""
    made = World(shards=2)
    with made.open():
        put(made, EXIT)
        post(made, identified(made, "m1", "u1", "kim@shop.test"))
        made.reach(MINUTE)
        tell(made, "ConversationOpened")  # the playbook is known from here on
        yield made


def put(world: World, exits: str) -> None:
    """A playbook whose journey ends so."""
    with world.aside():
        texts = {**files(), "journeys/care.yaml": CARE % exits}
        playbooks().apply(compile_playbook(texts), texts, "test", world.clock)


def tell(world: World, name: str) -> Counter[str]:
    """A signal about Kim; the reads that it costs, by table."""
    person = persons(world)[0]
    seen: Counter[str] = Counter()

    def watch(request: Any) -> None:
        asked = request.params.get("RequestItems") or {request.params.get("TableName"): 1}
        if request.function == "run_journeys" and request.operation in READ:
            seen.update(str(one).removesuffix("Table") for one in asked)

    world.region.gate.watchers.append(watch)
    detail = {"id": f"{name}{world.clock}", "time": "2026-01-01T00:00:00Z", "version": 1, "person": person}
    entry = {"Source": "segue", "DetailType": name, "Detail": json.dumps({**detail, "cart": "c1", "channel": "web"})}
    world.region.bus.put_events({"Entries": [entry]})
    world.settle()
    world.region.gate.watchers.remove(watch)
    return seen


def states(world: World) -> list[str]:
    return [one["state_"] for one in rows(world, "Journeys")]


def test_what_nobody_hears_costs_no_read(world: World) -> None:
    assert tell(world, "ConversationOpened") == {}


def test_what_only_begins_a_run_reads_the_person_and_that_run(world: World) -> None:
    seen = tell(world, "CheckoutStarted")
    assert (seen, states(world)) == ({**PERSON, **RUN}, ["running"])


def test_what_an_exit_hears_reads_the_person_and_the_runs_that_go_on(world: World) -> None:
    assert tell(world, "OrderRefunded") == {**PERSON, **RUN}


def test_who_goes_on_with_an_old_text_hears_its_exit_thirty_edits_later(world: World) -> None:
    tell(world, "CheckoutStarted")
    for edit in range(30):
        put(world, f"description: edit {edit}")
    world.pass_time(5_000)
    assert set(tell(world, "ConversationOpened")) == {"Playbook"}
    assert tell(world, "OrderRefunded")["Journeys"] > 1
    assert states(world) == ["exited"]
