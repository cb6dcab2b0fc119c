"""Who is one person: the same in any order of arrival, and after any merge that was taken back."""

import random
from collections.abc import Sequence
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from segue.identity.edges import CLAIMED, LOGIN, pair
from segue.identity.merging import Decision
from segue.identity.naming import Link
from segue.identity.persons import Change
from segue.identity.rules import Limit, Rules
from segue.keys import IdentityKey, PersonId
from tests.examples import examples
from tests.fake_people import FakePeople, a_decision, a_link, linked, linking

KEYS = ["u_1", "u_2", "u_3", "e_1", "e_2", "p_1", "a_1", "a_2", "d_1"]
FREE = Rules(limits={}, shared=dict.fromkeys(("anonymous_id", "device_id", "email", "phone"), 99), attested=CLAIMED)
TIGHT = Rules(limits={"user_id": Limit(1), "email": Limit(1, 20), "anonymous_id": Limit(1)})
Groups = dict[PersonId, frozenset[IdentityKey]]


def made(number: int, keys: list[str], time: int, attestation: int) -> Link:
    return a_link(*keys, event=f"m{number}", time=time, attestation=attestation)


NAMES = st.lists(st.sampled_from(KEYS), min_size=2, max_size=3, unique=True).map(
    lambda some: sorted(some, key=KEYS.index)
)
LINK = st.tuples(NAMES, st.integers(1, 40), st.integers(CLAIMED, LOGIN))
LINKS = st.lists(LINK, max_size=7).map(lambda some: [made(number, *one) for number, one in enumerate(some)])


def groups_after(links: Sequence[Link], rules: Rules) -> Groups:
    people = FakePeople(*KEYS)
    for one in links:
        linked(people, one, rules)
    return people.groups()


@given(LINKS, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_without_limits_a_person_is_what_hangs_together(links: list[Link], dice: random.Random) -> None:
    known: dict[str, set[str]] = {key: {key} for key in KEYS}
    for link in links:
        whole = set[str]().union(*(known[key] for key in link.keys))
        known |= dict.fromkeys(whole, whole)
    dice.shuffle(links)
    assert {frozenset(one) for one in known.values()} == set(groups_after(links, FREE).values())


@given(LINKS, st.randoms(use_true_random=False))
@settings(max_examples=examples(300), deadline=None)
def test_with_every_rule_the_order_of_arrival_does_not_matter(links: list[Link], dice: random.Random) -> None:
    wanted = groups_after(links, TIGHT)
    dice.shuffle(links)
    assert groups_after([*links, *links[:2]], TIGHT) == wanted


def test_what_was_named_with_a_shared_key_does_not_count_for_a_limit() -> None:
    said = [(["u_1", "e_1"], 21), (["u_1", "e_2"], 1), (["u_1", "a_1"], 1), (["u_2", "a_1"], 1), (["e_1", "a_1"], 1)]
    links = [made(number, keys, time, CLAIMED) for number, (keys, time) in enumerate(said)]
    assert {groups_after(order, TIGHT)["u_1"] for order in permutations(links)} == {frozenset({"u_1", "e_1", "e_2"})}


def test_a_link_that_is_known_better_later_ends_alike_in_any_order() -> None:
    said = [(["u_2", "e_1"], 38, 1), (["u_2", "e_2"], 12, 2), (["e_1", "d_1"], 5, 1), (["u_2", "e_2"], 35, LOGIN)]
    links = [made(number, *one) for number, one in enumerate(said)]
    assert len({groups_after(order, TIGHT)["u_2"] for order in permutations(links)}) == 1


@given(LINKS)
@settings(deadline=None)
def test_nobody_gets_two_values_of_what_everybody_has_one_of(links: list[Link]) -> None:
    for keys in groups_after(links, TIGHT).values():
        assert len([key for key in keys if key.startswith("u_")]) < 2


@given(LINKS)
@settings(deadline=None)
def test_each_identifier_leads_to_the_one_person_that_has_it(links: list[Link]) -> None:
    people = FakePeople(*KEYS)
    for one in links:
        linked(people, one, TIGHT)
    for person, keys in people.groups().items():
        assert people.sets([person])[person].keys == keys


TWO = st.lists(st.sampled_from(KEYS), min_size=2, max_size=2, unique=True)
STEP = st.one_of(LINK, TWO, st.none())  # what an event names, two people to merge, or an undo
Step = tuple[list[str], int, int] | list[str] | None


class History:
    """Links, merges and undos as they come; undos take back a merge at random."""

    def __init__(self, dice: random.Random) -> None:
        self.people = FakePeople(*KEYS)
        self.dice = dice
        self.links: list[Link] = []
        self.merges: list[Decision] = []
        self.undone: list[Decision] = []

    def play(self, step: Step) -> None:
        if isinstance(step, tuple):
            self.links.append(made(len(self.links), *step))
            linked(self.people, self.links[-1], TIGHT)
        elif step:
            self._merge(step)
        elif self.merges:
            self._undo(self.merges.pop(self.dice.randrange(len(self.merges))))

    def _merge(self, two: list[str]) -> None:
        keep, absorb = (self.people.sets([self.people.identities([key])[key].owner]) for key in two)
        ends = [next(iter(one.values())).id for one in (keep, absorb)]
        if ends[0] != ends[1]:
            number = len(self.merges) + len(self.undone)
            self.merges.append(a_decision("merge", ends[0], ends[1], merge=f"m_{number}"))
            linking(self.people, TIGHT).carry_out(self.merges[-1].change)

    def _undo(self, merge: Decision) -> None:
        self.undone.append(merge)
        linking(self.people, TIGHT).carry_out(a_decision("undo", merge.keep, merge.absorb, merge.merge).change)


@given(st.lists(STEP, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=examples(400), deadline=None)
def test_after_undos_in_any_order_everything_is_as_in_a_replay_without_the_merges(
    steps: list[Step], dice: random.Random
) -> None:
    history = History(dice)
    for step in steps:
        history.play(step)
    replay = FakePeople(*KEYS)
    apart = linking(replay, TIGHT)
    for one in history.undone:
        apart.carry_out(Change(frozenset({one.keep, one.absorb}), different=frozenset({pair(one.keep, one.absorb)})))
    for link in history.links:
        linked(replay, link, TIGHT)
    for merge in history.merges:
        apart.carry_out(merge.change)
    assert history.people.groups() == replay.groups()
