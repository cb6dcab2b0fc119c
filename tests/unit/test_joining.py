"""Two conversations merged by hand, asked twice, by somebody slower, and where that is not possible."""

from dataclasses import replace

import pytest

from segue.conversations.conversations import Conversation
from segue.conversations.desk.merging import Merging
from segue.conversations.ports import Whose
from segue.errors import Conflict, Invalid, NotFound
from segue.times import HOUR, MINUTE
from tests.builders import NOON
from tests.fake_desk import KIM, Desk
from tests.two_talks import act, merging, stands, told, two


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_one_that_stays_is_both(desk):
    stays, goes = two(desk)
    head = merging(desk).merge(stays, goes, act(3 * HOUR))
    assert told(desk, stays) == ["Where is my tent?", "The pole is broken"]
    assert (head.threads, head.channels) == (("email:m1", "sms:1"), ("email", "sms"))
    assert (head.channel, head.heard, head.state) == ("email", NOON + 2 * HOUR, "open")
    assert ({*head.cases}, desk.store.stored[goes].into) == ({stays, goes}, stays)


def test_parted_at_once_both_are_as_they_were(desk):
    stays, goes = two(desk)
    before = stands(desk, stays, goes)
    merging(desk).merge(stays, goes, act(3 * HOUR))
    merging(desk).part(stays, goes, act(4 * HOUR))
    assert stands(desk, stays, goes) == before


def test_asked_again_nothing_changes(desk):
    stays, goes = two(desk)
    for at in (3, 4):
        merging(desk).merge(stays, goes, act(at * HOUR))
    assert desk.store.stored[stays].absorbs == (goes,)
    merging(desk).part(stays, goes, act(5 * HOUR))
    kept = dict(desk.store.stored)
    merging(desk).part(stays, goes, act(6 * HOUR))
    assert desk.store.stored == kept


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


def refused(merge, *given):
    with pytest.raises(Invalid) as wrong:
        merge(*given, act(3 * HOUR))
    return wrong.value.reason


def test_what_cannot_be_merged_is_said(desk):
    stays, goes = two(desk)
    chat = desk.says("Hi", "chat:9", 30 * MINUTE, topic="Chats").head.id
    desk.store.stored["c_x"] = replace(desk.store.stored[goes], id="c_x", person="u_lee")
    strict = Merging(desk.store, lambda person: Whose(person, (person,))).merge
    assert refused(strict, stays, stays) == "same-conversation"
    assert refused(strict, stays, chat) == "is-a-chat"
    assert refused(strict, stays, "c_x") == "not-the-same-person"
    with pytest.raises(NotFound):
        strict(stays, "c_nothing", act(3 * HOUR))


def test_what_was_merged_is_not_merged_again(desk):
    stays, goes = two(desk)
    third = desk.says("Hi", "sms:9", 30 * MINUTE, by="sms", topic="Bags").head.id
    merge = merging(desk).merge
    merge(stays, goes, act(3 * HOUR))
    assert {refused(merge, *pair) for pair in ((goes, third), (third, goes), (third, stays))} == {"merged-already"}


def test_five_go_on_in_one_and_no_more(desk):
    stays, goes = two(desk)
    others = [desk.says("Hi", f"sms:t{one}", one, by="sms", topic=f"Topic {one}").head.id for one in range(5)]
    for one in (goes, *others[:4]):
        merging(desk).merge(stays, one, act(3 * HOUR))
    assert refused(merging(desk).merge, stays, others[4]) == "too-many"


def test_somebody_else_who_is_faster_is_not_written_over(desk, monkeypatch):
    stays, goes = two(desk)
    save, tagged = desk.store.save, iter([lambda: desk.staff.tag(goes, ["new"], act(4 * HOUR))])

    def slower(change):
        next(tagged, lambda: None)()
        return save(change)

    monkeypatch.setattr(desk.store, "save", slower)
    assert merging(desk).merge(stays, goes, act(3 * HOUR)).tags == ("new",)


def test_three_are_parted_in_the_order_in_which_they_came(desk):
    stays, goes = two(desk)
    third = desk.says("And the bag?", "sms:2", HOUR, by="sms", topic="Bags").head.id
    before = stands(desk, stays, goes, third)
    merging(desk).merge(stays, goes, act(3 * HOUR))
    merging(desk).merge(stays, third, act(4 * HOUR))
    assert told(desk, stays) == ["Where is my tent?", "And the bag?", "The pole is broken"]
    with pytest.raises(Conflict, match="part that one first"):
        merging(desk).part(stays, goes, act(5 * HOUR))
    for one in (third, goes):
        merging(desk).part(stays, one, act(6 * HOUR))
    assert stands(desk, stays, goes, third) == before
