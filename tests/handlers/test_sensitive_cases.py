"""A case that puts a sensitive trait right."""

import json

from tests.handlers.erased import places
from tests.handlers.sealing_shop import WHO, kim_told, shop
from tests.handlers.staff_requests import Api
from tests.handlers.test_cases_api import did
from tests.handlers.test_cases_api import opened as opened_case

__all__ = ["kim_told", "shop"]


def test_what_a_case_puts_right_is_sealed_too(kim_told) -> None:
    pia = Api(kim_told, "privacy", "privacy")
    case = opened_case(pia, "rectification")
    did(pia, case, "verification", {"otherwise": "showed an identity card"})
    did(pia, case, "work", {"traits": {"allergies": "canary-none"}})
    kim_told.pass_time(60_000)
    assert places(kim_told, "canary") == []
    kim = Api(kim_told).post("/v1/people/find", WHO)[1]
    told_to = Api(kim_told, "privacy").post(f"/v1/people/{kim['id']}/sensitive", {"reason": "she asks"})[1]
    assert "canary-none" in json.dumps(told_to)
