"""Money between minor and major units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.money import EXPONENTS, major, minor


@given(st.integers(-(10**12) + 1, 10**12 - 1), st.sampled_from(["EUR", *EXPONENTS]))
def test_major_units_are_the_inverse_of_minor_ones(cents, code):
    assert minor(major(cents, code), code) == cents


@pytest.mark.parametrize("cents", [None, True, "100", 1.5, 10**12, -(10**12), [], {}])
def test_what_is_no_amount_is_none(cents):
    assert major(cents, "EUR") is None


def test_a_provider_may_count_otherwise():
    assert [major(500, "ISK"), major(500, "ISK", {"ISK": 2})] == [500.0, 5.0]
