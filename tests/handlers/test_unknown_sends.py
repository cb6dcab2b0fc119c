"""Messages whose fate is unknown: listed, told of by the alarm, settled by the provider or by hand."""

from dataclasses import replace

import pytest

from segue.aws.messages import message_of, row_of
from segue.messages import Message
from segue.times import HOUR, MINUTE
from segue.wiring.tables import messages
from tests.builders import NOON
from tests.handlers.staff_requests import Api

ONE = Message("u_1_m1", "u_1", "e_1", "left", "c1", "0", "cart", "email", "marketing", NOON)
ID = f"u_{'a' * 24}_m1"
WHO = f"u_{'a' * 24}"


@pytest.fixture
def api(world):
    """A marketer's."""
    return Api(world, "marketer")


def lost(world, identity=ID, at=None):
    """A message whose provider's answer was lost."""
    with world.aside():
        one = replace(ONE, id=identity, person=WHO)
        messages().intend(one)
        taken = messages().claim(one, "try-1")
        messages().settle(taken, "unknown", world.clock if at is None else at, "outcome-unknown")


def listed(api):
    return [one["id"] for one in api.get("/v1/messages?state=unknown")[1]["items"]]


def kept(world, identity=ID):
    with world.aside():
        found = messages().read(identity)
    assert found
    return found


def counted(world):
    """Whether the log line is written that the alarm counts."""
    world.lambdas.invoke("keep_undelivered", {})
    return '"sends-unknown"' in world.lambdas.output[-1]


def test_what_is_unknown_is_listed_newest_first_and_nothing_else(world, api):
    assert listed(api) == []
    lost(world, f"{WHO}_m1", world.clock - HOUR)
    lost(world, f"{WHO}_m2")
    with world.aside():
        messages().intend(replace(ONE, id=f"{WHO}_m3", person=WHO))
    assert listed(api) == [f"{WHO}_m2", f"{WHO}_m1"]
    status, told = api.get("/v1/messages?state=unknown&limit=1")
    assert (status, len(told["items"])) == (200, 1)
    assert [one["id"] for one in api.get(f"/v1/messages?state=unknown&limit=1&before={told['next']}")[1]["items"]] == [
        f"{WHO}_m1"
    ]


@pytest.mark.parametrize(("outcome", "state"), [("delivered", "sent"), ("rejected", "failed")])
def test_a_report_of_the_provider_settles_it(world, api, outcome, state):
    lost(world)
    with world.aside():
        messages().record(ID, outcome, world.clock)
    assert (listed(api), kept(world).state) == ([], state)


@pytest.mark.parametrize("fate", ["sent", "failed"])
def test_staff_settle_it_once_and_it_is_in_the_trail(world, api, fate):
    lost(world)
    for _ in range(2):
        status, told = api.post(f"/v1/messages/{ID}/settle", {"state": fate})
        assert (status, told["state"]) == (200, fate)
    other = {"sent": "failed", "failed": "sent"}[fate]
    status, told = api.post(f"/v1/messages/{ID}/settle", {"state": other})
    assert (status, told["type"].rpartition(":")[2]) == (409, "settled")
    assert (listed(api), kept(world).reasons) == ([], ("outcome-unknown", "told-by-staff"))
    (noted,) = Api(world).get("/v1/audit")[1]["items"]
    assert (noted["action"], noted["subjects"]) == ("message.settle", [WHO])


def test_the_provider_knows_better_than_staff(world, api):
    lost(world)
    api.post(f"/v1/messages/{ID}/settle", {"state": "failed"})
    with world.aside():
        messages().record(ID, "delivered", world.clock)
    assert kept(world).state == "sent"


def state(world):
    """How unknown sends stand, as anybody is told who asks."""
    return next(one["state"] for one in Api(world).get("/v1/health")[1]["checks"] if one["name"] == "unknown-sends")


def test_the_alarm_hears_of_it_after_an_hour(world, api):
    lost(world)
    assert not counted(world)
    assert state(world) == "good"
    world.pass_time(HOUR + MINUTE)
    assert counted(world)
    assert state(world) == "warn"
    api.post(f"/v1/messages/{ID}/settle", {"state": "sent"})
    assert not counted(world)


@pytest.mark.parametrize("name", ["nothing", "x" * 3000, f"{WHO}_none"])
def test_a_message_that_there_is_not(api, name):
    assert api.post(f"/v1/messages/{name}/settle", {"state": "sent"})[0] == 404


@pytest.mark.parametrize("query", ["", "?state=sent", "?state=unknown&limit=0", "?state=unknown&before=%2B"])
def test_what_cannot_be_meant_is_refused(api, query):
    assert api.get(f"/v1/messages{query}")[0] in (400, 422)


@pytest.mark.parametrize("role", ["agent", "privacy"])
def test_they_are_for_marketers_and_administrators(world, role):
    assert Api(world, role).get("/v1/messages?state=unknown")[0] == 403
    assert Api(world, role).post(f"/v1/messages/{ID}/settle", {"state": "sent"})[0] == 403


def test_the_page_says_what_it_means_and_settles(world, ann):
    assert "No unknown sends" in ann.get("/unknown-sends").body
    lost(world, at=world.clock - 2 * HOUR)
    page = ann.get("/unknown-sends")
    assert page.reads("Over an hour")
    assert page.reads("so they are not sent again")
    ann.post(f"/unknown-sends/{ID}/failed", {})
    assert ann.get(ann.at.removeprefix("/console")).reads("It counts as not sent now.")
    assert kept(world).state == "failed"
    ann.get("/unknown-sends")
    ann.post(f"/unknown-sends/{ID}/sent", {})
    assert "said=late" in ann.at


def test_a_row_of_a_later_version_is_read():
    row = {**row_of(ONE), "unsettled": "unknown", "said_later": {"a": 1}}
    assert message_of(row) == ONE
