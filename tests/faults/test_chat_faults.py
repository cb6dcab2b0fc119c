"""A visitor's chat, struck at every AWS request: nothing that was said is lost, and nothing is there twice."""

from itertools import groupby
from operator import itemgetter
from typing import Any

import pytest

from segue.aws.conversation_rows import turn_at
from segue.times import HOUR, MINUTE
from tests.faults import talks
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.playbooks import files
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import put_in_force
from tests.faults.striking import odd_ones, requests_of, transactions_of
from tests.handlers.chats import anonymous, signed_in
from tests.handlers.talks import desk, listed


def played(plan: Plan = nothing) -> World:
    """Kim chats, signs in and goes on; whoever gets no good answer asks again with the same words."""
    world = World(shards=2)
    with world.open():
        world.region.gate.plan = plan
        kim = anonymous(world).open()
        kim.say("Hi", "c1")
        world.pass_time(MINUTE)
        kim = signed_in(world, "u1", "a1").open()
        kim.say("Where is my tent?", "c2")
        kim.say(client="c3", form={"order": "TL-1"})
        assert [one["text"] for one in kim.new()["turns"]][-1] == "order: TL-1"
        world.pass_time(HOUR)
    return world


def ended(world: World) -> Any:
    """One conversation, what was said in it, and what the ledger has, but for moments."""
    found, turns, told, sent = talks.ending(world)
    heads = [(one["state"], one["turns"], one["known"], one["channels"]) for one in found]
    said = sorted(row["sk"].split("#")[1] for row in rows(world, "Ledger") if row["s"] == "chat")
    return heads, turns, told, sent, said


def test_quietly_all_of_it_is_one_conversation():
    heads, turns, told, _, said = ended(played())
    assert heads == [("open", 3, {"order": "TL-1"}, ["chat"])]
    assert [text for text, *_ in turns] == ["Hi", "Where is my tent?", "order: TL-1"]
    assert (told, len(said)) == (["opened"], 3)


def test_a_fault_in_the_chat_changes_nothing():
    assert requests_of(played(), "chat") > 40
    assert odd_ones(played, ended, "chat") == []


@pytest.mark.usefixtures("short")
def test_a_transaction_that_meets_another_one_is_made_again():
    quiet = ended(played())
    plans = transactions_of(played, "chat")
    assert plans
    assert [plan.index for plan in plans if ended(played(plan)) != quiet] == []


def led_away(plan: Plan = nothing) -> World:
    """Kim goes on by mail, and asks for a code; both until there is an answer."""
    world = World(shards=2)
    with world.open():
        kim = anonymous(world).open()
        kim.say("Hi", "c1")
        world.pass_time(MINUTE)
        world.region.forget_counts()
        world.region.gate.plan = plan
        where, token = f"/v1/chat/{kim.chat['id']}", kim.chat["token"]
        assert kim.ask("POST", f"{where}/move", {"channel": "email", "address": "kim@else.test"}, token)["channel"]
        assert len(kim.ask("POST", f"{where}/code", {}, token)["code"]) == 6
        world.pass_time(HOUR)
    return world


def gone(world: World) -> Any:
    """What was said, and the mails that went out."""
    codes = sum(row["pk"].startswith("talk-code#") for row in rows(world, "Requests"))
    return talks.ending(world)[1:], [one.to for one in world.region.mailbox.mails], codes


def test_quietly_one_mail_goes_out_and_one_code_is_made():
    (turns, _, sent), mails, codes = gone(led_away())
    assert turns[0][:2] == ("Hi", "customer")
    assert (len(turns), sent, mails, codes) == (2, ["sent"], ["kim@else.test"], 1)


def test_a_fault_while_it_goes_on_elsewhere_changes_nothing():
    assert odd_ones(led_away, gone, "chat") == []


ARTICLE = {"articles/tents.yaml": "title: Where tents are\nbody: On their way.\nvisibility: customers\n"}
NAMED = {"policies/conversations.yaml": "chat: {staff: {amy: Amy}}\n"}


def helped(plan: Plan = nothing) -> World:
    """Kim is shown an article, reads it, and is helped by it; then asks again, and Amy answers."""
    world = World(shards=2)
    with world.open():
        put_in_force(world, {**files(), **ARTICLE, **NAMED})
        world.pass_time(HOUR)
        kim = anonymous(world).open()
        world.region.forget_counts()
        world.region.gate.plan = plan
        kim.say("Where is my tent?", "c1")
        where, token = f"/v1/chat/{kim.chat['id']}/articles", kim.chat["token"]
        assert [one["id"] for one in kim.ask("GET", where, None, token)["articles"]] == ["tents"]
        for done in ("opened", "helped"):
            world.pass_time(1)
            assert kim.ask("POST", where, {"article": "tents", "did": done}, token)["did"] == done
        world.pass_time(MINUTE)
        kim.say("Still not here", "c2")
        talks.asked(world, "turns", {"text": "It comes today"})
        assert kim.open().chat["turns"][-1]["by"] == "Amy"
        world.pass_time(HOUR)
    return world


def test_quietly_the_article_is_read_once_and_ends_the_conversation_once():
    heads, turns, told, _, said = ended(helped())
    assert (heads[0][:2], len(said)) == (("waiting", 5), 4)
    read = [text for text, *_ in turns if "“" in text]
    assert read == ["Has read “Where tents are”", "Was helped by “Where tents are”"]
    assert told == ["opened", "opened", "resolved", "turn"]


def test_a_fault_while_articles_are_read_changes_nothing():
    assert odd_ones(helped, ended, "chat") == []


def crossed(plan: Plan = nothing) -> World:
    """Kim has two conversations in one chat; Amy answers the younger one, and Kim goes over to it."""
    world = World(shards=2)
    with world.open():
        signed_in(world, "u1", "a1").open().say("Where is my tent?", "c1")
        world.pass_time(MINUTE)
        anonymous(world, "a2").open().say("The pole is broken", "c2")
        world.pass_time(MINUTE)
        kim = signed_in(world, "u1", "a2").open()
        (younger,) = [one["id"] for one in listed(world) if one["preview"] == "The pole is broken"]
        assert desk(world).post(f"/v1/conversations/{younger}/turns", {"text": "We look", "channel": "chat"})[0] == 201
        world.pass_time(1)
        world.region.forget_counts()
        world.region.gate.plan = plan
        kim.say("Thank you", "c3")
        assert [one["text"] for one in kim.new()["turns"]][-2:] == ["We look", "Thank you"]
        world.pass_time(HOUR)
    return world


def both(world: World) -> Any:
    """What was said in each."""
    kept = sorted((row for row in rows(world, "Conversations") if row["sk"][:2] == "t#"), key=itemgetter("pk", "sk"))
    return sorted([turn_at(row).text for row in group] for _, group in groupby(kept, itemgetter("pk")))


def test_quietly_the_next_words_are_in_the_one_that_was_answered():
    assert both(crossed()) == [
        ["The pole is broken", "We look", "Thank you"],
        ["Where is my tent?"],
    ]


def test_a_fault_while_a_chat_goes_over_changes_nothing():
    assert odd_ones(crossed, both, "chat") == []
