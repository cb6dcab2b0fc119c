"""Units of experiments: any ids, merged in any order, taken apart again."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from segue.experiments.units import GLOBAL, crossed, drawn, held, unit_of
from segue.keys import digest

PEOPLE = 20_000
KEYS = [f"u_{digest(b'test', str(one))}" for one in range(PEOPLE)]
IDS = st.lists(st.sampled_from(KEYS), min_size=1, max_size=8, unique=True)
SHARES = st.lists(st.integers(0, 50), min_size=1, max_size=2)
NAMES = st.text(min_size=1, max_size=12)


@given(IDS, st.data())
def test_whoever_is_merged_with_whom_first_the_unit_is_the_same(ids, data):
    order = data.draw(st.permutations(ids))
    people = [{one} for one in order]
    while len(people) > 1:
        place = data.draw(st.integers(1, len(people) - 1))
        people[0] |= people.pop(place)
    assert unit_of(people[0]) == unit_of(ids)


@given(IDS, IDS, NAMES, SHARES)
def test_an_undo_gives_both_sides_what_they_drew(one, other, name, shares):
    before = [drawn(name, unit_of(side), shares) for side in (one, other)]
    merged = drawn(name, unit_of({*one, *other}), shares)
    assert merged in before
    assert [drawn(name, unit_of({*one, *other} & {*side}), shares) for side in (one, other)] == before


@given(IDS, NAMES, SHARES)
def test_whoever_has_not_crossed_has_one_arm_under_every_id(ids, name, shares):
    arms = {drawn(name, one, shares) for one in ids}
    assert crossed(ids, name, shares) == (len(arms) > 1)
    if len(arms) == 1:
        assert arms == {drawn(name, unit_of(ids), shares)}


@given(IDS, st.integers(0, 100), st.integers(0, 100))
def test_a_holdout_that_grows_keeps_whom_it_had(ids, one, other):
    low, high = sorted((one, other))
    assert not held(ids, low) or held(ids, high)
    assert not held(ids, 0)
    assert held(ids, 100)


def test_shares_come_out():
    for name, shares in ((GLOBAL, [5]), ("hero", [10, 20, 70]), ("journey:welcome", [50, 50])):
        found = Counter(drawn(name, one, shares) for one in KEYS)
        for place, share in enumerate(shares):
            expected, spread = PEOPLE * share / 100, (PEOPLE * share * (100 - share)) ** 0.5 / 100
            assert abs(found[place] - expected) < 4 * spread


def test_one_experiment_says_nothing_of_another():
    both = sum(held([one], 20) and drawn("hero", one, [50]) == 0 for one in KEYS)
    assert abs(both - PEOPLE / 10) < 4 * (PEOPLE * 0.1 * 0.9) ** 0.5


def test_people_of_one_id_draw_what_they_drew_before_units():
    """As journeys drew until then, by person and name: nobody changes sides by an update."""
    people = [f"u_{one}" for one in range(40)]
    told = {"words": [50, 30, 20], "words|holdout": [20], "j|0": [30, 70]}
    found = {name: "".join(str(drawn(name, one, sizes)) for one in people) for name, sizes in told.items()}
    assert found == {
        "words": "0212122000122100112210102211000100000000",
        "words|holdout": "1111111101110111111110101111110111111101",
        "j|0": "1001111111110111010011010011010101111100",
    }


def test_of_two_who_become_one_either_is_as_likely_to_move():
    """The share of the holdout is the same among people of one id and of many: nobody is held out for being merged."""
    groups = [KEYS[place : place + 4] for place in range(0, PEOPLE, 4)]
    kept = sum(held(one, 20) for one in groups)
    assert abs(kept - len(groups) / 5) < 4 * (len(groups) * 0.2 * 0.8) ** 0.5
