"""Two conversations of a customer merged by hand, in the API and in the console, and parted again."""

from segue.console.conversations.conversing import TURNS
from tests.handlers.talks import chatted, desk, heads, listed, texts, whole, wrote

OTHER = "+4915228817388"  # another number kept for films


def asked(world, one, act, other, name="agent"):
    return desk(world, name).post(f"/v1/conversations/{one}/{act}", {"conversation": other})


def test_one_is_left_in_every_list_and_both_names_lead_to_it(world, apart):
    stays, goes = apart
    status, told = asked(world, stays, "merge", goes)
    assert (status, told["id"], told["absorbs"]) == (200, stays, [goes])
    assert [one["id"] for one in listed(world)] == [stays]
    for one in apart:
        assert (whole(world, one)["id"], texts(whole(world, one))) == (
            stays,
            ["Where is my tent?", "The pole is broken"],
        )
    person = told["person"]
    found = desk(world).get(f"/v1/people/{person}/conversations")[1]["items"]
    assert [one["id"] for one in found] == [stays]


def test_what_comes_late_by_the_merged_one_s_thread_is_in_the_one_that_stays_until_they_part(world, apart):
    stays, goes = apart
    asked(world, stays, "merge", goes)
    chatted(world, "Any news?", "m2", conversation_id="email:m1", channel="email")
    assert texts(whole(world, stays))[-1] == "Any news?"
    assert whole(world, stays)["channel"] == "email"
    assert asked(world, stays, "part", goes)[0] == 200
    assert texts(whole(world, stays)) == ["Where is my tent?"]
    assert texts(whole(world, goes)) == ["The pole is broken", "Any news?"]
    assert {one["id"] for one in listed(world)} == {stays, goes}


def test_repeats_of_both_change_nothing(world, apart):
    stays, goes = apart
    for act in ("merge", "part"):
        asked(world, stays, act, goes)
        kept = heads(world)
        assert asked(world, stays, act, goes)[0] == 200
        assert heads(world) == kept


def test_an_end_is_told_of_both_so_that_marketing_goes_on(world, apart):
    stays, goes = apart
    asked(world, stays, "merge", goes)
    assert desk(world).post(f"/v1/conversations/{goes}/resolve", {})[0] == 200
    world.pass_time(60_000)
    person = whole(world, stays)["person"]
    assert desk(world).get(f"/v1/people/{person}/conversations")[1]["items"][0]["state"] == "resolved"
    told = [row["sk"]["S"] for row in world.table("Ledger").items() if "|resolved|" in row["sk"]["S"]]
    assert {one in " ".join(told) for one in (stays, goes)} == {True}


def test_what_cannot_be_is_said(world, apart):
    stays, goes = apart
    wrote(world, "Hello", "i9", OTHER)
    stranger = next(one["id"] for one in listed(world) if one["preview"] == "Hello")
    answers = [
        asked(world, stays, "merge", other)[1]["type"].rpartition(":")[2]
        for other in (stays, stranger, "c_" + "a" * 24)
    ]
    assert answers == ["same-conversation", "not-the-same-person", "unknown-conversation"]
    assert asked(world, stays, "merge", "")[0] == 422
    assert asked(world, stays, "merge", goes, "marketer")[0] == 403


def test_the_console_shows_before_it_merges_and_takes_it_back(world, amy, apart):
    stays, goes = apart
    assert f'/inbox/{stays}/merge/{goes}"' in amy.get(f"/inbox/{stays}").body
    assert amy.get(f"/inbox/{stays}/merge/{goes}").reads("The pole is broken")
    assert amy.post(f"/inbox/{stays}/merge/{goes}", {}).at == f"/console/inbox/{stays}?said=merged"
    page = amy.get(f"/inbox/{stays}?said=merged")
    assert [
        one for one in ("The pole is broken", "Merged into this one", "in order of time") if not page.reads(one)
    ] == []
    assert amy.get(f"/inbox/{goes}").at == f"/console/inbox/{stays}"
    assert amy.get(f"/inbox/{goes}/new?seen=x").reads("Where is my tent?")
    assert amy.get(f"/inbox/{stays}/part/{goes}").reads("Part these two again?")
    assert amy.post(f"/inbox/{stays}/part/{goes}", {}).at.endswith("said=parted")
    assert amy.get(f"/inbox/{goes}").status == 200


def test_the_console_says_why_not(world, amy, apart):
    stays, _ = apart
    wrote(world, "Hello", "i9", OTHER)
    stranger = next(one["id"] for one in listed(world) if one["preview"] == "Hello")
    amy.get(f"/inbox/{stays}/merge/{stranger}")
    refused = amy.post(f"/inbox/{stays}/merge/{stranger}", {})
    assert (refused.status, refused.reads("These are conversations of two people: merge the people first.")) == (
        422,
        True,
    )
    assert amy.get(f"/inbox/{stays}/merge/c_{'a' * 24}").status == 404


def chat(world, topic):
    """A chat of Kim's about something: the id of its conversation."""
    chatted(world, topic, f"t-{topic}", conversation_id=f"chat:{topic}", topic=topic)
    return next(one["id"] for one in listed(world) if one["preview"] == topic)


def test_the_console_offers_no_merge_of_chats_and_says_why(world, amy, apart):
    (mail, _), both = apart, "both are chats"
    one, other = (chat(world, topic) for topic in ("Bags", "Boots"))
    for stays, goes, why in ((one, other, both), (other, one, both), (mail, one, "keep it, and merge the other one")):
        page = amy.get(f"/inbox/{stays}")
        assert (f"/inbox/{stays}/merge/{goes}" in page.body, page.reads(why)) == (False, True)
        before = amy.get(f"/inbox/{stays}/merge/{goes}")
        assert (before.reads(why), f'action="/console/inbox/{stays}/merge/' in before.body) == (True, False)
        assert asked(world, stays, "merge", goes)[1]["type"].endswith("is-a-chat")
    assert f"/inbox/{one}/merge/{mail}" in amy.get(f"/inbox/{one}").body


def test_the_problem_is_told_by_the_first_words_of_both_however_much_was_said_since(world, amy, apart):
    goes, stays = apart
    for one in range(TURNS + 5):
        chatted(world, f"It is part {one}", f"p{one}", conversation_id="email:m1", channel="email")
    asked(world, stays, "merge", goes)
    told = whole(world, stays)["card"]["problem"]
    assert told.startswith("Where is my tent? The pole is broken. It is part 0")
    page = amy.get(f"/inbox/{stays}")
    assert (page.reads(f"Problem {told}"), page.reads("Older")) == (True, True)
