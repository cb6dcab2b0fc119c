"""What helps staff to answer in the console: macros and articles of the starter playbook, the card, the customer."""

import pytest

from segue.times import MINUTE
from tests.faults.shop import added, post
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.starter import whole_starter
from tests.handlers.talks import chatted, known, the_one


@pytest.fixture(scope="module")
def shop():
    """A shop with the whole starter playbook, and Kim, who has a cart and asks where a tent is."""
    with pytest.MonkeyPatch.context() as patched, staffed(patched, whole_starter()) as world:
        known(world)
        post(world, added(world, "m9", "c1", userId="u1"))
        chatted(world, "Where is my package? It has not been delivered.", "t1")
        world.pass_time(MINUTE)
        yield world


@pytest.fixture
def amy(shop):
    """An agent who has signed in."""
    return as_staff(shop, "amy")


@pytest.fixture
def talk(shop):
    """The path of Kim's conversation."""
    return f"/inbox/{the_one(shop)['id']}"


def test_macros_and_articles_that_fit_are_offered(amy, talk):
    page = amy.get(talk)
    assert [one for one in ("Macros that fit", "Articles", "Other macros") if not page.reads(one)] == []


def test_a_macro_is_put_into_the_box_with_what_is_known_of_the_customer(amy, talk):
    assert "Kim" in amy.get(f"{talk}/macro/where-is-it").body
    assert amy.headers["content-type"].startswith("text/plain")
    assert amy.get(f"{talk}?macro=where-is-it").find(r'name="macro" value="([\w-]*)"') == "where-is-it"
    assert "Kim" in amy.find(r"<textarea[^>]*>([^<]*)</textarea>")


def test_a_macro_that_there_is_not_is_said(amy, talk):
    assert amy.get(f"{talk}?macro=nothing").reads("There is no such macro.")
    assert amy.get(f"{talk}/macro/nothing").status == 404


def test_the_card_says_what_needs_not_be_asked_again(amy, talk):
    page = amy.get(talk)
    assert page.reads("Known already, so do not ask again")
    assert page.reads("Problem Where is my package?")


def test_beside_it_stand_the_cart_and_the_paused_marketing(amy, talk):
    page = amy.get(talk)
    told = ("Open cart", "Tent", "Hand over to another device", "Marketing is paused while this is open")
    assert [one for one in told if not page.reads(one)] == []


def test_topics_of_the_shop_are_offered(amy, talk):
    assert '<option value="delivery' in amy.get(talk).body


def test_a_summary_says_that_a_model_has_made_it(amy, talk):
    page = amy.get(talk)
    assert page.reads("Summarise")
    told = amy.post(f"{talk}/summary", {})
    assert told.reads("1 lines were said.")
    assert told.reads("Made by the model SummaryModel")


def test_where_no_model_is_named_no_summary_is_offered(amy, talk, monkeypatch):
    monkeypatch.setenv("SUMMARY_MODEL", "")
    assert not amy.get(talk).reads("Summarise")
    assert (amy.post(f"{talk}/summary", {}).status, amy.reads("no model for summaries")) == (409, True)


@pytest.mark.parametrize(("code", "status"), [("AccessDeniedException", 409), ("ThrottlingException", 503)])
def test_a_model_that_does_not_answer_is_said(shop, amy, talk, monkeypatch, code, status):
    monkeypatch.setattr(shop.region.models, "reject", code)
    amy.get(talk)
    assert amy.post(f"{talk}/summary", {}).status == status
