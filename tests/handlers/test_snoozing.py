"""Snoozing in the API and in the console: what leaves the list, and what brings it back."""

import pytest

from segue.times import DAY, HOUR, MINUTE, from_text, to_text
from tests.handlers.talks import desk, known, listed, the_one, two_mails, wrote
from tests.handlers.test_console_inbox import fields


@pytest.fixture
def talk(world):
    """The path of a conversation that Kim began by SMS."""
    known(world)
    wrote(world, "Where is my tent?", "i1")
    return f"/inbox/{the_one(world)['id']}"


def snoozed(world, talk, until, **more):
    """What the API answers to an agent who snoozes it."""
    return desk(world).post(f"/v1/conversations/{talk.removeprefix('/inbox/')}/snooze", {"until": until, **more})


def test_it_leaves_the_list_and_is_back_at_its_moment(world, talk):
    until = to_text(world.clock + 3 * DAY)
    status, said = snoozed(world, talk, until)
    assert (status, said["state"], said["snoozed"]) == (200, "snoozed", until)
    assert (listed(world), len(listed(world, "?state=snoozed"))) == ([], 1)
    world.pass_time(2 * DAY)
    assert listed(world) == []
    world.pass_time(DAY + HOUR)
    (back,) = listed(world)
    assert (back["state"], back["snoozed"]) == ("open", None)
    assert abs(from_text(back["touched"]) - from_text(until)) < 2 * MINUTE


def test_the_customers_words_bring_it_back_at_once_and_its_timer_then_does_nothing(world, talk):
    snoozed(world, talk, to_text(world.clock + DAY))
    wrote(world, "It has come", "i2")
    assert the_one(world)["state"] == "open"
    desk(world).post(f"/v1/conversations/{talk.removeprefix('/inbox/')}/turns", {"text": "Good to hear"})
    world.pass_time(2 * DAY)
    assert the_one(world)["state"] == "waiting"


def test_another_moment_takes_the_place_of_the_first_and_empty_is_now(world, talk):
    first, second = (to_text(world.clock + days * DAY) for days in (1, 2))
    snoozed(world, talk, first)
    assert snoozed(world, talk, second)[1]["snoozed"] == second
    world.pass_time(DAY + HOUR)
    assert listed(world) == []
    assert snoozed(world, talk, "")[1]["state"] == "open"
    assert snoozed(world, talk, "")[0] == 200


def late(world):
    """How many answers were told to be late."""
    return len([one for one in world.region.bus.log if one["detail-type"] == "ConversationEscalated"])


@pytest.mark.parametrize("by_hand", [True, False])
def test_what_is_back_is_late_when_it_is_due_then_and_not_before(world, talk, by_hand):
    due = from_text(the_one(world)["due"])
    snoozed(world, talk, to_text(world.clock + (3 if by_hand else 2) * DAY))
    world.pass_time(2 * DAY + MINUTE)
    if by_hand:
        snoozed(world, talk, "")
    assert (late(world), the_one(world)["state"]) == (0, "open")
    assert 0 <= from_text(the_one(world)["due"]) - due - 2 * DAY <= 2 * MINUTE
    world.pass_time(from_text(the_one(world)["due"]) - world.clock + MINUTE)
    assert late(world) == 1


def test_what_came_meanwhile_is_not_snoozed_unseen(world, talk):
    seen = the_one(world)["version"]
    wrote(world, "Never mind", "i2")
    status, said = snoozed(world, talk, to_text(world.clock + DAY), version=seen)
    assert (status, said["type"]) == (409, "urn:segue:problem:heard-meanwhile")


@pytest.mark.parametrize(("until", "type_"), [("soon", "bad-time"), ("2020-01-01T00:00:00Z", "bad-time")])
def test_a_moment_that_none_is_gets_a_clear_answer(world, talk, until, type_):
    status, said = snoozed(world, talk, until)
    assert (status, said["type"]) == (400, f"urn:segue:problem:{type_}")


def test_the_page_offers_moments_and_leads_on(world, amy, talk):
    amy.get(talk)
    until = amy.find(r'name="until" value="([^"]+)"')
    done = amy.post(f"{talk}/snooze", fields(amy, until=until, text="half a sen"))
    assert (done.status, done.at) == (303, f"/console{talk}?said=snoozed")
    page = amy.get(f"{talk}?said=snoozed")
    told = ("Snoozed. It comes back then", "Nobody else waits here", "back in", "Bring it back", "half a sen")
    assert [one for one in told if not page.reads(one) and one not in page.body] == []
    assert not amy.get("/inbox").reads("Kim")
    assert amy.get("/inbox?state=snoozed").reads("Kim")


def test_a_moment_that_was_typed_is_by_the_shops_clock_and_none_is_asked_for(world, amy, talk):
    amy.get(talk)
    refused = amy.post(f"{talk}/snooze", fields(amy, until="at", text="half a sen"))
    assert (refused.status, refused.reads("Choose the day and the time")) == (422, True)
    at = to_text(world.clock + 2 * DAY)[:16]
    assert amy.post(f"{talk}/snooze", fields(amy, until="at", at=at)).status == 303
    assert listed(world, "?state=snoozed")[0]["snoozed"] == f"{at}:00.000Z"
    amy.get(talk)
    assert amy.post(f"{talk}/snooze", fields(amy, until="")).at.endswith("said=awake")
    assert listed(world)[0]["state"] == "open"


def test_a_merge_ends_the_sleep_and_who_still_waits_is_late_in_time(world):
    stays, goes = two_mails(world)
    one = desk(world)
    for talk in (stays, goes):
        snoozed(world, talk, to_text(world.clock + 3 * DAY))
    world.pass_time(HOUR)
    one.post(f"/v1/conversations/{stays}/merge", {"conversation": goes})
    (both,) = listed(world)
    assert (both["id"], both["state"], both["snoozed"]) == (stays, "open", None)
    world.pass_time(from_text(both["due"]) - world.clock + MINUTE)
    assert late(world) == 1
