"""What becomes of people when a link, a merge or an undo comes: their ids, what they were, and what is kept of it."""

from segue.identity.edges import CLAIMED, LOGIN, STAFF, Edge
from segue.identity.persons import Change, PersonSet
from segue.identity.regrouping import MOST_OUT, MOST_PAST, Regrouping
from segue.identity.rules import Limit, Rules
from segue.times import DAY

OWN = Edge("u_1", "e_1", "m1", 1, LOGIN)
MERGE = Edge("u_2", "u_1", "d_1", 9, STAFF)
KIM = PersonSet("u_1", frozenset({"u_1", "e_1"}), frozenset({"e_1"}), edges=(OWN,), version=3)
LEE = PersonSet("u_2", frozenset({"u_2"}), version=1)
BOTH = frozenset({"u_1", "u_2"})
UNDO = Change(BOTH, different=frozenset({("u_1", "u_2")}), undone=frozenset({"d_1"}))


def after(
    change: Change, *before: PersonSet, rules: Rules | None = None, seen: frozenset[str] = frozenset()
) -> Regrouping:
    return Regrouping(before, change, rules or Rules(), seen)


def test_a_merge_makes_one_of_two_and_leads_the_other_there() -> None:
    found = after(Change(BOTH, (MERGE,)), KIM, LEE)
    (one,) = found.changed
    assert one == PersonSet("u_2", BOTH | {"e_1"}, frozenset({"u_1", "e_1"}), edges=(MERGE, OWN), merged=9)
    assert (one.version, found.redirects, found.split) == (1, (("u_1", 3, "u_2"),), False)
    assert (found.unchanged, found.lost_sums) == ((), ())


def test_an_undo_gives_both_their_ids_and_each_knows_whom_it_was_one_with() -> None:
    (merged,) = after(Change(BOTH, (MERGE,)), KIM, LEE).after
    found = after(UNDO, merged)
    kim, lee = sorted(found.changed, key=lambda one: one.id)
    assert (kim.keys, kim.past, kim.former, kim.version) == (KIM.keys, {"u_2"}, {"e_1"}, 0)
    assert (lee.keys, lee.past, lee.former, lee.version) == (LEE.keys, {"u_1", "e_1"}, set(), 1)
    assert {*kim.undone, *lee.undone} == {"d_1"}
    assert kim.different == lee.different == UNDO.different
    assert (kim.merged, kim.edges, found.split, found.redirects) == (None, (OWN,), True, ())


def test_a_sum_lives_as_long_as_all_its_identities_are_one() -> None:
    sums = {"within": frozenset({"u_1", "e_1"}), "across": frozenset({"e_1", "u_2"})}
    (merged,) = after(Change(BOTH, (MERGE,)), KIM, LEE).after
    whole = PersonSet("u_2", merged.keys, merged.former, edges=merged.edges, sums=sums, version=2)
    found = after(UNDO, whole)
    assert {one.id: dict(one.sums) for one in found.after} == {"u_1": {"within": KIM.keys}, "u_2": {}}
    assert found.lost_sums == ("across",)


def test_what_is_said_again_changes_nothing_and_is_checked() -> None:
    found = after(Change(KIM.keys, (OWN,)), KIM)
    assert (found.changed, found.unchanged, found.redirects) == ([], (KIM,), ())
    later = after(Change(KIM.keys, (Edge("u_1", "e_1", "m9", 9, LOGIN),)), KIM)
    assert later.changed == []


def test_who_is_new_and_alone_has_no_row_until_something_is_said() -> None:
    alone = PersonSet("a_1", frozenset({"a_1"}))
    assert after(Change(alone.keys), alone).changed == []
    (seen,) = after(Change(alone.keys, shared=alone.keys), alone).changed
    assert (seen.shared, seen.nobody) == ({"a_1"}, True)


def test_ids_that_were_somebody_s_before_stay_known() -> None:
    new = (
        PersonSet("u_1", frozenset({"u_1"})),
        PersonSet("a_1", frozenset({"a_1"})),
        PersonSet("e_1", frozenset({"e_1"})),
    )
    links = Edge("u_1", "a_1", "m1", 1, LOGIN), Edge("u_1", "e_1", "m1", 1, LOGIN)
    (one,) = after(Change(frozenset({"u_1", "a_1", "e_1"}), links), *new, seen=frozenset({"a_1", "u_1"})).changed
    assert one.former == {"a_1"}


def test_a_link_to_somebody_who_is_not_here_is_kept_with_its_reason_up_to_a_hundred() -> None:
    outside = [Edge("u_1", f"u_{n}", f"m{n}", n, CLAIMED) for n in range(10, 10 + MOST_OUT + 5)]
    out = {one.id: "unattested" for one in outside}
    whole = PersonSet("u_1", KIM.keys, edges=(OWN, *outside), out=out, version=1)
    found = after(Change(KIM.keys, (OWN,)), whole)
    (one,) = found.after
    assert one.edges == (OWN, *outside[:MOST_OUT])
    assert one.out == {edge.id: "unattested" for edge in outside[:MOST_OUT]}
    assert found.frontier == {f"u_{n}" for n in range(10, 10 + MOST_OUT + 5)}
    assert (found.reaching, len(found.graph.keys)) == (set(), 2 + MOST_OUT + 5)
    assert after(Change(KIM.keys, (OWN,)), whole).graph.frontier == found.frontier


def test_a_link_that_may_be_taken_now_reaches_whoever_stands_at_its_end() -> None:
    far = Edge("u_1", "e_9", "m2", 2, LOGIN)
    whole = PersonSet("u_1", KIM.keys, edges=(OWN, far), out={far.id: "limit email"}, version=1)
    assert after(Change(KIM.keys), whole).reaching == {"e_9"}
    closed = Regrouping((whole,), Change(KIM.keys), Rules(), closed=True)
    assert (closed.reaching, closed.graph.keys) == (set(), KIM.keys)


USERS = [Edge(f"u_{n}", "a_1", f"m{n}", n, LOGIN) for n in range(2, 9)]
TILL = PersonSet("a_1", frozenset({"a_1"}))


def test_a_shared_key_keeps_what_made_it_so_and_no_more() -> None:
    before = [PersonSet(one.left, frozenset({one.left}), version=1) for one in USERS]
    found = after(Change(TILL.keys, tuple(USERS)), TILL, *before)
    shared = {one.id: one for one in found.after}["a_1"]
    assert (shared.shared, shared.edges) == ({"a_1"}, tuple(USERS[:2]))
    assert shared.out == dict.fromkeys(("u_2.a_1", "u_3.a_1"), "shared")


def test_a_till_of_one_user_and_a_crowd_keeps_the_crowd() -> None:
    crowd = [Edge(f"e_{n:02}", "a_1", f"m{n:02}", n, LOGIN) for n in range(30)]
    user = Edge("u_2", "a_1", "m99", 99, LOGIN)
    found = after(Change(frozenset(key for one in (user, *crowd) for key in one.pair), (user, *crowd)), TILL)
    assert {one.id: one.edges for one in found.after}["a_1"] == tuple(crowd[:21])


def test_a_key_that_is_known_to_be_shared_keeps_the_evidence_it_has() -> None:
    till = PersonSet("a_1", TILL.keys, edges=tuple(USERS[:2]), shared=TILL.keys, version=1)
    new = PersonSet("u_9", frozenset({"u_9"}))
    found = after(Change(TILL.keys | new.keys, (Edge("u_9", "a_1", "m9", 0, LOGIN),)), till, new)
    assert {one.id: one.edges for one in found.after}["a_1"] == till.edges


def test_of_whom_one_was_with_the_first_twenty_are_known() -> None:
    past = frozenset(f"u_{n:02}" for n in range(30))
    whole = PersonSet("u_1", KIM.keys, past=past, edges=(OWN,), version=1)
    (one,) = after(
        Change(KIM.keys, (Edge("u_1", "p_1", "m2", 2, LOGIN),)), whole, PersonSet("p_1", frozenset({"p_1"}))
    ).after
    assert one.past == set(sorted(past)[:MOST_PAST])


def test_a_window_asks_for_whom_it_decides_about() -> None:
    far = Edge("u_1", "e_9", "m2", 2, LOGIN)
    whole = PersonSet("u_1", KIM.keys, edges=(OWN, far), out={far.id: "limit email"}, version=1)
    tight = Rules(limits={"email": Limit(1, DAY)})
    assert after(Change(KIM.keys), whole, rules=tight).reaching == {"e_9"}
    assert after(Change(KIM.keys), whole, rules=Rules(limits={"email": Limit(1)})).reaching == set()


def test_that_an_order_was_made_at_a_till_is_said_of_the_till_alone() -> None:
    till = PersonSet("a_1", TILL.keys, edges=tuple(USERS[:2]), shared=TILL.keys, version=1)
    for key, written in (("o_1", []), ("u_9", ["u_9"])):
        new = PersonSet(key, frozenset({key}))
        found = after(Change(TILL.keys | new.keys, (Edge(key, "a_1", "m9", 9, LOGIN),)), till, new)
        assert [one.id for one in found.changed] == written


def test_a_change_without_a_key_is_without_its_edges_and_doubts() -> None:
    links = Edge("u_1", "a_1", "m1", 1, LOGIN), OWN
    change = Change(KIM.keys | {"a_1"}, links, doubtful=frozenset({"a_1"}))
    assert change.without({"a_1"}) == Change(KIM.keys, (OWN,))


def test_every_window_asks_for_whom_it_decides_about() -> None:
    far = Edge("u_1", "e_9", "m2", 2, LOGIN), Edge("u_1", "p_9", "m3", 3, LOGIN)
    known = Edge("u_1", "p_1", "m1", 1, LOGIN)
    out = {far[0].id: "limit email", far[1].id: "limit phone"}
    whole = PersonSet("u_1", KIM.keys | {"p_1"}, edges=(OWN, known, *far), out=out, version=1)
    tight = Rules(limits={"email": Limit(1, DAY), "phone": Limit(1, DAY)})
    assert after(Change(KIM.keys), whole, rules=tight).reaching == {"e_9", "p_9"}


def test_a_key_that_turns_out_to_be_a_till_was_one_with_nobody() -> None:
    till = PersonSet("a_1", TILL.keys, past=frozenset({"u_2"}), edges=(USERS[0],), version=1)
    users = [PersonSet(one.left, frozenset({one.left}), version=1) for one in USERS[:2]]
    found = {one.id: one for one in after(Change(TILL.keys, (USERS[1],)), till, *users).after}
    assert (found["a_1"].nobody, found["a_1"].past) == (True, set())


def test_what_is_taken_back_is_remembered_by_those_whom_it_was_about() -> None:
    (merged,) = after(Change(BOTH, (MERGE,)), KIM, LEE).after
    other = PersonSet("u_3", frozenset({"u_3"}), version=1)
    found = {one.id: one.undone for one in after(UNDO, merged, other).after}
    assert found == {"u_1": {"d_1"}, "u_2": {"d_1"}, "u_3": set()}


def test_declared_types_of_custom_keys_go_with_their_keys() -> None:
    card = Edge("u_1", "x_1", "m2", 2, LOGIN)
    change = Change(frozenset({"u_1", "x_1"}), (card,), kinds={"x_1": "library_card", "x_2": "club_card"})
    (one,) = after(change, KIM, PersonSet("x_1", frozenset({"x_1"}))).after
    assert one.kinds == {"x_1": "library_card"}
    (kept,) = after(Change(frozenset({"u_1"})), one).after
    assert kept.kinds == {"x_1": "library_card"}
