"""Articles in a visitor's chat: shown until somebody answers, and known to whoever does once they are read."""

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.cloud.playbooks import files
from tests.faults.shop import message, post, put_in_force
from tests.handlers.chats import anonymous, signed_in
from tests.handlers.mails_in import mailed
from tests.handlers.talks import desk, heads, listed, the_one, whole

QUESTION = "How long does a refund take?"
GERMAN = "locales: {de: {title: Wie wir erstatten, body: Bald.}}\n"
ARTICLES = {
    "articles/refund.yaml": f"title: How we refund\nbody: A refund takes three days.\n{GERMAN}visibility: customers\n",
    "articles/secret.yaml": "title: Refund at the desk\nbody: Press the red key.\nvisibility: agents\n",
}


@pytest.fixture
def shop(world):
    """A shop with an article about refunds for customers, and one for its staff."""
    return in_force(world)


def in_force(world, **more):
    put_in_force(world, {**files(), **ARTICLES, **more})
    world.pass_time(HOUR)
    return world


def found(guest):
    """The articles that the chat shows."""
    path = f"/v1/chat/{guest.chat['id']}/articles"
    return [(one["id"], one["locale"]) for one in guest.ask("GET", path, None, guest.chat["token"])["articles"]]


def did(guest, article, what):
    """A visitor reads one, or says that it was the answer."""
    body = {"article": article, "did": what}
    return guest.ask("POST", f"/v1/chat/{guest.chat['id']}/articles", body, guest.chat["token"])


def asking(world, name="a1"):
    """A visitor who has written."""
    guest = anonymous(world, name).open()
    guest.say(QUESTION)
    return guest


def test_what_may_answer_is_shown_in_the_language_of_the_visitor(shop):
    guest = anonymous(shop).open(locale="de-AT")
    assert (guest.chat["articles"], found(guest)) == (True, [])
    guest.say("Wie wird erstattet?")
    assert found(guest) == [("refund", "de")]
    assert found(asking(shop, name="a2")) == [("refund", "en")]


def test_nothing_is_shown_once_somebody_has_answered_until_it_is_opened_again(shop):
    guest = asking(shop)
    path = f"/v1/conversations/{the_one(shop)['id']}"
    shop.pass_time(MINUTE)
    desk(shop).post(f"{path}/turns", {"text": "Three days"})
    assert found(guest) == []
    guest.say(QUESTION)
    assert found(guest) == []
    shop.pass_time(MINUTE)
    desk(shop).post(f"{path}/resolve", {})
    shop.pass_time(MINUTE)
    guest.say("And a refund of the card?")
    assert found(guest) == [("refund", "en")]


def test_what_was_written_elsewhere_brings_no_articles(shop):
    post(shop, message(shop, "identify", "m1", userId="u1", traits={"email": "kim@shop.test"}))
    mailed(shop, QUESTION, "m1@shop", "kim@shop.test", Subject="Refund")
    shop.pass_time(MINUTE)
    kim = signed_in(shop, "u1").open()
    assert (kim.chat["turns"], found(kim)) == ([], [])


def test_a_shop_that_has_it_switched_off_shows_none(world):
    in_force(world, **{"policies/articles.yaml": "customers: false\n"})
    guest = asking(world)
    assert (guest.chat["articles"], found(guest)) == (False, [])
    assert (did(guest, "refund", "opened")["type"][-15:], guest.status) == ("unknown-article", 404)


def test_what_was_read_stands_in_the_card_and_the_conversation_once(shop):
    guest = asking(shop)
    for _ in range(2):
        assert did(guest, "refund", "opened") == {"article": "refund", "did": "opened"}
        shop.pass_time(MINUTE)
    talk = the_one(shop)
    assert talk["card"]["tried"] == ["Has read “How we refund”"]
    assert [(one["author"], one["kind"]) for one in talk["turns"]] == [("customer", "said"), ("system", "note")]
    assert (talk["state"], talk["preview"]) == ("open", QUESTION)
    assert [one["text"] for one in guest.new()["turns"]] == [QUESTION]
    assert [one["s"]["S"] for one in shop.table("Ledger").items()].count("chat") == 2


def test_an_article_that_was_the_answer_ends_the_conversation(shop):
    guest = asking(shop)
    did(guest, "refund", "opened")
    shop.pass_time(1)
    for _ in range(2):
        assert did(guest, "refund", "helped")["did"] == "helped"
        shop.pass_time(MINUTE)
    (head,) = heads(shop)
    assert (head.state, head.resolved_by, head.due, guest.open().chat["state"]) == ("resolved", "", 0, "resolved")
    assert whole(shop, head.id)["card"]["tried"][1:] == ["Was helped by “How we refund”"]
    guest.say("One more thing")
    assert (heads(shop)[0].state, found(guest)) == ("open", [("refund", "en")])
    assert did(guest, "refund", "helped")["did"] == "helped"
    shop.pass_time(MINUTE)
    assert (heads(shop)[0].state, heads(shop)[0].turns) == ("resolved", 5)


def test_whoever_is_answered_already_ends_nothing(shop):
    guest = asking(shop)
    shop.pass_time(MINUTE)
    desk(shop).post(f"/v1/conversations/{the_one(shop)['id']}/turns", {"text": "Three days"})
    assert did(guest, "refund", "helped")["did"] == "helped"
    assert the_one(shop)["state"] == "waiting"


def test_a_visitor_ends_no_conversation_in_which_others_have_part(shop):
    guest = asking(shop)
    thread = {"conversation_id": f"chat:{guest.chat['id']}", "author": "customer", "text": "Me too", "channel": "chat"}
    post(shop, message(shop, "track", "x1", event="Conversation Turn", properties=thread, anonymousId="a9"))
    shop.pass_time(MINUTE)
    assert did(guest, "refund", "helped")["did"] == "helped"
    assert (len(listed(shop)), the_one(shop)["state"]) == (1, "open")


@pytest.mark.parametrize(
    ("article", "what", "reason"),
    [("secret", "opened", "unknown-article"), ("none", "helped", "unknown-article"), ("refund", "ate", "bad-json")],
)
def test_nobody_reads_what_is_not_for_customers(shop, article, what, reason):
    assert did(asking(shop), article, what)["type"] == f"urn:segue:problem:{reason}"
    assert len(the_one(shop)["turns"]) == 1


def test_before_anything_was_said_nothing_is_read(shop):
    guest = anonymous(shop).open()
    assert (did(guest, "refund", "opened")["type"][-12:], guest.status) == ("nothing-said", 404)


def test_looking_for_articles_is_counted_beside_words(shop):
    guest = asking(shop)
    path = f"/v1/chat/{guest.chat['id']}/articles"
    statuses = []
    for _ in range(31):
        guest.ask("GET", path, None, guest.chat["token"])
        statuses.append(guest.status)
    assert (statuses[-2:], guest.say("Hello?")["turn"]["text"]) == ([200, 429], "Hello?")


def test_nobody_else_tells_what_somebody_has_read(shop):
    guest = asking(shop)
    said = {"conversation_id": f"chat:{guest.chat['id']}", "article": "refund", "text": "Has read “Nonsense”"}
    post(shop, message(shop, "track", "chat|x", event="Article Opened", properties=said, anonymousId="a1"))
    shop.pass_time(MINUTE)
    assert len(the_one(shop)["turns"]) == 1
