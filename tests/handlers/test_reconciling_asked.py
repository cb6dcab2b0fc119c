"""Reconciliations as they are asked for: who may, what is refused, and the page."""

import pytest

from segue.times import MINUTE
from tests.handlers.staff_requests import Api
from tests.handlers.test_reconciling import changed, shop, without_carts

__all__ = ["shop"]


@pytest.mark.parametrize("body", [{"who": {"type": "email"}}, {"repair": "perhaps"}, {"other": 1}])
def test_what_cannot_be_meant_is_refused(shop, body):
    assert Api(shop).post("/v1/reconciliations", body)[0] in (400, 422)


@pytest.mark.parametrize("role", ["agent", "marketer", "privacy"])
def test_it_is_for_administrators(world, role):
    assert Api(world, role).post("/v1/reconciliations", {})[0] == 403
    assert Api(world, role).get("/v1/reconciliations")[0] == 403


def test_the_page_compares_tells_and_repairs(shop, ann):
    assert "No run yet" in ann.get("/reconciliations").body
    changed(shop, "u3", without_carts)
    ann.post("/reconciliations", {"occasion": "1"})
    shop.pass_time(2 * MINUTE)
    page = ann.get("/reconciliations")
    assert page.reads("1 difference")
    assert page.reads("1 identity says something else than the ledger.")
    (done,) = Api(shop).get("/v1/reconciliations")[1]["items"]
    ann.post(f"/reconciliations/{done['id']}/repair", {"occasion": done["id"]})
    shop.pass_time(2 * MINUTE)
    assert ann.get("/reconciliations").reads("Repaired: 1.")
