"""How figures are put: values by their unit, what became of them, tables by their columns."""

import pytest

from segue.console.measures import measure_columns as columns
from segue.console.measures.measure_files import lines
from segue.console.measures.measure_shown import headline, picture, table
from segue.console.measures.measure_words import Put, change
from segue.languages.texts import speaking
from segue.measures.definitions import definition
from segue.measures.figures import Change, Figure
from segue.measures.results import Part, Result, Wish

NOTHING = Figure(None, None, None, 0, 0)


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        ("share", 0.034, "3.4 %"),
        ("share", 0.0004, "0.04 %"),
        ("money", 124050.0, "€1,240.50"),
        ("money", -5.0, "−€0.05"),
        ("seconds", 7800.0, "2 h 10 min"),
        ("seconds", 45.0, "45 s"),
        ("seconds", 0.4, "0.4 s"),
        ("seconds", 1799.0, "30 min"),
        ("seconds", 90000.0, "1 day 1 h"),
        ("seconds", 86399.0, "1 day"),
        ("seconds", 0.0, "0 s"),
        ("seconds", -125.0, "−2 min 5 s"),
        ("score", 5.84, "5.8"),
        ("days", 12.0, "12.0 days"),
        ("count", 1240.0, "1,240"),
        ("count", 1.43, "1.43"),
        ("count", None, "–"),
    ],
)
def test_a_value_is_put_as_one_says_it(unit, value, said):
    assert Put(unit).value(value).replace("\u00a0", " ") == said


def test_money_beside_an_axis_is_told_as_the_language_has_it():
    put = Put("money")
    assert [put.axis(one) for one in (1500000, -50)] == ["€15k", "−€0.5"]
    with speaking("de"):
        assert put.axis(1500000).replace("\u00a0", " ") == "15 Tsd. €"


def test_what_measures_call_a_touch_is_told_in_the_language():
    with speaking("de"):
        assert [columns.said(one) for one in ("store visit", "step 3")] == ["Besuch im Laden", "Schritt 3"]


def test_where_a_value_lies_is_said_only_where_it_is_known_and_not_one_value():
    put = Put("share")
    assert put.span(0.031, 0.039).replace("\u00a0", " ") == "between 3.1 % and 3.9 %"
    assert put.span(None, 0.1) == put.span(0.1, 0.1) == ""


def part(now: float, before: float, sure: bool, things: int = 10) -> Part:
    was = Figure(before, before, before, things, things)
    return Part("all", Figure(now, now, now, 10, 10), was, Change(now - before, 0.0, 0.0, sure))


def test_a_change_is_good_or_bad_only_where_it_is_sure():
    revenue, refunds = definition("revenue"), definition("refund_rate")
    assert change(revenue, part(120, 100, True))["tone"] == "good"
    assert change(revenue, part(120, 100, False))["tone"] == ""
    assert change(refunds, part(0.2, 0.1, True)) == {
        "arrow": "up",
        "words": "10.0 points more",
        "tone": "bad",
        "sure": True,
    }
    assert change(revenue, part(100, 100, False))["words"] == "unchanged"
    assert change(revenue, part(100, 0, True, things=0)) == {}


def told(name: str, by: str = "all", **found) -> Result:
    return Result(wish=Wish(name, "28d", by), since=0, until=1, currency="EUR", made=1, **found)


def test_a_day_without_an_order_is_nothing_and_a_share_of_nothing_is_a_gap():
    full, none = Figure(5.0, 4.0, 6.0, 2, 2), NOTHING
    still = Change(None, None, None, False)
    days = tuple(Part(f"2026-11-0{day}", one, none, still) for day, one in enumerate((full, none, full), 1))
    revenue, repeats = (told(name, "day", parts=days) for name in ("revenue", "repeat_rate"))
    assert len(picture(definition("revenue"), revenue)["chart"]["lines"]) == 1
    assert len(picture(definition("repeat_rate"), repeats)["chart"]["lines"]) == 2


def test_columns_are_read_by_their_names():
    assert [columns.unit(one) for one in ("lost_revenue", "share", "open_median", "people")] == [
        "money",
        "share",
        "seconds",
        "count",
    ]
    assert columns.said("search > store visit > order") == "Search → Store visit → Order"
    assert columns.said("sms") == "SMS"
    assert columns.said("Spring-26") == "Spring-26"


def test_a_column_that_tells_all_together_is_left_out():
    rows = [{"part": "all", "source": "email", "target": "chat", "value": 3, "repeated": 1}]
    found = told("channel_flows", rows=rows)
    assert table(definition("channel_flows"), found)["headings"] == ["Source", "Target", "Value", "Repeated"]
    drawn = picture(definition("channel_flows"), found)
    assert [one["name"] for one in drawn["chart"]["left"]] == ["E-mail"]


def test_steps_of_a_journey_are_the_columns_that_only_fall():
    row = {"part": "all", "journey": "welcome", "journey_step": "one", "wanted": 90, "held": 5, "dropped": 10}
    row |= {"sent": 80, "arrived": 70, "opened": 30, "clicked": 9, "ordered": 2}
    (drawn,) = picture(definition("journey_steps"), told("journey_steps", rows=[row]))["chart"]
    assert [one["name"] for one in drawn["steps"]] == ["Wanted", "Sent", "Arrived", "Opened", "Clicked", "Ordered"]


def spans(name: str, now: Figure) -> str:
    found = told(name, parts=(Part("all", now, NOTHING, Change(None, None, None, False)),))
    return headline(definition(name), found)["span"]


def test_what_is_only_counted_has_no_halves():
    assert spans("orders", Figure(35.0, 23.4, 46.6, 35, 35)) == "between 23 and 47"


def test_what_is_all_alike_is_not_said_to_be_sure():
    assert spans("revenue_per_send", Figure(0.0, 0.0, 0.0, 4, 4)).startswith("too few, or too much alike")


def test_a_table_stands_beside_the_period_before():
    rows = [{"part": "all", "stage": "cart", "reached": 90, "share": 0.5, "low": 0.4}]
    before = [{"part": "all", "stage": "list", "reached": 7}, {"part": "all", "stage": "cart", "reached": 80}]
    found, of = told("funnel", rows=rows, rows_before=before), definition("funnel")
    shown = table(of, found)
    assert shown["headings"] == ["Stage", "Reached", "Reached before", "Share", "Share before", "Low"]
    assert shown["rows"][0][:5] == ["Cart", "90", "80", "50.0\u00a0%", "–"]
    assert lines(of, found).splitlines()[1].startswith("all,cart,90,80,0.5,,")


def test_pseudonyms_stand_in_no_table():
    found = told("frictions", rows=[{"kind": "rage", "place": "a", "cases": 30, "seen": [7, 8], "seen_at": ["x", "y"]}])
    assert table(definition("frictions"), found)["headings"] == ["Kind", "Place", "Cases"]
    assert lines(definition("frictions"), found).splitlines()[0] == "kind,place,cases,currency"


def test_a_flow_counts_how_often_it_was_gone():
    row = {"part": "all", "from": "search", "to": "order", "people": 3, "position": 1, "path": "search > order"}
    drawn = picture(definition("paths_to_purchase"), told("paths_to_purchase", rows=[{**row, "times": 9}]))
    assert drawn["chart"]["total"] == 9
