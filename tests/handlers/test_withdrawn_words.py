"""Words that a customer has taken back or changed are in no list of the staff any more."""

from tests.handlers.talks import chatted, listed


def test_what_was_changed_is_listed_as_it_is_now(world):
    chatted(world, "My card is 4242", "t1")
    chatted(world, "My tent is late", "t1b", turn_id="t1", change="edited")
    assert [one["preview"] for one in listed(world)] == ["My tent is late"]


def test_what_was_taken_back_is_listed_no_more(world):
    chatted(world, "My card is 4242", "t1")
    chatted(world, "", "t1b", turn_id="t1", change="unsent")
    assert [one["preview"] for one in listed(world)] == [""]


def test_the_last_words_stay_where_earlier_ones_change(world):
    chatted(world, "My card is 4242", "t1")
    chatted(world, "Hello?", "t2")
    chatted(world, "My tent is late", "t1b", turn_id="t1", change="edited")
    assert [one["preview"] for one in listed(world)] == ["Hello?"]
