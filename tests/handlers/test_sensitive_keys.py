"""Keys of classes of sensitive traits that are no more what they were."""

from tests.handlers.sealing_shop import HEALTH, WHO, kim_told, shop
from tests.handlers.staff_requests import Api

__all__ = ["kim_told", "shop"]


def test_a_destroyed_key_takes_its_class_along_and_nothing_else(kim_told) -> None:
    kim_told.region.keys.gone.add(HEALTH)
    api = Api(kim_told, "privacy")
    kim = api.post("/v1/people/find", WHO)[1]["id"]
    found = api.post(f"/v1/people/{kim}/sensitive", {"reason": "she asked"})[1]["items"]
    assert {one["name"]: one["value"] for one in found} == {"allergies": None, "income": "canary-4000"}


def test_what_an_earlier_key_of_the_class_sealed_is_told_as_gone_and_holds_nothing_up(kim_told) -> None:
    keys = kim_told.region.keys
    keys.wrapped = {one: ("earlier" if key == HEALTH else key, *said) for one, (key, *said) in keys.wrapped.items()}
    kim = Api(kim_told, "privacy").post("/v1/people/find", WHO)[1]["id"]
    status, told_of = Api(kim_told, "privacy").post(f"/v1/people/{kim}/sensitive", {"reason": "she asked"})
    assert (status, {one["name"]: one["value"] for one in told_of["items"]}["allergies"]) == (200, None)
