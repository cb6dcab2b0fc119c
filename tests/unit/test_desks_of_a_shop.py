"""What `policies/shop.yaml` says of the shop itself: which pages may show the panel of a customer, and its country."""

import pytest

from segue.errors import Invalid
from segue.messaging.policies import shop_policy


@pytest.mark.parametrize(
    "desk", ["https://acme.zendesk.com", "https://*.frontapp.com", "https://desk.shop.example:8443"]
)
def test_a_desk_is_an_address(desk):
    assert shop_policy({"desks": [desk]})["desks"] == [desk]


@pytest.mark.parametrize(
    "desks", ["https://a.example", ["http://a.example"], ["*"], ["https://a.example; script-src *"], [1]]
)
def test_anything_else_is_an_error_of_the_plan(desks):
    with pytest.raises(Invalid, match="desks"):
        shop_policy({"desks": desks})


def test_the_country_of_a_shop_is_a_code():
    assert shop_policy({"country": "DE"})["country"] == "DE"
    for wrong in ("Germany", "de", "XX", 49):
        with pytest.raises(Invalid, match="country"):
            shop_policy({"country": wrong})
