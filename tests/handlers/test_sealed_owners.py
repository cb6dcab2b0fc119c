"""A sensitive value opens for who said it, through a merge and its undo, and in the row of nobody else."""

from segue.sealed import is_sealed
from segue.times import MINUTE
from segue.wiring.sealing import opened, seals
from tests.faults.shop import post
from tests.handlers.sealing_shop import MAIL, identities_of, kim_told, sealed_of, shop, told
from tests.handlers.staff_requests import Api

__all__ = ["kim_told", "shop"]


def test_a_value_in_the_row_of_somebody_else_does_not_open_there(kim_told) -> None:
    post(kim_told, told(kim_told, "m2", "u2") | {"traits": {"email": "lee@shop.test"}})
    kim_told.pass_time(MINUTE)
    sealed, lee = sealed_of(kim_told), identities_of(kim_told, "lee@shop.test")
    (owner,) = {sealed.split(".")[3]} & set(identities_of(kim_told))
    for copied in (sealed, sealed.replace(owner, lee[0]), sealed.replace(f".{owner}", "")):
        assert opened({"allergies": copied}, lee) == {"allergies": None}


def test_a_value_opens_when_two_become_one_and_for_who_said_it_when_they_are_two_again(kim_told) -> None:
    post(kim_told, told(kim_told, "m2", "u2") | {"traits": {"email": "lee@shop.test"}})
    kim_told.pass_time(MINUTE)
    keep = {"keep": {"type": "user_id", "value": "u2"}, "absorb": {"type": "user_id", "value": "u1"}, "reason": "one"}
    merge = Api(kim_told).post("/v1/merges", keep)[1]["id"]
    kim_told.pass_time(MINUTE)
    assert (
        _shown(kim_told, "lee@shop.test")
        == _shown(kim_told)
        == {"allergies": "canary-peanuts", "income": "canary-4000"}
    )
    assert Api(kim_told).post(f"/v1/merges/{merge}/undo", {"reason": "two"})[0] == 200
    kim_told.pass_time(MINUTE)
    assert (_shown(kim_told, "lee@shop.test"), len(_shown(kim_told))) == ({}, 2)


def test_what_was_sealed_before_it_was_bound_still_opens(kim_told) -> None:
    with kim_told.aside():
        before = seals().seal("health", "allergies", "nuts")
    assert (is_sealed(before), before.count(".")) == (True, 4)
    assert opened({"allergies": before}, ()) == {"allergies": "nuts"}


def _shown(world, mail: str = MAIL) -> dict[str, object]:
    who = Api(world).post("/v1/people/find", {"type": "email", "value": mail})[1]["id"]
    status, answer = Api(world).post(f"/v1/people/{who}/sensitive", {"reason": "asked"})
    assert status == 200, answer
    return {one["name"]: one["value"] for one in answer["items"]}
