"""Two conversations merged by hand, what comes then, and both parted again."""

from dataclasses import replace

import pytest

from segue.conversations.conversations import Conversation
from segue.conversations.desk.acts import Act, Words
from segue.conversations.desk.merging import Merging
from segue.conversations.joined import turns_of
from segue.conversations.ports import Whose
from segue.errors import Conflict, Invalid, NotFound
from segue.times import HOUR, MINUTE
from tests.builders import NOON
from tests.fake_desk import KIM, Desk

VOLATILE = ("version", "versions", "touched")


@pytest.fixture
def desk() -> Desk:
    return Desk()


def act(at: int, name: str = "amy") -> Act:
    return Act(name, NOON + at, f"act-{at}")


def merging(desk: Desk) -> Merging:
    return Merging(desk.store, lambda person: Whose(KIM, (person,)))


def two(desk: Desk) -> tuple[str, str]:
    """A text message about a tent, and days later a mail about something that has another name."""
    first = desk.says("Where is my tent?", "sms:1", by="sms", topic="Delivery", addresses=("p_sms",)).head
    second = desk.says("The pole is broken", "email:m1", 2 * HOUR, by="email", topic="Returns", turn_id="m1").head
    assert first
    assert second
    assert first.id != second.id
    return first.id, second.id


def essence(head: Conversation) -> dict:
    return {name: one for name, one in vars(head).items() if name not in VOLATILE}


def told(desk: Desk, one: str) -> list[str]:
    return [turn.text for turn in reversed(turns_of(desk.store, desk.store.stored[one], 50))]


def test_the_one_that_stays_is_both(desk):
    stays, goes = two(desk)
    head = merging(desk).merge(stays, goes, act(3 * HOUR))
    assert told(desk, stays) == ["Where is my tent?", "The pole is broken"]
    assert (head.threads, head.channels) == (("email:m1", "sms:1"), ("email", "sms"))
    assert (head.channel, head.heard, head.state) == ("email", NOON + 2 * HOUR, "open")
    assert {*head.cases} == {stays, goes}
    assert desk.store.stored[goes].into == stays


def test_parted_at_once_both_are_as_they_were(desk):
    stays, goes = two(desk)
    before = {one: essence(desk.store.stored[one]) for one in (stays, goes)}
    merging(desk).merge(stays, goes, act(3 * HOUR))
    merging(desk).part(stays, goes, act(4 * HOUR))
    assert {one: essence(desk.store.stored[one]) for one in (stays, goes)} == before


def test_asked_again_nothing_changes(desk):
    stays, goes = two(desk)
    for at in (3, 4):
        merging(desk).merge(stays, goes, act(at * HOUR))
    assert desk.store.stored[stays].absorbs == (goes,)
    merging(desk).part(stays, goes, act(5 * HOUR))
    kept = dict(desk.store.stored)
    merging(desk).part(stays, goes, act(6 * HOUR))
    assert desk.store.stored == kept


def test_what_comes_late_goes_to_the_one_that_stays_and_is_the_other_s_again_when_they_part(desk):
    stays, goes = two(desk)
    alone = Desk()
    two(alone)
    merging(desk).merge(stays, goes, act(3 * HOUR))
    for one in (desk, alone):
        filed = one.says("Any news of the pole?", "email:m1", 4 * HOUR, by="email", topic="Returns", turn_id="m2")
        assert filed.head
        assert filed.head.id == (stays if one is desk else goes)
        answer = one.says("And?", "email:m7", 5 * HOUR, by="email", reply_to="m2", turn_id="m7").head
        assert answer
        assert answer.id == (stays if one is desk else goes)
    assert told(desk, stays)[-2:] == ["Any news of the pole?", "And?"]
    assert desk.store.stored[stays].heard == NOON + 5 * HOUR
    merging(desk).part(stays, goes, act(6 * HOUR))
    for one in (stays, goes):
        assert (one, essence(desk.store.stored[one])) == (one, essence(alone.store.stored[one]))
        assert told(desk, one) == told(alone, one)
    assert desk.says("Hello?", "email:m7", 7 * HOUR, by="email").head == desk.store.stored[goes]


def test_what_is_told_twice_is_there_once_and_what_is_changed_is_changed(desk):
    stays, goes = two(desk)
    merging(desk).merge(stays, goes, act(3 * HOUR))
    again = desk.says("The pole is broken", "email:m1", 2 * HOUR, by="email", topic="Returns", turn_id="m1")
    assert (again.head and again.head.id, again.new) == (stays, False)
    changed = {"turn_id": "m1", "change": "edited", "by": "email"}
    desk.says("Both poles are broken", "email:m1", 4 * HOUR, **changed)
    assert told(desk, stays) == ["Where is my tent?", "Both poles are broken"]
    merging(desk).part(stays, goes, act(5 * HOUR))
    assert told(desk, goes) == ["Both poles are broken"]


def test_an_answer_and_an_end_are_for_both_and_an_end_stays_when_they_part(desk):
    stays, goes = two(desk)
    merging(desk).merge(stays, goes, act(3 * HOUR))
    desk.staff.say(goes, Words("We send a new one", channel="sms"), act(4 * HOUR))  # whoever has the old page open
    over = desk.staff.resolve(stays, act(5 * HOUR))
    assert (over.state, over.cases) == ("resolved", ())
    ended = {
        event.properties["conversation_id"] for _, event in desk.store.events.values() if "Resolved" in event.event
    }
    assert ended == {stays, goes}
    merging(desk).part(stays, goes, act(6 * HOUR))
    assert {desk.store.stored[one].state for one in (stays, goes)} == {"resolved"}
    assert (told(desk, stays), told(desk, goes)) == (
        ["Where is my tent?"],
        ["The pole is broken", "We send a new one"],
    )


def test_tags_of_each_are_its_own_again_and_what_the_staff_did_since_stays(desk):
    stays, goes = two(desk)
    desk.staff.tag(stays, ["tent", "old"], act(MINUTE))
    desk.staff.tag(goes, ["pole"], act(2 * MINUTE + 2 * HOUR))
    head = merging(desk).merge(stays, goes, act(3 * HOUR))
    assert {*head.tags} == {"tent", "old", "pole"}
    desk.staff.tag(stays, [*(one for one in head.tags if one != "old"), "vip"], act(4 * HOUR))
    merging(desk).part(stays, goes, act(5 * HOUR))
    assert ({*desk.store.stored[stays].tags}, desk.store.stored[goes].tags) == ({"tent", "vip"}, ("pole",))


@pytest.mark.parametrize(
    ("mine", "theirs", "state"),
    [
        (("open", 10, 5, 0), ("waiting", 15, 20, 0), "open"),
        (("resolved", 10, 12, 30), ("open", 5, 0, 0), "open"),
        (("waiting", 10, 12, 0), ("resolved", 20, 15, 25), "waiting"),
        (("resolved", 10, 12, 13), ("resolved", 20, 15, 25), "resolved"),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_it_stands_as_the_one_that_there_is_more_to_do_in(desk, mine, theirs, state, swapped):
    for name, (kept, heard, answered, resolved) in zip(
        "ab", (theirs, mine) if swapped else (mine, theirs), strict=True
    ):
        head = Conversation(f"c_{name}", KIM, kept, 1, heard=heard, answered=answered, resolved=resolved)
        desk.store.stored[head.id] = head
    assert merging(desk).merge("c_a", "c_b", act(HOUR)).state == state


def test_three_are_parted_in_the_order_in_which_they_came(desk):
    stays, goes = two(desk)
    third = desk.says("And the bag?", "sms:2", HOUR, by="sms", topic="Bags").head
    assert third
    before = {one: essence(desk.store.stored[one]) for one in (stays, goes, third.id)}
    merging(desk).merge(stays, goes, act(3 * HOUR))
    merging(desk).merge(stays, third.id, act(4 * HOUR))
    assert told(desk, stays) == ["Where is my tent?", "And the bag?", "The pole is broken"]
    with pytest.raises(Conflict, match="part that one first"):
        merging(desk).part(stays, goes, act(5 * HOUR))
    for one in (third.id, goes):
        merging(desk).part(stays, one, act(6 * HOUR))
    assert {one: essence(desk.store.stored[one]) for one in before} == before


def test_what_cannot_be_merged_is_said(desk):
    stays, goes = two(desk)
    chat = desk.says("Hi", "chat:9", 30 * MINUTE, topic="Chats").head
    assert chat
    desk.store.stored["c_x"] = replace(desk.store.stored[goes], id="c_x", person="u_lee")
    strict = Merging(desk.store, lambda person: Whose(person, (person,)))
    for one, reason in ((stays, "same-conversation"), (chat.id, "is-a-chat"), ("c_x", "not-the-same-person")):
        with pytest.raises(Invalid) as refused:
            strict.merge(stays, one, act(3 * HOUR))
        assert refused.value.reason == reason
    with pytest.raises(NotFound):
        strict.merge(stays, "c_nothing", act(3 * HOUR))
    merging(desk).merge(stays, goes, act(3 * HOUR))
    for pair in ((goes, chat.id), (chat.id, goes), (chat.id, stays)):
        with pytest.raises(Invalid):
            merging(desk).merge(*pair, act(4 * HOUR))


def test_somebody_else_who_is_faster_is_not_written_over(desk, monkeypatch):
    stays, goes = two(desk)
    save, once = desk.store.save, []

    def faster(change):
        if not once:
            once.append(desk.staff.tag(goes, ["new"], act(4 * HOUR)) if once.append(1) is None else None)
        return save(change)

    monkeypatch.setattr(desk.store, "save", faster)
    head = merging(desk).merge(stays, goes, act(3 * HOUR))
    assert head.tags == ("new",)
