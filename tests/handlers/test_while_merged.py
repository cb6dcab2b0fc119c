"""What goes on in merged conversations: calls, mentions, clocks, and pages that stand open meanwhile."""

import re

import pytest

from segue.times import DAY, HOUR, MINUTE
from tests.faults.shop import message, reported
from tests.handlers.talks import desk, texts, whole
from tests.handlers.test_console_mentions import in_list, noted, sign
from tests.handlers.test_conversation_merges import asked

ANSWERED = "We send a new one"


@pytest.mark.parametrize("act", ["merge", "part"])
def test_a_call_in_a_merged_one_that_nobody_ends_is_over_some_time(world, apart, act):
    stays, goes = apart
    asked(world, stays, "merge", goes)
    told = {"conversation_id": "email:m1", "call_id": "k9", "channel": "phone", "direction": "inbound"}
    reported(world, message(world, "track", "call-9", event="Call Started", properties=told, userId="u1"))
    world.pass_time(MINUTE)
    asked(world, stays, act, goes)
    world.pass_time(5 * HOUR)
    (call,) = [one for one in whole(world, goes)["turns"] if one["kind"] == "call"]
    assert (call["detail"]["outcome"], "ended" in call["detail"]) == ("unknown", True)


def test_of_merged_ones_the_one_that_stays_is_shown_once_until_it_is_read(world, ann, amy, apart):
    stays, goes = apart
    noted(ann, f"/inbox/{goes}", "Look, @amy")
    asked(world, stays, "merge", goes)
    shown = re.findall(r'href="/console/inbox/(c_\w+)', amy.get("/inbox?whose=mentions").body)
    assert (sign(amy), {*shown}, amy.reads("Mentions you")) == ("1", {stays}, True)
    amy.get(f"/inbox/{stays}")
    assert (sign(amy), in_list(amy, f"/inbox/{stays}", "whose=mentions")) == ("", True)


def test_where_both_call_it_is_one_row(world, ann, amy, apart):
    stays, goes = apart
    for one in apart:
        noted(ann, f"/inbox/{one}", "Look, @amy")
    assert sign(amy) == "2"
    asked(world, stays, "merge", goes)
    assert (sign(amy), len(re.findall(r'class="talk-row ', amy.get("/inbox?whose=mentions").body))) == ("1", 1)


def late(world):
    """The conversations of which the ledger was told that an answer is late."""
    found = [row["sk"]["S"] for row in world.table("Ledger").items() if "|escalated|" in row["sk"]["S"]]
    return [one for row in found for one in re.findall(r"c_[a-z2-7]{24}", row)]


def test_an_answer_that_was_due_while_they_were_one_is_told_as_late_when_they_part(world, apart):
    stays, goes = apart
    asked(world, stays, "merge", goes)
    desk(world).post(f"/v1/conversations/{stays}/turns", {"text": "It is on its way", "channel": "email"})
    world.pass_time(3 * DAY)
    assert late(world) == []
    for _ in range(2):
        assert asked(world, stays, "part", goes)[0] == 200
        world.pass_time(MINUTE)
    assert late(world) == [goes]


@pytest.fixture
def old_page(world, amy, apart):
    """A page of before the merge that stands open: both conversations, and the version that it brings; meanwhile a
    colleague has answered in the one that stays."""
    stays, goes = apart
    for one in range(6):
        desk(world).post(f"/v1/conversations/{goes}/tags", {"tags": [f"tag {one}"]})
    version = amy.get(f"/inbox/{goes}").find(r'name="version" value="(\d+)"')
    asked(world, stays, "merge", goes)
    told = {"text": ANSWERED, "kind": "said", "channel": "email"}
    assert desk(world).post(f"/v1/conversations/{stays}/turns", told)[0] == 201
    world.pass_time(MINUTE)
    return stays, goes, version


@pytest.mark.parametrize("then", ["", "resolve"])
def test_an_answer_on_an_old_page_stays_typed_and_goes_from_the_one_that_stays(world, amy, old_page, then):
    stays, goes, version = old_page
    form = {"kind": "said", "channel": "email", "text": "Sorry to hear that", "then": then}
    refused = amy.post(f"/inbox/{goes}/say", {**form, "version": version, "occasion": "one"})
    assert (refused.status, refused.reads(ANSWERED), refused.reads("Sorry to hear that")) == (409, True, True)
    kept = {name: amy.find(rf'name="{name}" value="([^"]*)"') for name in ("version", "occasion")}
    assert amy.post(amy.find(r'id="reply"[^>]* action="/console([^"]*)"'), {**form, **kept}).status == 303
    found = whole(world, stays)
    assert (texts(found)[-1], found["state"]) == ("Sorry to hear that", "resolved" if then else "waiting")
