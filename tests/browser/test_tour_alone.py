"""Who the tour's pages listen to: each other, and no other page of this machine."""

import pytest

from tests.browser import shop_stand
from tests.browser.tour_stand import PASSWORD, stand

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
CART = "Your cart is empty"
THEFT = (
    "javascript:void fetch('/local/tour/begin', {method: 'POST', body: '{}'}).then((one) => one.text())"
    ".then((said) => (top.opener ?? top).postMessage(said, '*'))"
)
LISTENS = "window.heard = []; addEventListener('message', ({data}) => heard.push(JSON.stringify(data)))"
FRAMES = (
    """(there) => { const frame = document.createElement('iframe'); frame.src = there; document.body.append(frame) }"""
)
OPENS = "(there) => { window.opened = window.open(there) }"
SAYS = "(said) => (window.opened ?? window.frames[0]).postMessage(said, '*')"
A_WHILE = 1500  # ms; the tour's own word is done in a fraction of it


@pytest.fixture(scope="module")
def addresses():
    """Of the tour and the phone."""
    with stand() as made:
        yield made


@pytest.fixture
def tour(page, addresses):
    """The tour with the phone in view, showing its cart."""
    page.goto(f"{addresses.tour}/tour/")
    page.get_by_role("button", name="Your phone").click()
    _phone(page).get_by_role("heading", name=CART).wait_for()
    return page


@pytest.fixture
def stranger(page):
    """A page at another port of this machine."""
    with shop_stand.stand() as made:
        page.goto(f"{made.shop}/blank")
        page.evaluate(LISTENS)
        yield page


def _phone(page):
    return page.frame_locator("#frame-phone").frame_locator("iframe")


def _tells(tour, go):
    """What the tour says to its phone."""
    tour.evaluate("(go) => document.querySelector('#frame-phone').contentWindow.postMessage({go}, '*')", go)


def test_shop_and_phone_stand_in_the_tour(tour):
    tour.get_by_role("button", name="The shop").click()
    tour.frame_locator("#frame-shop").get_by_role("link", name="Lumen lantern").first.wait_for()
    assert tour.locator("#login").get_by_text(PASSWORD).is_visible()


def test_the_phone_goes_where_the_tour_says(tour):
    _tells(tour, "/shop/account.html")
    _phone(tour).get_by_label("E-mail").wait_for()


def test_the_tour_hears_who_is_on_the_phone(tour):
    tour.evaluate(LISTENS)
    tour.wait_for_function("() => heard.some((one) => JSON.parse(one).phone)")


@pytest.mark.parametrize("go", [THEFT, "data:text/html,elsewhere", "http://127.0.0.1:1/", "blob:{phone}/x", "http://["])
def test_the_phone_goes_to_pages_of_its_own_alone(tour, addresses, go):
    tour.evaluate(LISTENS)
    _tells(tour, go.replace("{phone}", addresses.phone))
    tour.wait_for_timeout(A_WHILE)
    assert PASSWORD not in repr(tour.evaluate("heard"))
    assert _phone(tour).get_by_role("heading", name=CART).is_visible()


@pytest.mark.parametrize("path", ["/tour/phone.html", "/tour/", "/shop/cart.html"])
def test_no_other_page_has_them_in_a_frame(stranger, addresses, path):
    origin = stranger.evaluate("location.origin")
    stranger.evaluate(FRAMES, f"{addresses.phone}{path}#{origin}")
    stranger.wait_for_timeout(A_WHILE)
    assert stranger.frames[1].url.startswith("chrome-error:")
    assert stranger.evaluate("heard") == []


def test_the_phone_does_not_listen_to_who_has_opened_it(stranger, addresses):
    origin = stranger.evaluate("encodeURIComponent(location.origin)")
    with stranger.expect_popup() as opened:
        stranger.evaluate(OPENS, f"{addresses.phone}/tour/phone.html#{origin}")
    phone = opened.value
    phone.frame_locator("iframe").get_by_role("heading", name=CART).wait_for()
    phone.evaluate("localStorage.setItem('shop.mine', '1')")
    for said in ({"go": THEFT}, {"forget": True, "go": "/shop/account.html"}):
        stranger.evaluate(SAYS, said)
    phone.wait_for_timeout(A_WHILE)
    assert phone.frame_locator("iframe").get_by_role("heading", name=CART).is_visible()
    assert phone.evaluate("localStorage.getItem('shop.mine')") == "1"
    assert PASSWORD not in repr(stranger.evaluate("heard"))
