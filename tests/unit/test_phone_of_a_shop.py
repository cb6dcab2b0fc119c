"""Where customers call: a number in `policies/shop.yaml` that a page can dial."""

import pytest

from segue.errors import Invalid
from segue.messaging.policies import shop_policy


@pytest.mark.parametrize("phone", ["+49 30 23125 000", "0800 123", "+1 425-555-0100", "112"])
def test_a_number_is_as_people_dial_it(phone):
    assert shop_policy({"phone": phone})["phone"] == phone


@pytest.mark.parametrize("phone", ["", "call us", "+49 (0)30 23125", "javascript:1", 4930, None, "1" * 60])
def test_anything_else_is_an_error_of_the_plan(phone):
    with pytest.raises(Invalid, match="phone"):
        shop_policy({"phone": phone})
