"""Where staff work with one customer, for those who do not see or use a mouse: axe-core finds nothing serious by day
and by night, and nothing is wider than the page. Out of the in-memory cloud; what is opened by script there is looked
at on the running stack (`tests/local/test_desk_acts.py`)."""

import pytest

from segue.times import MINUTE
from tests.browser.axe import grave
from tests.faults.shop import added, post
from tests.handlers.console_staff import KIM, as_staff, page_of, staffed
from tests.handlers.pictures import Visitor
from tests.handlers.served import served
from tests.handlers.talks import known, the_one, wrote

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
LOOKS = (("light", 1280), ("light", 768), ("dark", 390))
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def desk():
    """The addresses that an agent has of a customer who has written."""
    with pytest.MonkeyPatch.context() as patched, staffed(patched) as world:
        known(world)
        post(world, added(world, "a1", "c1", userId="u1"))
        wrote(world, "Where is my tent?", "w1")
        world.pass_time(MINUTE)
        Visitor.browser = as_staff(world, "amy")
        person = page_of(Visitor.browser, KIM)
        talk = f"/inbox/{the_one(world)['id']}"
        with served(world, Visitor) as place:
            paths = ("/inbox", "/effort?by=channel", talk, person, f"{person}?kind=event#timeline")
            yield [f"{place}/console{one}" for one in paths]


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_the_page(page, desk, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    for url in desk:
        page.goto(url)
        assert (url, grave(page), page.evaluate(WIDER)) == (url, [], 0)
