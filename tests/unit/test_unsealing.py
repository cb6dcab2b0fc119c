"""Opening what is sealed in what an export tells: wherever it stands, also in the middle of a text."""

from typing import Any

from segue.erasing.stores import Told
from segue.exporting.unsealing import GONE, Unsealing

NUTS, PAY, LOST = (
    f"sealed.1.{kind}.a2V5.{box}" for kind, box in (("health", "bnV0cw"), ("finances", "cGF5"), ("health", "bG9zdA"))
)
VALUES: dict[tuple[str, str], Any] = {("allergies", NUTS): ["nuts"], ("income", PAY): 4000}
DECLARED = {"allergies": "health", "income": "finances"}


def plain(data: dict[str, Any]) -> Any:
    """What is told of it."""
    (one,) = Unsealing(lambda name, sealed: VALUES.get((name, sealed)), DECLARED)(iter([Told("event", 1, data)]))
    return one.data


def test_a_value_is_opened_by_the_name_under_which_it_stands() -> None:
    assert plain({"traits": {"allergies": NUTS, "plan": "gold"}}) == {"traits": {"allergies": ["nuts"], "plan": "gold"}}
    assert plain({"income": [{"value": PAY, "time": 7}]}) == {"income": [{"value": 4000, "time": 7}]}


def test_a_value_in_a_text_is_opened_by_the_declared_names() -> None:
    assert plain({"text": f"You earn {PAY}. Eat no {NUTS}!"}) == {"text": 'You earn 4000. Eat no ["nuts"]!'}


def test_a_trait_that_is_declared_no_more_is_opened_where_it_stands() -> None:
    (one,) = Unsealing(lambda name, sealed: VALUES.get((name, sealed)), {})(iter([Told("x", 1, {"income": PAY})]))
    assert one.data == {"income": 4000}


def test_what_nothing_opens_is_said_in_words_also_where_it_was_clipped() -> None:
    assert plain({"allergies": LOST, "odd": f"so {LOST} and {NUTS[:14]}"}) == {
        "allergies": GONE,
        "odd": f"so {GONE} and {GONE}",
    }


def test_what_holds_nothing_sealed_is_the_same() -> None:
    data = {"text": "nothing is sealed", "list": [1, None, True]}
    assert plain(data) is data
