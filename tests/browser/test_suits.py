"""What may suit a customer goes into an answer with one click, in a real Chromium."""

import pytest

from segue.times import MINUTE
from tests.faults.shop import post
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.learnt_shop import learnt, viewed
from tests.handlers.pictures import Visitor
from tests.handlers.served import served
from tests.handlers.talks import known, the_one, wrote

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
BOX, LENS = "Your answer or note", "Lens: https://shop.example/lens"


@pytest.fixture
def talk(monkeypatch):
    """The address of Kim's conversation, as an agent has it."""
    with staffed(monkeypatch) as world:
        learnt(world)
        known(world)
        post(world, viewed(world, userId="u1", anonymousId=None))
        wrote(world, "Which lens fits?", "i1")
        world.pass_time(MINUTE)
        Visitor.browser = as_staff(world, "amy")
        with served(world, Visitor) as place:
            yield f"{place}/console/inbox/{the_one(world)['id']}"


def test_one_click_puts_a_product_into_the_answer_on_a_line_of_its_own(page, talk):
    page.goto(talk)
    page.get_by_label(BOX).fill("This one:")
    page.locator("#fold-suits [data-use]").first.click()
    assert page.get_by_label(BOX).input_value() == f"This one:\n{LENS}"


def test_on_a_phone_the_answer_comes_into_view(page, talk):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(talk)
    page.get_by_role("radio", name="Customer").check(force=True)
    page.locator("#fold-suits summary").click()
    page.locator("#fold-suits [data-use]").first.click()
    assert page.get_by_label(BOX).is_visible()
    assert page.get_by_label(BOX).input_value() == LENS
