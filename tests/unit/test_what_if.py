"""A count out of a sample says how it was worked out and how far it may be off."""

from segue.console.segments.what_if import certainty
from segue.segments.previewing import estimate


def test_what_was_counted_whole_is_called_exact():
    assert certainty(estimate(7, 1), 1, 20) == "Everybody was looked at, so this is exact at this moment."


def test_what_was_worked_out_says_from_what_and_between_which_bounds():
    told = estimate(100, 0.04)
    said = certainty(told, 0.04, 5_012)
    assert said.startswith("Worked out from 5,012 of about 125,300 identities (4.0 %)")
    assert said.endswith(f"19 times out of 20 it is between {told.low:,} and {told.high:,}.")
