"""What a merge would make of people, told before it is made."""

import pytest

from segue import facets
from segue.carts.policies import ADD_UP, KEEP_ACTIVE, OVERWRITE, CartPolicy
from segue.events import Event
from segue.identity.merging import Merge
from segue.identity.previews import Previews
from segue.journeys.instances import Instance
from segue.profile.identities import Identity
from segue.times import DAY, HOUR
from tests.builders import NOON, an_event
from tests.fake_people import FakePeople, a_decision, linking


class Runs:
    """A run that began while the two were one."""

    def of_people(self, persons: object) -> list[Instance]:
        return [Instance("u_1", "left", "c3", entered=NOON)]


def an_add(cart: str, product: str, at: int) -> Event:
    said = {"cart_id": cart, "product_id": product, "price": 10, "currency": "EUR"}
    return an_event("Product Added", at, properties=said)


SAID = {
    "u_1": [an_add("c1", "tent", NOON)],
    "u_2": [an_add("c2", "stove", NOON - HOUR), an_add("c3", "lamp", NOON - DAY)],
}


def previews(several: str, people: FakePeople) -> Previews:
    """In a shop with this policy."""
    people.rows |= {key: Identity(key, 1, facets.absorb({}, said)) for key, said in SAID.items()}
    return Previews(linking(people), people, Runs(), lambda: (), lambda: CartPolicy(several))


@pytest.mark.parametrize(
    ("several", "products"),
    [(KEEP_ACTIVE, {"tent"}), (ADD_UP, {"tent", "stove", "lamp"}), (OVERWRITE, {"tent"})],
)
def test_the_carts_are_those_that_the_shop_s_policy_will_make(several: str, products: set[str]) -> None:
    (whole,) = previews(several, FakePeople()).of_merge("u_1", "u_2", NOON).after
    assert {line.product_id for line in whole.profile.carts[0].items} == products


@pytest.mark.parametrize("several", [KEEP_ACTIVE, ADD_UP, OVERWRITE])
def test_a_run_goes_to_whom_its_cart_goes_also_when_another_cart_took_it_up(several: str) -> None:
    people = FakePeople("u_1", "u_2")
    linking(people).carry_out(a_decision("merge", "u_1", "u_2").change)
    (run,) = previews(several, people).of_undo(Merge("m_1", "u_1", "u_2", NOON), NOON).runs
    assert run.person == "u_2"
