"""Which pages may show the panel of a customer: addresses in `policies/shop.yaml`."""

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
