"""What is said and done in merged conversations, and whose it is when they are parted."""

from dataclasses import replace

import pytest

from segue.conversations.desk.acts import Words
from segue.conversations.routing.escalating import is_awaited
from segue.errors import Conflict
from segue.times import HOUR, MINUTE
from tests.builders import NOON
from tests.fake_desk import Desk
from tests.two_talks import act, merging, stands, told, two


@pytest.fixture
def desk() -> Desk:
    return Desk()


def writes(desk):
    """A late mail of the second matter, and one in a new thread that answers it: where they go."""
    said = {"by": "email", "topic": "Returns"}
    late = desk.says("Any news of the pole?", "email:m1", 4 * HOUR, **said, turn_id="m2", addresses=("p_mail",)).head
    return late.id, desk.says("And?", "email:m7", 5 * HOUR, by="email", reply_to="m2", turn_id="m7").head.id


def test_what_comes_late_goes_to_the_one_that_stays(desk):
    stays, goes = two(desk)
    merging(desk).merge(stays, goes, act(3 * HOUR))
    assert writes(desk) == (stays, stays)
    assert told(desk, stays)[-2:] == ["Any news of the pole?", "And?"]
    assert desk.store.stored[stays].heard == NOON + 5 * HOUR


def test_parted_both_stand_as_if_they_had_never_met(desk):
    alone = Desk()
    two(alone)
    stays, goes = two(desk)
    merging(desk).merge(stays, goes, act(3 * HOUR))
    assert (writes(desk), writes(alone)) == ((stays, stays), (goes, goes))
    merging(desk).part(stays, goes, act(6 * HOUR))
    found, wanted = stands(desk, stays, goes), stands(alone, stays, goes)
    for one in wanted.values():  # whence the parted one was written from last is as before
        del one["points"], one["pointed"]
    assert {key: {name: one[name] for name in wanted[key]} for key, one in found.items()} == wanted
    assert [told(desk, one) for one in (stays, goes)] == [told(alone, one) for one in (stays, goes)]
    assert desk.says("Hello?", "email:m7", 7 * HOUR, by="email").head == desk.store.stored[goes]


def test_what_is_told_twice_is_there_once_and_what_is_changed_is_changed(desk):
    stays, goes = two(desk)
    merging(desk).merge(stays, goes, act(3 * HOUR))
    again = desk.says("The pole is broken", "email:m1", 2 * HOUR, by="email", topic="Returns", turn_id="m1")
    assert (again.head and again.head.id, again.new) == (stays, False)
    desk.says("Both poles are broken", "email:m1", 4 * HOUR, turn_id="m1", change="edited", by="email")
    assert told(desk, stays) == ["Where is my tent?", "Both poles are broken"]
    merging(desk).part(stays, goes, act(5 * HOUR))
    assert told(desk, goes) == ["Both poles are broken"]


def test_an_end_is_told_of_both_and_stays_when_they_part(desk):
    stays, goes = two(desk)
    merging(desk).merge(stays, goes, act(3 * HOUR))
    over = desk.staff.resolve(goes, act(5 * HOUR))
    assert (over.id, over.state, over.cases) == (stays, "resolved", ())
    told = [event.properties["conversation_id"] for _, event in desk.store.events.values() if "Resolved" in event.event]
    assert {*told} == {stays, goes}
    merging(desk).part(stays, goes, act(6 * HOUR))
    assert {desk.store.stored[one].state for one in (stays, goes)} == {"resolved"}


def test_an_answer_is_for_both_and_stays_where_it_was_given(desk):
    stays, goes = two(desk)
    merging(desk).merge(stays, goes, act(3 * HOUR))
    head, _ = desk.staff.say(goes, Words("We send a new one", channel="sms"), act(4 * HOUR))  # on the old page
    assert (head.id, head.state, told(desk, stays)[-1]) == (stays, "waiting", "We send a new one")
    merging(desk).part(stays, goes, act(6 * HOUR))
    assert [desk.store.stored[one].state for one in (stays, goes)] == ["open", "waiting"]
    assert (told(desk, stays), told(desk, goes)[-1]) == (["Where is my tent?"], "We send a new one")


def test_tags_of_each_are_its_own_again_and_what_the_staff_did_since_stays(desk):
    stays, goes = two(desk)
    desk.staff.tag(stays, ["tent", "old"], act(MINUTE))
    desk.staff.tag(goes, ["pole"], act(2 * MINUTE + 2 * HOUR))
    head = merging(desk).merge(stays, goes, act(3 * HOUR))
    assert {*head.tags} == {"tent", "old", "pole"}
    desk.staff.tag(stays, [*(one for one in head.tags if one != "old"), "vip"], act(4 * HOUR))
    merging(desk).part(stays, goes, act(5 * HOUR))
    assert ({*desk.store.stored[stays].tags}, desk.store.stored[goes].tags) == ({"tent", "vip"}, ("pole",))


def clocks(desk, *clocks):
    """Two conversations whose answers are due then, and told as late then."""
    ids = two(desk)
    for one, (due, told_at) in zip(ids, clocks, strict=True):
        desk.store.stored[one] = replace(desk.store.stored[one], due=due, escalated=told_at)
    return ids


@pytest.mark.parametrize("first", [0, 1])
def test_what_was_told_as_late_is_not_told_again_of_both(desk, first):
    stays, goes = clocks(desk, *[((NOON, NOON), (NOON + HOUR, 0)), ((NOON + HOUR, 0), (NOON, NOON))][first])
    head = merging(desk).merge(stays, goes, act(HOUR))
    assert (head.due, head.escalated, is_awaited(head)) == (NOON, NOON, False)
    merging(desk).part(stays, goes, act(2 * HOUR))
    assert [is_awaited(desk.store.stored[one]) for one in (stays, goes)] == [bool(first), not first]


def test_what_was_told_as_late_while_they_were_one_is_not_told_again_when_they_part(desk):
    stays, goes = clocks(desk, (NOON + HOUR, 0), (NOON, 0))
    head = merging(desk).merge(stays, goes, act(HOUR))
    desk.store.stored[stays] = replace(head, escalated=head.due)
    merging(desk).part(stays, goes, act(2 * HOUR))
    assert [is_awaited(desk.store.stored[one]) for one in (stays, goes)] == [True, False]


def test_parted_the_clocks_of_both_are_looked_at_also_when_it_is_asked_again(desk):
    stays, goes = two(desk)
    watched: list[str] = []
    parting = replace(merging(desk), watch=lambda head: watched.append(head.id))
    parting.merge(stays, goes, act(HOUR))
    for _ in range(2):
        parting.part(stays, goes, act(2 * HOUR))
    assert watched == [stays, *[stays, goes] * 2]


@pytest.mark.parametrize("mine", ["open", "waiting", "resolved"])
@pytest.mark.parametrize("theirs", ["open", "waiting", "resolved"])
def test_parted_at_once_the_clocks_are_as_they_were_however_both_stood(desk, mine, theirs):
    ids = clocks(desk, (NOON + HOUR, NOON + HOUR), (NOON + 3 * HOUR, 0))
    for one, state in zip(ids, (mine, theirs), strict=True):
        if state == "waiting":
            desk.staff.say(one, Words("We look"), act(2 * HOUR))
        elif state == "resolved":
            desk.staff.resolve(one, act(2 * HOUR))
    before = stands(desk, *ids)
    assert [one["state"] for one in before.values()] == [mine, theirs]
    merging(desk).merge(*ids, act(3 * HOUR))
    merging(desk).part(*ids, act(4 * HOUR))
    assert stands(desk, *ids) == before


@pytest.fixture
def seen(desk):
    """Two that are merged, of which the one that goes had the higher version, and that version."""
    stays, goes = two(desk)
    for one in range(6):
        desk.staff.tag(goes, [f"tag {one}"], act(2 * HOUR + one))
    version = desk.store.stored[goes].version
    merging(desk).merge(stays, goes, act(3 * HOUR))
    return stays, goes, version


def test_a_version_of_the_one_that_is_gone_is_none_of_the_one_that_stays(desk, seen):
    stays, goes, version = seen
    late = replace(act(5 * HOUR, "ann"), version=version)
    desk.staff.say(goes, Words("First words of anybody"), late)
    desk.staff.assign(stays, "bob", act(5 * HOUR))
    behind = (
        lambda: desk.staff.say(goes, Words("The same again"), replace(late, occasion="else")),
        lambda: desk.staff.resolve(goes, late),
        lambda: desk.staff.assign(goes, "ann", late),
    )
    for does in behind:
        with pytest.raises(Conflict):
            does()
    assert desk.staff.resolve(stays, replace(late, version=desk.store.stored[stays].version)).state == "resolved"
