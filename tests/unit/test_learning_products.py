"""What is learned of products, out of what people did."""

import pytest

from segue.catalog.items import Item
from segue.recommending.interactions import Interaction, Kind
from segue.recommending.learning import relating
from segue.recommending.learning.tables import table_of
from segue.recommending.learning.training import learn
from segue.recommending.rows import Related
from segue.times import DAY, HOUR, MINUTE
from tests.builders import NOON


def did(person, *products, kind: Kind = "bought", at=NOON):
    return [Interaction(person, one, kind, at) for one in products]


def learnt(interactions, **items):
    known = {name: Item("product", name, NOON, said) for name, said in items.items()}
    found = learn(interactions, known)
    return dict(found.rows), found.popular


TEN = [one for number in range(10) for one in did(f"p{number}", "tent", "pegs")]
OTHERS = [one for number in range(30) for one in did(f"q{number}", f"mug{number % 3}", "tea")]


def test_what_is_bought_in_one_order_is_bought_together_with_how_many_people_did():
    rows, _ = learnt(TEN + OTHERS)
    (first,) = rows["tent"].together
    assert first[0::2] == ("pegs", 10)
    assert rows["tent"].leads[0][0::2] == ("pegs", 10)


def test_orders_of_different_days_are_not_one():
    apart = [*did("a", "tent"), *did("a", "pegs", at=NOON + DAY)]
    rows, _ = learnt(apart)
    assert rows["tent"].together == ()
    assert rows["tent"].leads[0].product == "pegs"


def test_a_visit_ends_after_half_an_hour_of_nothing():
    table = table_of(one for minutes in (0, 20, 45, 90) for one in did("a", "tent", at=NOON + minutes * MINUTE))
    assert table.visit.tolist() == [0, 0, 0, 1]


def test_two_who_agree_do_not_outdo_two_hundred():
    few = [one for number in range(2) for one in did(f"f{number}", "tent", "oddity")]
    many = [one for number in range(200) for one in did(f"m{number}", "tent", "pegs")]
    assert [one.product for one in learnt(few + many)[0]["tent"].together] == ["pegs", "oddity"]


def test_what_everybody_buys_does_not_lead_everywhere():
    """Bags are bought by all, pegs only with tents: what a tent says of pegs is more."""
    shop = [one for number in range(40) for one in did(f"b{number}", "bag", f"toy{number % 5}")]
    shop += [one for number in range(20) for one in did(f"t{number}", "tent", "pegs", "bag")]
    shop += [one for number in range(400) for one in did(f"c{number}", "bag", "book")]
    leads = [one.product for one in learnt(shop)[0]["tent"].leads]
    assert leads.index("pegs") < leads.index("bag")


def test_what_nobody_touched_is_found_by_its_words():
    rows, _ = learnt(
        TEN,
        tent={"title": "Ridge tent", "categories": ["Camping"]},
        new={"title": "Valley tent", "categories": ["Camping"]},
        mug={"title": "Blue mug"},
    )
    assert [one.product for one in rows["new"].similar] == ["tent"]
    assert [one.product for one in rows["new"].leads] == ["tent"]
    assert "new" in [one.product for one in rows["tent"].leads]
    assert rows["mug"].similar == ()


def test_looking_at_both_makes_similar():
    looks = [one for number in range(8) for one in did(f"v{number}", "red", "blue", kind="viewed")]
    assert learnt(looks)[0]["red"].similar[0][0::2] == ("blue", 8)


def test_accessories_of_the_catalog_come_first():
    goods = {name: {"title": name, "categories": [name]} for name in ("pegs", "mallet")}
    rows, _ = learnt(TEN, tent={"title": "tent", "categories": ["tents"], "accessories": ["mallet"]}, **goods)
    assert rows["tent"].completes[0] == Related("mallet", 1.5, 0, "stated")


@pytest.mark.parametrize(("price", "found"), [(500, ["pegs"]), (9000, [])])
def test_what_is_cheaper_and_of_another_category_completes(price, found):
    tent = {"categories": ["Tents"], "price": 10000}
    rows, _ = learnt(TEN + OTHERS, tent=tent, pegs={"categories": ["Small"], "price": price})
    assert [one.product for one in rows["tent"].completes] == found


def test_what_is_bought_again_and_after_how_long():
    often = [one for day in (0, 30, 58) for person in "abcdef" for one in did(person, "coffee", at=NOON + day * DAY)]
    row = learnt(often + did("a", "pot"))[0]
    assert row["coffee"].again > 0.9
    assert row["coffee"].every == 29
    assert (row["pot"].again, row["pot"].every) == (0.0, 0)


def test_the_same_product_twice_in_an_order_is_not_again():
    assert learnt(did("a", "tent", "tent"))[0]["tent"].again == 0.0


def test_what_sells_lately_is_on_the_rise():
    steady = [one for day in range(90) for one in did(f"s{day}", "mug", at=NOON - day * DAY)]
    risen = [one for number in range(20) for one in did(f"r{number}", "sled", at=NOON - number * HOUR)]
    _, popular = learnt(steady + risen, mug={"categories": ["Kitchen"]}, sled={"categories": ["Winter"]})
    assert popular.popular[""][0][0::2] == ("mug", 90)
    assert [one.product for one in popular.trending[""]] == ["sled"]
    assert [one.product for one in popular.popular["Winter"]] == ["sled"]


def test_nothing_teaches_nothing():
    rows, popular = learnt([])
    assert (rows, popular.popular) == ({}, {"": ()})


def test_what_is_gone_from_the_catalog_and_was_never_touched_has_no_row():
    gone = Item("product", "old", NOON, {}, gone=True)
    assert dict(learn([], {"old": gone}).rows) == {}


def test_lists_end():
    crowd = [Interaction(f"p{one % 7}", f"g{one}", "bought", NOON) for one in range(300)]
    rows, popular = learnt(crowd)
    assert max(len(row.leads) for row in rows.values()) <= 50
    assert max(len(row.together) for row in rows.values()) <= relating.MOST
    assert len(popular.popular[""]) <= 50
