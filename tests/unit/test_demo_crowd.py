"""The crowd of the demo's day: the same for a seed, and told in full by its messages."""

from collections import Counter

from segue_tools.demo.crowd import STEPS, crowd, told
from segue_tools.demo.helped import SOLVED, cases
from segue_tools.demo.helped import told as helped
from segue_tools.demo.truth import truth
from tests.builders import NOON

END = NOON / 1000
CROWD, CASES = crowd(7, 600, "d1"), cases(7, 40, "d1")
TRUTH = truth(CROWD, CASES)
SAID = [one for visitor in CROWD for one in told(visitor, END, "http://shop/", "d1")]


def test_a_crowd_is_the_same_for_a_seed_and_its_ids_are_the_run_s_own():
    again, other = crowd(7, 600, "d1"), crowd(7, 600, "d2")
    assert again == CROWD
    assert [(one.device, one.reached) for one in other] == [(one.device, one.reached) for one in CROWD]
    assert not {one.id for one in other} & {one.id for one in CROWD}
    assert len({one["messageId"] for one in SAID}) == len(SAID)


def test_what_is_told_is_what_is_true():
    names = Counter(one.get("event", one["type"]) for one in SAID)
    assert names["Order Completed"] == sum(TRUTH.orders.values())
    assert (
        round(100 * sum(one["properties"]["total"] for one in SAID if one.get("event") == "Order Completed"))
        == TRUTH.cents
    )
    assert names["Rage Clicked"] == TRUTH.deaf
    assert names["Checkout Step Viewed"] == sum(n for (_, place), n in TRUTH.reached.items() if place in STEP_NAMES)
    assert len({one["anonymousId"] for one in SAID}) == sum(TRUTH.visits.values()) == 600


STEP_NAMES = {f"step {step}" for step in range(1, max(STEPS.values()) + 1)}


def test_phones_leave_where_it_is_planted_and_nowhere_else():
    def leaves(device, step):
        return 1 - TRUTH.reached[device, f"step {step} done"] / TRUTH.reached[device, f"step {step}"]

    assert leaves("phone", 2) > 0.4 > 0.3 > max(leaves("phone", 1), leaves("desktop", 1), leaves("desktop", 2))


def test_a_case_waits_as_long_as_it_says():
    for case in CASES:
        asked, answered, *rest = helped(case, END)
        assert answered["timestamp"] > asked["timestamp"]
        assert [one["event"] for one in rest][:1] == ["Conversation Resolved"]
        assert (len(rest) == 2) == bool(case.score)
    assert min(TRUTH.waited["email"]) > max(TRUTH.waited["chat"]) > SOLVED
