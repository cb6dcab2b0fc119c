"""Templates in the console: as one person would get them, beside each other in two widths, and a test of one."""

import pytest

from segue.times import MINUTE
from tests.builders import a_mail
from tests.handlers.console_staff import KIM, as_staff, staffed, two_customers
from tests.handlers.test_console_playbook import written

CART = "/templates/abandoned-cart"


@pytest.fixture
def browser(monkeypatch):
    """Max, a marketer; Kim and Lee have carts."""
    with staffed(monkeypatch) as world:
        two_customers(world)
        yield as_staff(world, "max")


def test_every_template_is_listed_with_its_channels_and_leads_to_its_page(browser):
    page = browser.get("/templates")
    assert (page.status, page.reads("Abandoned cart"), page.reads("E-mail")) == (200, True, True)
    assert 'href="/console/templates/abandoned-cart"' in page.body


def test_a_template_is_shown_for_somebody_made_up_then_for_a_person_whose_name_stays_out_of_the_address(browser):
    assert browser.get(CART).reads("Your cart is waiting")
    at = browser.post(CART, {"q": KIM}).at.removeprefix("/console")
    assert "person=" in at
    assert KIM not in at
    assert browser.get(at).reads("Your Tent is waiting")


def test_the_mail_stands_in_a_frame_without_script_cookie_or_origin(browser):
    page = browser.get(CART)
    frames = page.body.count('<iframe class="proof-frame" sandbox="allow-popups"')
    mail = browser.get(f"{CART}/mail?channel=email")
    policy = mail.headers["content-security-policy"]
    assert (frames, "<!doctype html>" in mail.body) == (2, True)
    assert policy.startswith("sandbox allow-popups; default-src 'none'")
    assert "script-src" not in policy


def test_somebody_whom_nobody_knows_is_said(browser):
    browser.get(CART)
    page = browser.post(CART, {"q": "nobody@shop.test"})
    assert (page.status, page.reads("Nobody is known by that.")) == (422, True)


def test_a_test_goes_to_the_mailbox_of_who_looks_at_it(browser):
    browser.get(CART)
    at = browser.post(CART, {"do": "test"}).at.removeprefix("/console")
    assert browser.get(at).reads("On its way to your mailbox")
    browser.world.pass_time(MINUTE)
    (mail,) = browser.world.region.mailbox.mails
    assert mail.to == "max@shop.test"


@pytest.mark.parametrize("path", ["/templates/nothing", "/templates/nothing/mail", f"{CART}?person=u_nobody"])
def test_what_there_is_not_is_said(browser, path):
    assert browser.get(path).status == 404


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("Your {{ person.traits.nickname }} cart", "could not be made: `person.traits.nickname` is not known"),
        ("Your cart", "came out"),
    ],
)
def test_a_change_of_a_template_says_for_whom_it_would_fail_before_it_is_in_force(browser, subject, told):
    text = f"subject: '{subject}'\nmjml: {a_mail('{{ cart.value_text }}')}\n"
    page = written(browser, "plan", text, "/playbook/templates/abandoned-cart")
    assert page.reads("Abandoned cart, rendered for 2 people")
    assert page.reads(told)


def test_a_text_that_is_not_in_force_is_shown_as_the_mail_that_it_would_be(browser):
    text = f"subject: s\nmjml: {a_mail('Together {{ cart.value_text }}')}\n"
    page = written(browser, "show", text, "/playbook/templates/abandoned-cart")
    assert page.reads("Together 228.50 EUR")
    assert page.headers["content-security-policy"].startswith("sandbox")
