"""Cases by the API: what somebody asks about their data, from the asking to the answer."""

import json
import re

from segue.times import DAY, HOUR, MINUTE, to_text
from tests.faults.shop import identified, post
from tests.handlers.case_shop import CASES, KIM, pia, world
from tests.handlers.staff_requests import Api

__all__ = ["pia", "world"]

WHO = {"type": "email", "value": KIM}


def opened(pia: Api, kind: str, **said):
    status, case = pia.post(CASES, {"identifier": WHO, "kind": kind, "channel": "email", **said})
    assert status == 201, case
    return case


def did(pia: Api, case, act: str, body=None, key: str = ""):
    status, after = pia.post(f"{CASES}/{case['id']}/{act}", body or {}, key)
    assert status == 200, after
    return after


def test_a_case_is_due_a_month_after_it_came_and_is_listed_by_that(world, pia) -> None:
    later = opened(pia, "access")
    first = opened(pia, "erasure", received=to_text(world.clock - 20 * DAY)[:10])
    assert (later["state"], later["person"][:2], later["history"][0]["what"]) == ("open", "e_", "opened") or later[
        "person"
    ]
    assert [one["id"] for one in pia.get(CASES)[1]["items"]] == [first["id"], later["id"]]
    assert [one["id"] for one in pia.get(f"{CASES}?due={first['due']}")[1]["items"]] == [first["id"]]
    assert pia.get(f"{CASES}?state=answered")[1]["items"] == []
    assert later["days_left"] in (28, 29, 30, 31)


def test_a_rectification_stands_in_the_profile_and_on_the_trail(world, pia) -> None:
    case = opened(pia, "rectification")
    assert pia.post(f"{CASES}/{case['id']}/work", {"traits": {"firstName": "Kimberly"}})[0] == 409
    did(pia, case, "verification", {"otherwise": "showed an identity card"})
    did(
        pia,
        case,
        "work",
        {"traits": {"firstName": "Kimberly"}, "identifiers": [{"type": "email", "value": "new@shop.test"}]},
    )
    world.pass_time(MINUTE)
    person = Api(world).post("/v1/people/find", {"type": "email", "value": "new@shop.test"})[1]
    assert person["traits"]["firstName"] == "Kimberly"
    assert {KIM, "new@shop.test"} <= {one["value"] for one in person["identifiers"]}


def test_what_was_done_stands_on_the_trail(world, pia) -> None:
    case = opened(pia, "rectification")
    did(pia, case, "verification", {"otherwise": "showed an identity card"})
    did(pia, case, "work", {"traits": {"firstName": "Kimberly"}})
    done = did(pia, case, "answer", {"reason": "by mail"})
    assert (done["state"], done["days_left"]) == ("answered", None)
    trail = [one["action"] for one in Api(world).get("/v1/audit")[1]["items"]]
    assert {"case.opened", "case.identified", "case.begun", "case.answered"} <= {*trail}


def code_in(world) -> str:
    """The code of the last mail."""
    mail = json.dumps(world.region.mailbox.mails[-1].request)
    return re.findall(r"letter-spacing:4px[^>]*>(\d{6})<", mail)[-1]


def test_a_code_goes_to_the_address_that_was_known_and_shows_who_asks(world, pia) -> None:
    case = opened(pia, "access")
    sent = did(pia, case, "verification", key="k1")
    assert (sent["state"], did(pia, case, "verification", key="k1")) == ("verifying", sent)
    world.pass_time(MINUTE)
    assert len(world.region.mailbox.mails) == 1
    wrong = f"{(int(code_in(world)) + 1) % 10**6:06d}"
    assert pia.post(f"{CASES}/{case['id']}/verification", {"code": wrong})[1]["type"].endswith("wrong-code")
    done = did(pia, case, "verification", {"code": code_in(world)})
    assert (done["state"], done["identified"]) == ("verified", "code")


def test_after_five_wrong_codes_or_an_hour_it_takes_a_new_one(world, pia) -> None:
    case = opened(pia, "access")
    for wait in (False, True):
        did(pia, case, "verification")
        world.pass_time(MINUTE)
        right = code_in(world)
        for n in range(0 if wait else 5):
            wrong = f"{(int(right) + 1 + n) % 10**6:06d}"
            assert pia.post(f"{CASES}/{case['id']}/verification", {"code": wrong})[0] == 400
        world.pass_time(HOUR if wait else 0)
        status, said = pia.post(f"{CASES}/{case['id']}/verification", {"code": right})
        assert (status, said["type"].rpartition("/")[2].rpartition(":")[2]) == (400, "code-over")


def test_five_codes_a_day_are_sent_and_no_more(world, pia) -> None:
    case = opened(pia, "access")
    for _ in range(5):
        did(pia, case, "verification")
        world.pass_time(MINUTE)
    assert pia.post(f"{CASES}/{case['id']}/verification", {})[0] == 429
    world.pass_time(25 * HOUR)
    did(pia, case, "verification")


def test_no_code_goes_to_an_address_that_came_with_the_request_or_to_nobody(world, pia) -> None:
    world.pass_time(MINUTE)
    who = {"type": "email", "value": "stranger@shop.test"}
    case = pia.post(CASES, {"identifier": who, "kind": "access", "channel": "email"})[1]
    assert pia.post(f"{CASES}/{case['id']}/verification", {})[0] == 400
    post(world, identified(world, "m5", "u5", "stranger@shop.test"))
    world.pass_time(MINUTE)
    assert pia.post(f"{CASES}/{case['id']}/verification", {})[0] == 400
    world.pass_time(MINUTE)
    assert world.region.mailbox.mails == []
