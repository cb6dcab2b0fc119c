"""Placements in the console: the list, one with every variant as it looks and its results, and why for a person."""

import pytest

from segue.times import MINUTE
from tests.faults.shop import message, post, put_in_force
from tests.handlers.console_staff import KIM, as_staff, page_of, staffed, two_customers
from tests.handlers.learnt_shop import learnt, viewed
from tests.handlers.starter import starter_files
from tests.handlers.talks import known
from tests.handlers.test_sending import KIM as CUSTOMER

HERO = """
name: Hero of the home page
strategy: bandit
holdout: 10
variants:
  - id: hello
    when: {trait: firstName}
    content:
      title: "Hello {{ person.traits.firstName }}"
      text: Nice to see you
      action: Look
      url: "javascript:alert(1)"
      html: "<b>{{ person.traits.firstName }}</b>"
      image: "https://shop.test/a.png"
      stars: 5
    locales: {de: {title: "Hallo {{ person.traits.firstName }}"}}
  - {id: later, from: "2099-01-01T00:00:00Z", content: {title: Later}}
  - {id: broken, content: {title: "{{ person.traits.nothing.at_all }}"}}
fallback: {content: {title: Welcome}}
"""
SIDE = "name: Beside the cart\nvariants: [{id: vip, when: {segment: open-cart}, content: {title: Go on}}]"
PLACE = "/placements/hero"


@pytest.fixture
def world(monkeypatch):
    """A shop with two placements, seen and clicked; Kim and Lee have carts."""
    texts = {"placements/hero.yaml": HERO, "placements/side.yaml": SIDE}
    with staffed(monkeypatch, starter_files() | texts) as made:
        two_customers(made)
        seen = [told(made, f"v{one}", "Viewed", "hello" if one < 8 else "gone") for one in range(10)]
        held = told(made, "h1", "Viewed", None)
        post(made, *seen, held, told(made, "c1", "Clicked", "hello"), told(made, "c2", "Clicked", "hello"))
        made.pass_time(MINUTE)
        yield made


def told(world, name, event, variant):
    """A page says that something was seen or clicked."""
    about = {"placement": "hero", "variant": variant, "holdout": variant is None}
    return message(world, "track", name, event=f"Placement {event}", properties=about, anonymousId="a9")


@pytest.fixture
def browser(world):
    """Max, a marketer."""
    return as_staff(world, "max")


def test_the_list_tells_what_is_live_and_what_became_of_it(browser):
    page = browser.get("/placements")
    for text in ("Hero of the home page", "What is clicked most", "live: Hello, Broken", "10 seen", "2 clicked"):
        assert page.reads(text), text
    assert page.reads("20.0 %")
    assert 'href="/console/placements/hero"' in page.body


def test_every_variant_looks_as_in_a_page_for_somebody_made_up(browser):
    page = browser.get(PLACE)
    for text in ("Hello Kim", "Nice to see you", "Look", "Stars", "Later", "Welcome", "Not yet", "Fallback"):
        assert page.reads(text), text
    assert page.reads("From 1 Jan 2099")
    assert page.reads("Its text asks for what is not known of them")
    assert 'src="https://shop.test/a.png"' in page.body
    assert 'href="javascript' not in page.body


SUITS = """
name: What may suit
variants:
  - {id: list, recommend: {kind: completes}, content: {title: Goes with it}}
  - id: first
    when: {researching: {points: 1, times: 0.5}}
    recommend: {kind: completes}
    content: {title: "{{ recommended.first.name }}"}
"""


def test_what_a_variant_recommends_is_listed_with_its_reasons(monkeypatch):
    with staffed(monkeypatch, starter_files() | {"placements/suits.yaml": SUITS}) as made:
        learnt(made)
        known(made)
        post(made, viewed(made, userId="u1", anonymousId=None))
        made.pass_time(MINUTE)
        browser = as_staff(made, "max")
        nobody = browser.get("/placements/suits")
        assert nobody.body.count("There is nothing to recommend to them, so it is not for them.") == 2
        assert nobody.reads("Researching: 1 point at least, 0.5 times the usual at least")
        page = browser.get(browser.post("/placements/suits", {"q": CUSTOMER}).at.removeprefix("/console"))
        assert page.reads("Goes with Camera")
        assert "{&#39;" not in page.body


def test_it_is_shown_in_another_language_and_for_a_person_whose_name_stays_out_of_the_address(browser):
    assert browser.get(f"{PLACE}?locale=de").reads("Hallo Kim")
    at = browser.post(PLACE, {"q": KIM, "locale": "de"}).at.removeprefix("/console")
    assert ("person=" in at, "locale=de" in at, KIM in at) == (True, True, False)
    page = browser.get(at)
    assert page.reads("What they would see, and why")
    assert page.find(r'href="/console(/people/\w+/why/placements/hero)"')


def test_somebody_whom_nobody_knows_is_said(browser):
    browser.get(PLACE)
    page = browser.post(PLACE, {"q": "nobody@shop.test"})
    assert (page.status, page.reads("Nobody is known by that.")) == (422, True)


def test_markup_stands_in_a_frame_without_script_cookie_or_origin(browser):
    frame = browser.get(PLACE).find(r'sandbox="" title="Its markup" loading="lazy" src="/console([^"]+)"')
    page = browser.get(frame)
    assert (page.body, page.headers["content-security-policy"].startswith("sandbox")) == ("<b>Kim</b>", True)
    assert browser.get(f"{PLACE}/markup/nothing").status == 404


def test_results_have_their_intervals_the_holdout_and_what_is_no_longer_there(browser):
    page = browser.get(PLACE)
    for text in ("25.0 %", "7.1 % to 59.1 %", "No longer there", "Holdout: the page’s own", "Draws now"):
        assert page.reads(text), text
    assert page.body.count('class="rate-line"') == 3


def test_what_is_not_there_is_a_page_that_says_so(browser):
    assert [browser.get(one).status for one in ("/placements/nothing", f"{PLACE}?person=p_{'a' * 24}")] == [404, 404]


def test_a_person_s_page_leads_to_what_they_would_see_and_why(world):
    amy = as_staff(world, "amy")
    kim = page_of(amy, KIM)
    at = amy.get(kim).find(r'href="/console(/people/\w+/why/placements/side)"')
    page = amy.get(at)
    assert page.reads("Kim sees Vip in Beside the cart")
    assert page.reads("This is what they see.")
    assert (page.reads("Open cart"), "Hero of the home page" in page.body) == (True, True)
    assert 'href="/console/placements/side' not in page.body


def test_who_sees_the_page_s_own_is_told_why_not(world):
    put_in_force(world, starter_files() | {"placements/side.yaml": SIDE.replace("open-cart}", "abandoned-cart}")})
    max_ = as_staff(world, "max")
    kim = page_of(max_, KIM)
    page = max_.get(f"{kim}/why/placements/side")
    assert page.reads("sees the page’s own in Beside the cart")
    assert (page.reads("It is for others."), page.reads("No variant is for this viewer")) == (True, True)
    assert 'href="/console/placements/side?person=' in page.body


def test_a_marketer_reads_no_contact_data_in_what_is_shown_for_a_person(world, browser):
    asks = "variants: [{id: a, content: {title: 'Is {{ person.traits.email }} right?'}}]"
    put_in_force(world, starter_files() | {"placements/side.yaml": asks})
    browser.get("/placements/side")
    at = browser.post("/placements/side", {"q": KIM}).at.removeprefix("/console")
    page = browser.get(at)
    assert (page.reads("Is ••• right?"), KIM in page.body) == (True, False)


def test_that_there_is_nothing_to_recommend_is_said(world):
    liked = "variants: [{id: a, recommend: {kind: for_you}, content: {title: For you}}]"
    put_in_force(world, starter_files() | {"placements/side.yaml": liked})
    max_ = as_staff(world, "max")
    page = max_.get(f"{page_of(max_, KIM)}/why/placements/side")
    assert (page.status, page.reads("Nothing to recommend")) == (200, True)


def test_without_placements_the_pages_say_what_one_is(monkeypatch):
    with staffed(monkeypatch) as made:
        put_in_force(made, {name: text for name, text in starter_files().items() if "placements/" not in name})
        two_customers(made)
        assert as_staff(made, "max").get("/placements").reads("No placements yet")
        assert not as_staff(made, "amy").get(page_of(as_staff(made, "amy"), KIM)).reads("On the site")
