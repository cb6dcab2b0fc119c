"""What staff are given to answer with: macros, suggestions, a summary; and topics of what customers write."""

import json
from typing import Any

import pytest

from segue.times import MINUTE
from segue_tools.playbooks import starter_files
from tests.faults.cloud.nemesis import Fault
from tests.faults.shop import put_in_force
from tests.handlers.talks import chatted, desk, known, texts, the_one, whole
from tests.handlers.trail import entered

CONVERSE = "bedrock-runtime.Converse"


@pytest.fixture
def shop(world):
    """The starter in force, and Kim known."""
    put_in_force(world, starter_files())
    world.pass_time(MINUTE)
    known(world)
    return world


@pytest.fixture
def talk(shop):
    """Kim waits for a parcel."""
    chatted(shop, "Where is my parcel?", "t1")
    return the_one(shop)


def asked(world, method: str, path: str, said: Any = None, role: str = "agent") -> tuple[int, Any]:
    return desk(world, role).ask(method, path, json.dumps(said) if said is not None else "")


def test_what_a_customer_writes_gets_a_topic_until_an_agent_names_another(shop):
    chatted(shop, "Hello", "t1")
    assert the_one(shop)["topic"] == ""
    chatted(shop, "Where is my parcel?", "t2")
    talk = the_one(shop)
    assert (talk["topic"], talk["topic_by"]) == ("track_order", "model")
    asked(shop, "PUT", f"/v1/conversations/{talk['id']}/topic", {"topic": "returns"})
    chatted(shop, "I forgot my password", "t3")
    assert (the_one(shop)["topic"], the_one(shop)["topic_by"]) == ("returns", "agent")


def test_the_language_of_the_first_clear_words_chooses_articles_and_macros(shop):
    chatted(shop, "Wo ist mein Paket? Ich habe es noch nicht.", "t1")
    talk = the_one(shop)
    assert (talk["language"], talk["topic"]) == ("de", "delivery")
    told = asked(shop, "GET", f"/v1/conversations/{talk['id']}/suggestions")[1]
    assert (told["articles"][0]["id"], told["articles"][0]["locale"]) == ("delivery", "de")
    said = asked(shop, "POST", "/v1/macros/where-is-it/render", {"conversation": talk["id"]})[1]
    assert said["text"].startswith("Hallo Kim,")


def test_macros_are_listed_by_name_and_for_a_topic(shop):
    status, told = asked(shop, "GET", "/v1/macros", role="marketer")
    assert (status, len(told["items"]), told["items"][0]["name"]) == (200, 6, "Glad to help, and done")
    status, told = asked(shop, "GET", "/v1/macros?topic=track_refund")
    assert [(one["id"], one["locales"]) for one in told["items"]] == [("refund-on-its-way", ["en", "de"])]
    assert asked(shop, "GET", "/v1/macros", role="privacy")[0] == 403


def test_a_macro_is_rendered_for_the_customer_and_changes_nothing(shop, talk):
    said = {"conversation": talk["id"], "agent": "Ann", "locale": "de"}
    status, told = asked(shop, "POST", "/v1/macros/where-is-it/render", said)
    assert (status, told["locale"], told["steps"], told["topic"]) == (200, "de", ["checked delivery"], "delivery")
    assert told["text"].startswith("Hallo Kim,")
    assert told["text"].endswith("Ann, Fernweh Outfitters")
    assert the_one(shop) == talk


@pytest.mark.parametrize(
    ("macro", "conversation", "status", "reason"),
    [
        ("where-is-id", "", 404, "unknown-macro"),
        ("where-is-it", "c_no", 404, "unknown-conversation"),
        ("where-is-it", "c" * 100, 404, "unknown-conversation"),
    ],
)
def test_what_is_not_there_is_told(shop, talk, macro, conversation, status, reason):
    said = {"conversation": conversation or talk["id"]}
    found = asked(shop, "POST", f"/v1/macros/{macro}/render", said)
    assert (found[0], found[1]["type"].rpartition(":")[2]) == (status, reason)


def test_a_macro_that_asks_for_what_is_not_known_is_refused(shop):
    put_in_force(shop, {**starter_files(), "macros/shoes.yaml": "text: Size {{ person.traits.shoe_size }}\n"})
    shop.pass_time(MINUTE)
    chatted(shop, "Hello", "t1")
    status, told = asked(shop, "POST", "/v1/macros/shoes/render", {"conversation": the_one(shop)["id"]})
    assert (status, told["type"].rpartition(":")[2]) == (409, "template-error")
    assert "[shoe size?]" in told["detail"]


def said_by(shop, talk, macro, locale=""):
    return asked(shop, "POST", f"/v1/macros/{macro}/render", {"conversation": talk["id"], "locale": locale})[1]["text"]


@pytest.mark.parametrize("locale", ["en", "de"])
def test_a_macro_is_told_in_whichever_language_it_was_sent(shop, talk, locale):
    text = said_by(shop, talk, "where-is-it", locale).partition(" ")[2]
    asked(shop, "POST", f"/v1/conversations/{talk['id']}/turns", {"text": text, "macro": "where-is-it"})
    assert whole(shop, talk["id"])["card"]["tried"] == ["checked delivery"]


def test_a_macro_whose_words_were_replaced_is_not_kept_as_tried(shop, talk):
    place = f"/v1/conversations/{talk['id']}/turns"
    asked(shop, "POST", place, {"text": "Hello, I ask the depot and call you back", "macro": "where-is-it"})
    told = whole(shop, talk["id"])
    assert ("macro" in told["turns"][-1]["detail"], told["card"]["tried"]) == (False, [])


def test_an_answer_with_a_macro_keeps_its_steps(shop, talk):
    place = f"/v1/conversations/{talk['id']}/turns"
    assert asked(shop, "POST", place, {"text": said_by(shop, talk, "where-is-it"), "macro": "where-is-it"})[0] == 201
    told = whole(shop, talk["id"])["turns"][-1]
    assert (told["detail"]["macro"], told["detail"]["steps"]) == ("where-is-it", ["checked delivery"])
    assert asked(shop, "POST", place, {"text": "Hi", "macro": "no-such"})[0] == 404
    assert len(texts(whole(shop, talk["id"]))) == 2


def test_an_answer_with_a_macro_sets_tags_and_topic_and_a_note_does_not(shop, talk):
    place = f"/v1/conversations/{talk['id']}/turns"
    asked(shop, "POST", place, {"text": "She asks for a label", "kind": "note", "macro": "return-label"})
    assert (the_one(shop)["tags"], the_one(shop)["topic"]) == ([], "track_order")
    asked(shop, "POST", place, {"text": "It is on its way", "macro": "where-is-it"})
    assert (the_one(shop)["topic"], the_one(shop)["topic_by"]) == ("track_order", "model")
    asked(shop, "POST", place, {"text": "Your label", "macro": "return-label"})
    told = the_one(shop)
    assert (told["tags"], told["topic"], told["topic_by"]) == (["return-label"], "returns", "agent")


def test_answers_are_suggested_with_their_reasons(shop, talk):
    status, told = asked(shop, "GET", f"/v1/conversations/{talk['id']}/suggestions?locale=de")
    assert (status, told["topic"], told["group"], told["topic_by"]) == (200, "track_order", "delivery", "model")
    assert (told["articles"][0]["id"], told["macros"][0]["id"], told["macros"][0]["reason"]) == (
        "delivery",
        "where-is-it",
        "topic",
    )
    assert asked(shop, "GET", "/v1/conversations/c_no/suggestions")[0] == 404


def test_where_no_model_is_named_none_is_asked(shop, talk, monkeypatch):
    monkeypatch.setenv("SUMMARY_MODEL", "")
    status, told = asked(shop, "POST", f"/v1/conversations/{talk['id']}/summary")
    assert (status, told["type"].rpartition(":")[2]) == (400, "no-summaries")
    assert shop.region.models.asked == []


def test_a_summary_says_which_model_has_written_it(shop, talk):
    place = f"/v1/conversations/{talk['id']}/summary"
    assert asked(shop, "POST", place) == (200, {"text": "1 lines were said.", "model": "SummaryModel"})
    (one,) = shop.region.models.asked
    assert not [word for word in ("kim@", "u1", talk["id"], talk["person"]) if word in json.dumps(one)]
    row = entered(shop, "conversation.viewed")[-1]
    assert (row["actor"], row["subjects"]) == ("agent-1", [the_one(shop)["person"]])


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.UNSENT, Fault.THROTTLE])
def test_a_model_that_does_not_answer_is_asked_once_and_nothing_else_is_touched(shop, talk, fault):
    seen = []

    def struck(request):
        seen.append(request.name) if request.name == CONVERSE else None
        return fault if request.name == CONVERSE else None

    shop.region.gate.plan = struck
    status, told = asked(shop, "POST", f"/v1/conversations/{talk['id']}/summary")
    assert (status, told["type"].rpartition(":")[2], seen) == (503, "model-busy", [CONVERSE])
    assert the_one(shop) == talk


@pytest.mark.parametrize("code", ["AccessDeniedException", "ValidationException", "ResourceNotFoundException"])
def test_a_model_that_may_not_be_asked_is_told(shop, talk, code):
    shop.region.models.reject = code
    status, told = asked(shop, "POST", f"/v1/conversations/{talk['id']}/summary")
    assert (status, told["type"].rpartition(":")[2]) == (409, "model-refused")
    assert code in told["detail"]


def test_no_conversation_at_all_is_not_there_either(shop):
    assert asked(shop, "POST", "/v1/macros/where-is-it/render", {"conversation": ""})[0] == 404
