"""What the law wants sent reaches somebody who is restricted, by a journey and by a broadcast as by a single message;
nothing else does."""

import pytest

from segue.times import DAY, MINUTE
from tests.faults.shop import identified, ordered, post
from tests.handlers.audience import NEWS, made
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, starter_files
from tests.handlers.test_case_effects import kim, put_in_force
from tests.handlers.test_cases_api import KIM
from tests.handlers.test_sending import the_messages

TO_ALL = "name: Everybody\nwhen: {trait: firstName, equals: Kim}\n"
SAID = "send: {template: %s, channel: email, purpose: transactional}"
CONFIRMS = f"""entry: {{detail-type: [OrderPlaced]}}
each: order
steps:
  - {SAID % "receipt"}
  - set_trait: {{confirmed: true}}
  - {SAID % "tips"}
"""
ASKS = f"entry: {{detail-type: [OrderPlaced]}}\neach: order\nsteps: [{{{SAID % 'tips'}}}]\n"
MORE = {
    "templates/receipt.yaml": NEWS.format("Receipt"),
    "templates/tips.yaml": NEWS.format("Tips"),
    "segments/everybody.yaml": TO_ALL,
    "segments/others.yaml": TO_ALL,
    "journeys/confirms.yaml": CONFIRMS,
    "journeys/asks.yaml": ASKS,
}
RECALL = {"segment": "everybody", "template": "receipt", "channel": "email", "purpose": "transactional"}


@pytest.fixture(params=["still_sent: [receipt]\nstill_in: [everybody]\n", "{}\n"], ids=["named", "not named"])
def wanted(request):
    """A world where Kim is restricted, and whether the law wants receipts sent there."""
    with started({**starter_files(), **MORE, "policies/privacy.yaml": request.param}) as world:
        post(world, identified(world, "m1", "u1", KIM))
        world.pass_time(MINUTE)
        put_in_force(world, Api(world, "privacy", "privacy"), "restriction")
        yield world, "receipt" in request.param


def test_a_journey_writes_what_the_law_wants_and_does_nothing_else(wanted) -> None:
    world, named = wanted
    post(world, ordered(world, "m2", userId="u1"))
    world.pass_time(MINUTE)
    told = {(one.journey, one.template): one.state for one in the_messages(world)}
    assert told == ({("confirms", "receipt"): "sent", ("confirms", "tips"): "dropped"} if named else {})
    assert len(world.region.mailbox.mails) == named
    assert "confirmed" not in kim(world).traits


def test_a_run_that_goes_on_is_stopped_unless_it_says_what_the_law_wants(wanted) -> None:
    world, named = wanted
    post(world, ordered(world, "m2", userId="u1"))
    world.pass_time(MINUTE)
    runs = Api(world).get(f"/v1/people/{kim(world).id}/journeys")[1]["items"]
    assert [(one["journey"], one["state"]) for one in runs] == ([("confirms", "done")] if named else [])


def test_a_broadcast_of_what_the_law_wants_reaches_them_and_no_other_does(wanted) -> None:
    world, named = wanted
    marketer = Api(world, "marketer")
    for change in ({}, {"segment": "others"}, {"template": "tips"}):
        made(marketer, **{**RECALL, **change})
    world.pass_time(DAY)
    assert [one.template for one in the_messages(world)] == ["receipt"] * named
    assert len(world.region.mailbox.mails) == named


@pytest.mark.parametrize("template", ["receipt", "tips"])
def test_whoever_is_brought_into_a_journey_is_who_it_will_write_to(template: str) -> None:
    text = f"entry: {{segment: everybody}}\nsteps: [{{{SAID % template}}}]\n"
    law = "still_sent: [receipt]\nstill_in: [everybody]\n"
    with started({**starter_files(), **MORE, "journeys/asks.yaml": text, "policies/privacy.yaml": law}) as world:
        post(world, identified(world, "m1", "u1", KIM))
        world.pass_time(MINUTE)
        put_in_force(world, Api(world, "privacy", "privacy"), "restriction")
        marketer, few = Api(world, "marketer"), int(template == "receipt")
        job = marketer.post("/v1/journeys/asks/enter", {})[1]["id"]
        world.pass_time(DAY)
        run = marketer.get(f"/v1/broadcasts/{job}")[1]["runs"][0]
        assert (run["intended"], sum(run["skipped"].values())) == (few, 1 - few)
