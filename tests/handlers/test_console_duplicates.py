"""People who may be one, in the console; and devices that are nobody."""

import pytest

from segue.aws.suggestions import Suggestions
from segue.identity.suggestions import Suggestion
from segue.times import MINUTE
from tests.faults.shop import post, viewed
from tests.handlers.console_staff import KIM, LEE, merged, page_of, two_customers
from tests.handlers.staff_requests import Api
from tests.handlers.trail import entered


@pytest.fixture
def world(world):
    return two_customers(world)


@pytest.fixture
def alike(world):
    """Kim and Lee, suggested."""
    with world.aside():
        ids = [Api(world).post("/v1/people/find", {"type": "user_id", "value": one})[1]["id"] for one in ("u1", "u2")]
        one = Suggestion(ids[0], ids[1], 874, ("same street and town",), time=world.clock)
        Suggestions("RequestsTable").keep([one])
    return one


def test_nobody_who_may_be_one_is_said(amy):
    assert amy.get("/suggestions").reads("Nobody to decide about")
    assert amy.get("/people").reads("for a decision") is False


def test_people_who_may_be_one_stand_side_by_side_and_lead_to_the_preview(amy, alike):
    assert amy.get("/people").reads("Duplicates 1 waits for a decision")
    amy.get("/suggestions")
    seen = [{*row["subjects"]} for row in entered(amy.world, "people.listed")]
    assert {alike.left, alike.right} in seen
    assert [text for text in ("87 % alike", "Same street and town", KIM, LEE) if not amy.reads(text)] == []
    assert amy.find(r'href="/console(/people/[^"]+/merge/[^"]+)"') == f"/people/{alike.left}/merge/{alike.right}"
    merged(amy)
    assert amy.get("/suggestions").reads("Nobody to decide about")


def test_two_people_who_are_not_one_are_not_suggested_again(world, amy, alike):
    dismiss = f"/suggestions/{alike.id}/dismiss"
    done = amy.get("/suggestions").post(dismiss, {"reason": "two sisters"})
    assert done.at == "/console/suggestions?said=dismissed"
    assert amy.get("/suggestions?said=dismissed").reads("Noted: these are two people.")
    assert amy.reads("Nobody to decide about")
    (entry,) = Api(world, "privacy").get("/v1/audit?action=dismiss")[1]["items"]
    assert (entry["action"], entry["actor"], entry["reason"]) == ("dismiss", "id-of-amy@shop.test", "two sisters")
    assert amy.get("/people").post("/suggestions/s_none/dismiss", {}).status == 404


def test_a_device_of_several_people_is_called_one(world, amy):
    for user in ("u1", "u2"):
        post(world, viewed(world, f"t-{user}", userId=user, context={"device": {"id": "tablet"}}))
        world.pass_time(MINUTE)
    tablet = page_of(amy, "tablet")
    assert amy.get(tablet).reads("A shared device, not a person")
    assert amy.reads(f"u1 · {KIM}")
    assert amy.reads(f"u2 · {LEE}")
    kim = page_of(amy, KIM)
    assert amy.get(f"{kim}/merge").post(f"{kim}/merge", {"q": "tablet"}).reads("a device which several people share")
    with_it = f"{kim}/merge/{tablet.rpartition('/')[2]}"
    assert (amy.get(with_it).status, amy.reads("Changed meanwhile")) == (409, True)
