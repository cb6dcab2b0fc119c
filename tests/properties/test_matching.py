"""Whatever somebody puts into traits, the nightly job gets through everybody, and answers the same both ways."""

from hypothesis import given, settings
from hypothesis import strategies as st

from segue.identity.matching.blocking import pairs_of
from segue.identity.matching.comparing import compare
from segue.identity.matching.proposing import proposals
from segue.identity.matching.records import record_of
from segue.identity.matching.scoring import Population
from tests.examples import examples

SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=40) | st.floats(allow_nan=False)
VALUES = SCALARS | st.lists(SCALARS, max_size=2)
NAMES = ["firstName", "lastName", "name", "birthday", "email", "phone"]
PLACES = ["street", "street2", "city", "postalCode", "state"]
ADDRESSES = VALUES | st.dictionaries(st.sampled_from(PLACES), VALUES)
TRAITS = st.builds(
    lambda said, address: {**said, "address": address}, st.dictionaries(st.sampled_from(NAMES), VALUES), ADDRESSES
)


@given(st.lists(TRAITS, min_size=2, max_size=4))
@settings(deadline=None, max_examples=examples(60))
def test_traits_of_any_shape_stop_nobody(several):
    records = [record_of(f"u_{at}", traits) for at, traits in enumerate(several)]
    twins = [record_of(f"e_{at}", traits) for at, traits in enumerate(several)]
    found, compared = proposals([*records, *twins], 1)
    assert all(1 <= one.probability <= 1000 and one.evidence for one in found)
    assert compared == len(list(pairs_of([*records, *twins])))


@given(TRAITS, TRAITS)
@settings(deadline=None)
def test_two_people_are_as_likely_one_from_either_side(mine, yours):
    one, other = record_of("u_1", mine), record_of("u_2", yours)
    population = Population([one, other])
    assert population.compared(one, other)[0] == population.compared(other, one)[0]
    assert all(0 <= found.likeness <= 100 for found in compare(one, other))
