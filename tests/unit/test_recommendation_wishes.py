"""What a page or a variant wants recommended, as it is written."""

import pytest

from segue.errors import Invalid
from segue.recommending.wishes import Wish, wish


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "for_yuo"}, "for_you"),
        ({"most": 0}, "from 1"),
        ({"of": "x"}, "products"),
        ({"mots": 1}, "most"),
        (3, "mapping"),
    ],
)
def test_a_wish_that_nobody_understands_is_refused_in_a_sentence(given, said):
    with pytest.raises(Invalid, match=said):
        wish(given)


def test_a_wish_is_what_it_says():
    assert wish({}) == Wish()
    assert wish({"kind": "similar", "of": "content", "most": 2, "of_one_category": 1}) == Wish(
        "similar", "content", 2, 1
    )
