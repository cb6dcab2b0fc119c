"""Finding customers by what they are called, whether or not they have ever written."""

import pytest

from segue.times import MINUTE
from tests.faults.cloud.nemesis import Fault
from tests.faults.endings import rows
from tests.faults.shop import message, post
from tests.handlers.staff_requests import Api


def person_called(world, user, **traits):
    """Somebody who has ordered and never written."""
    post(world, message(world, "identify", f"i-{user}", userId=user, traits=traits))
    world.pass_time(MINUTE)


@pytest.mark.parametrize("typed", ["zolc", "ANNA Żółć", "żółć anna", "anna"])
def test_a_customer_who_has_never_written_is_found_by_whole_names(world, amy, typed):
    person_called(world, "u8", firstName="Anna", lastName="Żółć")
    found = amy.get("/people").post("/people/find", {"q": typed})
    assert amy.get(found.at.removeprefix("/console")).reads("Anna Żółć")


def test_of_several_who_are_called_so_all_are_shown_and_who_is_called_otherwise_by_now_is_not(world, amy):
    for user, last in (("u8", "Zolc"), ("u9", "King")):
        person_called(world, user, firstName="Anna", lastName=last)
    page = amy.get("/people").post("/people/find", {"q": "anna"})
    assert [one for one in ("Anna Zolc", "Anna King") if not page.reads(one)] == []
    person_called(world, "u9", firstName="Ada", lastName="King")
    person_called(world, "u10", firstName="Anna", lastName="Moss")
    page = amy.get("/people").post("/people/find", {"q": "anna"})
    assert (page.reads("Anna Moss"), page.reads("King")) == (True, False)


def test_the_api_finds_by_name_too_and_no_name_stands_in_a_key(world, amy):
    person_called(world, "u8", firstName="Anna", lastName="Zolc")
    status, said = Api(world, "agent", "people").get("/v1/people?q=anna%20zolc")
    assert (status, [one["traits"]["lastName"] for one in said["items"]]) == (200, ["Zolc"])
    keys = [row["pk"] for row in rows(world, "Requests") if str(row["pk"]).startswith("name#")]
    assert (len(keys), [one for one in keys if "anna" in one or "zolc" in one]) == (3, [])


@pytest.mark.parametrize("fault", [Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.LOST])
@pytest.mark.parametrize("number", range(10))
def test_a_fault_anywhere_in_the_fold_leaves_them_found(world, amy, fault, number):
    asking = []

    def fails(one):
        asking.extend([one] if one.function == "fold_events" else [])
        return fault if one.function == "fold_events" and len(asking) == number + 1 else None

    world.region.gate.plan = fails
    person_called(world, "u8", firstName="Anna", lastName="Zolc")
    world.pass_time(10 * MINUTE)
    assert amy.get("/people").post("/people/find", {"q": "anna zolc"}).status == 303
