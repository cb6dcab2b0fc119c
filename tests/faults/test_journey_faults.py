"""Every AWS request of `run_journeys` and `call_webhooks` with all kinds of steps, struck once: the process dies before
it, after it, or its answer is lost. Then people, messages, runs, notes and calls are as if nothing had happened."""

from collections import Counter
from typing import Any
from unittest.mock import patch

import pytest

from segue.aws.https import Answered
from segue.times import DAY, HOUR, MINUTE
from tests.faults.cloud.nemesis import Once, Plan
from tests.faults.cloud.playbooks import files
from tests.faults.cloud.world import World
from tests.faults.endings import ending_of, rows
from tests.faults.shop import added, identified, ordered, post, put_in_force
from tests.faults.striking import Point, Witness

FUNCTIONS = ("run_journeys", "call_webhooks")
SEND = "{send: {template: hello, channel: best, purpose: transactional}, id: %s}"
HELLO = """subject: Hello
mjml: <mjml><mj-body><mj-raw>{{ unsubscribe_url }}</mj-raw></mj-body></mjml>
text: Hello {{ unsubscribe_url }}
"""
TEXTS = {
    "templates/hello.yaml": HELLO,
    "journeys/care.yaml": f"""
entry: {{segment: open-cart}}
exits: [{{signal: {{detail-type: [OrderRefunded]}}}}]
steps:
  - {{set_trait: {{tier: gold}}}}
  - {{call: {{url: "https://crm.example/in", secret: crm}}, id: tell}}
  - {{start: thanks}}
  - experiment: {{name: words, variants: [{{name: a, share: 50, steps: [{SEND % "a"}]}}, {{name: b, share: 50}}]}}
  - hold:
      until: {{signal: {{detail-type: [OrderPlaced]}}}}
      timeout: 1d
      then: [{{add_to_list: buyers}}, {SEND % "bought"}]
      otherwise: [{{pause_marketing: 3d}}, {SEND % "left"}]
  - {{hand_over: {{queue: service}}}}
""",
    "journeys/thanks.yaml": f"entry: {{api: true}}\nsteps: [{{wait: 30m}}, {SEND % 'thanks'}, {{stop: care}}]\n",
}


def made(plan: Plan) -> World:
    """A customer leaves a cart and buys it two days later, while all of this is in force."""
    world = World(shards=2)
    answers = patch("segue.wiring.calls.answer", lambda call: Answered(200, {}, b""))
    with world.open(), answers:
        put_in_force(world, {**files(), **TEXTS})
        world.region.vault.parameters["/test/sources/call_crm"] = '{"secrets": ["whsec_c2VjcmV0"]}'
        world.region.gate.plan = plan
        post(world, identified(world, "m1", "u1", "kim@shop.test"))
        world.reach(MINUTE)
        post(world, added(world, "m2", userId="u1"))
        world.reach(20 * MINUTE)
        post(world, ordered(world, "m3", userId="u1"))
        world.reach(2 * DAY + HOUR)
        world.settle()
    return world


def seen(world: World) -> dict[str, Any]:
    """What is the same after any fault."""
    with world.open():
        ending = ending_of(world)
        ours = [(one["pk"], one["sk"]) for one in rows(world, "Ledger") if one["s"] == "segue"]
        runs = {f"{one['pk']} {one['sk']}": one.get("outcomes") for one in rows(world, "Journeys")}
    told = {str(one["detail"].get("id")): one["detail-type"] for one in world.region.bus.log}
    names = Counter(name for name in told.values() if name.startswith(("Journey", "HandOver")))
    left = [name for name, queue in world.region.queues.by_name.items() if queue.dead]
    parts = ("people", "segments", "messages", "journeys", "mails")
    return {one: getattr(ending, one) for one in parts} | {
        "notes": sorted(ours),
        "calls": runs,
        "told": names,
        "dead": left,
    }


WANTED: dict[str, Any] = {}


@pytest.fixture(scope="module", autouse=True)
def quiet() -> Witness:
    asked = Witness()
    WANTED.update(seen(made(asked)))
    return asked


def test_without_faults_everybody_comes_to_an_end() -> None:
    states = Counter(WANTED["journeys"].values())
    assert (states["running"], WANTED["dead"]) == (0, [])
    assert {"tell": "called"} in WANTED["calls"].values()
    assert WANTED["told"]["HandOverRequested"] == 1
    assert len(WANTED["notes"]) == 2


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_fault_at_any_request_changes_nothing(function: str, quiet: Witness) -> None:
    taken = quiet.points(function)
    wrong = [(point, found) for point in taken if (found := struck(point))]
    assert not wrong, f"{len(wrong)} of {len(taken)}: {wrong[:3]}"


def struck(point: Point) -> list[str]:
    """What differs after a fault at this point."""
    plan = Once(*point)
    found = seen(made(plan))
    return [name for name in WANTED if found[name] != WANTED[name]] + ([] if plan.struck else ["not struck"])
