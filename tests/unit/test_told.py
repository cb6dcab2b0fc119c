"""What a door tells of what it did not understand."""

from segue.deliveries import MOST_TOLD, Delivery, Rejected, not_understood

CAME = Delivery("web", "segment", b"{}", {}, 0)


def rejected(*reasons: str) -> list[Rejected]:
    return [Rejected(CAME, one, f"about {one}") for one in reasons]


def test_where_all_is_understood_nothing_is_told():
    assert not_understood(0, []) == {}


def test_each_reason_is_told_once_in_the_order_in_which_they_came():
    told = not_understood(3, rejected("no-event-name", "bad-time", "no-event-name"))
    assert told["quarantined"] == 3
    assert [one["reason"] for one in told["why"]] == ["no-event-name", "bad-time"]
    assert told["why"][0]["detail"] == "about no-event-name"


def test_an_answer_stays_small():
    assert len(not_understood(50, rejected(*map(str, range(50))))["why"]) == MOST_TOLD


def test_what_is_known_later_is_a_count_alone():
    assert not_understood(1, []) == {"quarantined": 1}
