"""What a page tells of former times does not make an address one that was known before somebody asked."""

import pytest

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.times import DAY, MINUTE, to_text
from segue.wiring.people import profiles
from segue.wiring.privacy_cases import addresses_of, cases
from tests.faults.shop import message, post, reported
from tests.handlers.case_shop import KIM, pia, world
from tests.handlers.test_cases_api import opened

__all__ = ["pia", "world"]

OTHER = "other@elsewhere.test"


@pytest.mark.parametrize(("tell", "gets"), [(post, {KIM}), (reported, {KIM, OTHER})], ids=["a page", "the shop"])
def test_an_address_that_a_page_dates_back_gets_no_code_and_one_of_the_shop_s_does(world, pia, tell, gets) -> None:
    case = opened(pia, "access")
    world.pass_time(MINUTE)
    then = to_text(world.clock - 30 * DAY)
    tell(world, message(world, "identify", "m2", userId="u1", traits={"email": OTHER}, timestamp=then))
    world.pass_time(MINUTE)
    with world.aside():
        found = profiles().read(key_of(Identifier("user_id", "u1")))
        known = {one.value for one in addresses_of(cases().find(case["id"]))}
    assert known == gets
    assert found
    assert {one["value"]: one["first_seen"] for one in found.identifiers}[OTHER] == then
