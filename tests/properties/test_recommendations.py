"""Whatever people did, and in whatever order it is told: rows that hold, and nothing shown that must not be."""

import json

from hypothesis import given
from hypothesis import strategies as st

from segue.catalog.items import Item
from segue.recommending.choosing import Asked, Shop, recommend
from segue.recommending.exclusions import Standing
from segue.recommending.interactions import Interaction
from segue.recommending.learning.training import learn
from segue.recommending.rows import LISTS, of_plain, popular_of_plain, popular_to_plain, to_plain
from segue.recommending.seeds import Seed
from segue.times import HOUR
from tests.builders import NOON

PRODUCTS = [f"g{place}" for place in range(8)]
products, people = st.sampled_from(PRODUCTS), st.sampled_from("abcde")
kinds, moments = (
    st.sampled_from(["bought", "carted", "viewed"]),
    st.integers(0, 500).map(lambda hours: NOON - hours * HOUR),
)
histories = st.lists(st.builds(Interaction, people, products, kinds, moments), max_size=40)
said = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["red mug", "blue mug", "tent"]),
        "categories": st.lists(st.sampled_from("KC"), max_size=1),
    },
    optional={"stock": st.integers(0, 2), "consumable": st.booleans(), "listed": st.booleans()},
)
catalogs = st.dictionaries(products, said, max_size=8).map(
    lambda found: {name: Item("product", name, NOON, fields) for name, fields in found.items()}
)
some = st.frozensets(products, max_size=3)
standings = st.builds(Standing, st.dictionaries(products, moments, max_size=3), some, some, some)
wanted = st.sampled_from(["for_you", "together", "similar", "completes", "trending"])


def learnt(history, items):
    found = learn(history, items)
    return Shop(dict(found.rows), found.popular, items)


@given(histories, catalogs, st.randoms())
def test_the_order_of_what_is_told_changes_nothing(history, items, chance):
    shuffled = chance.sample(history, len(history))
    assert learnt(shuffled, items) == learnt(history, items)


@given(histories, catalogs)
def test_rows_never_lead_to_themselves_nor_twice_to_the_same_and_are_sorted(history, items):
    for product, row in learnt(history, items).rows.items():
        for listed in (getattr(row, name) for name in LISTS):
            named = [one.product for one in listed]
            assert product not in named
            assert len({*named}) == len(named)
        assert sorted(-one.score for one in row.together) == [-one.score for one in row.together]
        assert 0 <= row.again <= 1


@given(histories, catalogs)
def test_rows_go_through_json(history, items):
    shop = learnt(history, items)
    for row in shop.rows.values():
        assert of_plain(json.loads(json.dumps(to_plain(row)))) == row
    assert popular_of_plain(json.loads(json.dumps(popular_to_plain(shop.popular)))) == shop.popular


@given(
    st.tuples(histories, catalogs), wanted, st.lists(st.builds(Seed, products, kinds, moments), max_size=6), standings
)
def test_nothing_is_shown_that_must_not_be(shop, wanted, seeds, standing):
    history, items = shop
    shown = recommend(Asked(wanted, NOON, tuple(seeds), standing, 5), learnt(history, items))
    names = [one.product for one in shown]
    assert len({*names}) == len(names) <= 5
    assert not {*names} & (standing.returned | standing.complaint | standing.unwanted)
    assert not [one for one in names if one in items and items[one].fields.get("stock") == 0]
    assert not [one for one in names if one in items and items[one].fields.get("listed") is False]
    assert not [
        one for one in names if one in standing.owned and one in items and items[one].fields.get("consumable") is False
    ]
