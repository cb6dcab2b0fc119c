"""Pictures of figures: every value finds its place inside, whatever it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.console.measures.measure_bars import Bar, bars, funnel
from segue.console.measures.measure_flows import MOST, REST, Flow, flows
from segue.console.measures.measure_grids import LEVELS, grid
from segue.console.measures.measure_scales import PARTS, scale
from segue.console.measures.measure_trends import BOTTOM, HIGH, TOP, Point, trend

VALUES = st.one_of(st.none(), st.floats(), st.sampled_from([0.0, -1.0, 1e-9, 1e300]))
POINTS = st.lists(st.builds(Point, st.floats(0, 1), VALUES, VALUES, VALUES), max_size=40)
BARS = st.lists(st.builds(Bar, st.text(max_size=3), VALUES, VALUES, VALUES, VALUES), max_size=12)
NAMES = st.sampled_from([f"place {number}" for number in range(14)])


def numbers(path: str) -> list[float]:
    return [float(one) for one in re.findall(r"-?[\d.]+(?:e-?\d+)?", path)]


@given(st.lists(VALUES, max_size=20), st.sampled_from(["count", "seconds", "share"]))
def test_an_axis_holds_every_value_and_nothing_between_few_round_marks(values, unit):
    axis = scale(values, unit)
    assert axis.low <= 0 <= axis.high
    assert axis.low < axis.high
    assert 2 <= len(axis.marks) <= PARTS + 3
    assert all(0 <= axis.share(one) <= 1 for one in values if one is not None and one == one)


@given(POINTS, POINTS)
def test_a_line_and_its_band_stay_inside_of_their_box(now, before):
    chart = trend(now, before)
    for path in (*chart.get("lines", ()), *chart.get("before", ()), *chart.get("bands", ())):
        assert all(0 <= one <= 100 for one in numbers(path))
    for one in (*chart.get("dots", ()), *chart.get("marks", ())):
        assert TOP <= one["y"] <= HIGH - BOTTOM
        assert 0 <= one.get("x", 0) <= 100


@given(BARS)
def test_bars_and_whiskers_stay_inside_of_the_width(rows):
    for one in bars(rows):
        assert 0 <= one["zero"] <= 100
        assert all(0 <= one[key] <= 100 for key in ("x", "width", "end", "low", "high", "before") if key in one)
        assert one.get("x", 0) + one.get("width", 0) <= 100.01


@given(st.lists(st.floats(allow_nan=False), max_size=9))
def test_steps_of_a_funnel_stay_inside_of_the_width(counts):
    for one in funnel(counts):
        assert 0 < one["width"] <= 100
        assert 0 <= one["share"] <= 1


@given(st.lists(st.builds(Flow, NAMES, NAMES, st.floats()), max_size=40))
def test_ribbons_begin_and_end_at_their_places_and_nothing_is_lost(found):
    chart = flows(found)
    for one in chart.get("ribbons", ()):
        assert all(-0.1 <= number <= chart["high"] + 0.1 for number in numbers(one["path"]))
    for side in ("left", "right"):
        assert len(chart.get(side, ())) <= MOST
        assert sum(one["value"] for one in chart.get(side, ())) == pytest.approx(chart.get("total", 0))
        assert all(one["y"] >= 0 and one["y"] + one["high"] <= chart["high"] + 0.1 for one in chart.get(side, ()))


@given(st.dictionaries(st.tuples(NAMES, NAMES), st.floats(), max_size=40))
def test_squares_of_cohorts_stand_inside_one_each(cells):
    rows, columns = sorted({one for one, _ in cells}), sorted({one for _, one in cells})
    squares = grid(rows, columns, cells).get("squares", ())
    assert all(one["x"] >= 0 and one["x"] <= one["middle"] <= 100 and 0 <= one["level"] <= LEVELS for one in squares)
    assert len({(one["x"], one["y"]) for one in squares}) == len(squares)


def test_one_point_is_a_dot_and_a_gap_breaks_the_line():
    assert len(trend([Point(0.5, 3)])["dots"]) == 1
    chart = trend([Point(0, 1, 0, 2), Point(0.3, 2, 1, 3), Point(0.6, None), Point(1, 3, 2, 4)])
    assert (len(chart["lines"]), len(chart["bands"])) == (2, 2)
    assert trend([Point(0, None)]) == {} == flows([]) == grid([], [], {})


def test_a_loss_hangs_below_the_line_of_nothing():
    chart = trend([Point(0, -5), Point(1, 5)])
    zero = next(one["y"] for one in chart["marks"] if one["value"] == 0)
    assert chart["dots"][0]["y"] > zero > chart["dots"][1]["y"]
    loss, gain = bars([Bar("loss", -5), Bar("gain", 10)])
    assert loss["end"] < loss["zero"] == gain["x"]


def test_the_smaller_places_are_one():
    chart = flows([Flow(f"place {number}", "end", 20 - number) for number in range(12)])
    assert [one["name"] for one in chart["left"]][-1] == REST
