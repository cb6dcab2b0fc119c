"""The example of the docs, end to end: bought a camera, never a lens, reads about macro, has no open complaint."""

import re
from pathlib import Path

import pytest

from segue.times import MINUTE
from tests.faults.shop import message, post, put_in_force, reported
from tests.handlers.staff_requests import KIM, Api, person
from tests.handlers.starter import starter_files

DOCS = Path(__file__).resolve().parents[2] / "docs" / "segments-language-events.md"
EXAMPLE = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(), re.DOTALL)[-1]
SEGMENT = "macro-lens"


def track(world, name, event, **said):
    return message(world, "track", name, event=event, userId="u1", properties=said)


def bought(world, name, category):
    """An order of one thing of a category."""
    line = {"product_id": name, "category": category, "price": 429, "quantity": 1}
    return track(world, name, "Order Completed", order_id=name, total=429, currency="EUR", products=[line])


@pytest.fixture
def api(world):
    files = {**starter_files(), f"segments/{SEGMENT}.yaml": EXAMPLE}
    put_in_force(world, files)
    world.pass_time(2 * MINUTE)
    reads = [track(world, f"r{n}", "Article Viewed", topics=["Macro"]) for n in range(2)]
    post(world, bought(world, "camera", "Cameras"), *reads)
    world.pass_time(MINUTE)
    return Api(world)


def why(api):
    """Whether Kim is in it, and the answer of each clause."""
    _, found = api.get(f"/v1/people/{person(api, KIM)['id']}/why/segments/{SEGMENT}")
    return found["member"], [one["holds"] for one in found["why"]["parts"]], found


def test_whoever_is_ready_for_a_lens_is_in_and_the_reasons_are_told(api):
    member, clauses, found = why(api)
    assert (member, clauses) == (True, [True] * 4)
    facts = [one["facts"][0] for one in found["why"]["parts"]]
    assert [one["text"] for one in facts] == [
        "1 of camera",
        "none bought",
        "macro: 2.0 points",
        "no open case and no score",
    ]
    assert facts[0]["event"] == "Order Completed"


@pytest.mark.parametrize(
    ("event", "clauses"),
    [
        (("complaint", "Conversation Opened", {"conversation_id": "c1"}), [True, True, True, False]),
        (("o2", "Order Cancelled", {"order_id": "camera"}), [False, True, True, True]),
    ],
)
def test_a_complaint_or_a_cancelled_order_leads_out(world, api, event, clauses):
    name, called, said = event
    reported(world, track(world, name, called, **said))
    world.pass_time(MINUTE)
    assert why(api)[:2] == (False, clauses)


def test_whoever_bought_the_lens_is_out_and_stays_out(world, api):
    post(world, bought(world, "lens", "lenses"))
    world.pass_time(MINUTE)
    assert why(api)[:2] == (False, [True, False, True, True])


def test_a_resolved_complaint_leads_in_again(world, api):
    for name, called in (("m1", "Conversation Opened"), ("m2", "Conversation Resolved")):
        reported(world, track(world, name, called, conversation_id="c1"))
        world.pass_time(MINUTE)
    assert why(api)[0]
