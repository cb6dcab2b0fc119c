"""What is learned of products is kept, found again, and replaced."""

from segue.recommending.rows import Popular, Related, Row
from segue.wiring.learned import learned
from tests.handlers import on_shelves

KETTLE = Row((Related("mug", 0.5, 12, "bought"),), again=0.25, every=40)
SELLS = Popular({"": (Related("mug", 3.0, 9, "counted"),), "tea": (Related("tin", 1.0, 4, "counted"),)})


def test_rows_are_found_again(world):
    learned().put({"kettle": KETTLE, "mug": Row()}, 1)
    assert on_shelves.rows(["kettle", "mug", "kettle", "gone"]) == {"kettle": KETTLE, "mug": Row()}


def test_the_newest_night_counts(world):
    learned().put({"kettle": Row()}, 1)
    learned().put({"kettle": KETTLE}, 2)
    assert on_shelves.rows(["kettle"]) == {"kettle": KETTLE}


def test_more_than_one_request_holds(world):
    many = {f"p{one}": Row(every=one) for one in range(130)}
    learned().put(many, 1)
    assert on_shelves.rows(many) == many


def test_popular_is_read_by_category(world):
    learned().put_popular(SELLS, 1)
    assert on_shelves.popular().popular == {"": SELLS.popular[""]}
    assert on_shelves.popular(["tea", "none"]) == Popular(SELLS.popular, {"": (), "tea": ()})


def test_before_the_first_night_nothing_is_known(world):
    assert (on_shelves.rows([]), on_shelves.rows(["mug"]), on_shelves.popular()) == ({}, {}, Popular({}, {}))
