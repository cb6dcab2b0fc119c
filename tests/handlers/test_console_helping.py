"""What helps staff to answer in the console: macros and articles of the starter playbook, the card, the customer."""

import json

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


def put_in(browser, talk, macro):
    """What the page's script is given of a macro."""
    return json.loads(browser.get(f"{talk}/macro/{macro}").body)


def answer(browser, talk, macro, text, **ticks):
    """Sends words as an answer with a macro, and what is ticked beside it."""
    browser.get(talk)
    kept = {name: browser.find(rf'name="{name}" value="([^"]*)"') for name in ("version", "occasion")}
    return browser.post(
        f"{talk}/say", {**kept, "kind": "said", "channel": "chat", "macro": macro, "text": text, **ticks}
    )


def test_macros_and_articles_that_fit_are_offered(amy, talk):
    page = amy.get(talk)
    assert [one for one in ("Macros that fit", "Articles", "Other macros") if not page.reads(one)] == []


def test_a_macro_is_put_into_the_box_with_what_is_known_of_the_customer(amy, talk):
    assert "Kim" in put_in(amy, talk, "where-is-it")["text"]
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
    assert '<option value="Delivery' in amy.get(talk).body


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


TICKS = {"set-topic": "returns", "set-tag-0": "return-label"}


def test_what_a_macro_sets_stands_beside_the_box_and_is_ticked(amy, talk):
    sets = put_in(amy, talk, "return-label")["sets"]
    assert [sets.count("checked"), "Tag return-label" in sets, "Topic Returns" in sets] == [2, True, True]
    assert 'name="set-tag-0" value="return-label" checked' in amy.get(f"{talk}?macro=return-label").body
    assert 'name="set-resolve" value="yes" checked' in amy.get(f"{talk}?macro=glad-to-help").body
    assert 'name="set-' not in amy.get(talk).body


def test_a_topic_that_the_conversation_has_already_is_nothing_to_tick(amy, talk):
    sets = [put_in(amy, talk, one)["sets"] for one in ("where-is-it", "return-label")]
    assert ["set-topic" in one for one in sets] == [False, True]
    assert 'name="set-topic"' not in amy.get(f"{talk}?macro=where-is-it").body


def test_a_macro_whose_words_were_replaced_is_not_tried(shop, amy, talk):
    sent = answer(amy, talk, "return-label", "Please wait until tomorrow, the depot is closed today")
    assert sent.at.endswith("said=own")
    assert amy.get(sent.at.removeprefix("/console")).reads("the macro does not count as tried")
    assert not amy.reads("Tried sent return label")


def test_a_macro_that_was_sent_is_tried_once_and_sets_what_is_ticked(shop, amy, talk):
    said = put_in(amy, talk, "return-label")["text"]
    assert answer(amy, talk, "return-label", f"{said}\nHave a nice day!", **{"set-tag-0": "return-label"}).status == 303
    assert (the_one(shop)["tags"], the_one(shop)["topic"] == "returns") == (["return-label"], False)
    answer(amy, talk, "return-label", said, **TICKS)
    assert the_one(shop)["topic"] == "returns"
    assert the_one(shop)["card"]["tried"] == ["sent return label"]


def test_a_form_sets_nothing_that_the_macro_does_not(shop, amy, talk):
    said = put_in(amy, talk, "sorry")["text"]
    answer(amy, talk, "sorry", said, **{"set-tag-0": "vip", "set-topic": "fraud"})
    assert ("vip" in the_one(shop)["tags"], the_one(shop)["topic"] == "fraud") == (False, False)


def test_what_cannot_be_sent_keeps_the_macro_and_what_was_left_out(amy, talk):
    refused = answer(amy, talk, "order-changed", " ", **{"set-topic": "order"})
    assert refused.status == 422
    assert refused.find(r'name="macro" value="([\w-]*)"') == "order-changed"
    assert [one in refused.body for one in ('value="order" checked', 'value="changed" checked')] == [True, False]
    refused = answer(amy, talk, "order-changed", "Your order [order?] is changed.")
    assert (refused.status, refused.reads("Fill out [order?] first")) == (422, True)
    amy.get(talk).post(f"{talk}/draft", {"text": "Your order [order?] is changed."})
    assert amy.get(talk).reads("Not known of this customer: [order?].")


def test_a_macro_that_resolves_does_so_while_that_is_ticked(shop, amy, talk):
    said = put_in(amy, talk, "glad-to-help")["text"]
    answer(amy, talk, "glad-to-help", said)
    assert the_one(shop)["state"] == "waiting"
    assert answer(amy, talk, "glad-to-help", said, **{"set-resolve": "yes"}).at.endswith("said=sent")
    assert amy.get(talk).reads("Resolved")
