"""The pages of measures: out of the last results, filled in when they are there, told by what one asks, taken along."""

import re

import msgspec

from segue.console.words import date
from segue.measures.definitions import definitions
from segue.measures.figures import Sums, change, figure
from segue.measures.results import Wish
from segue.times import DAY, SECOND
from segue.wiring.measures import results
from tests import made_results
from tests.handlers.measure_browsing import PAGE, REVENUE, follow, links, sales, wished
from tests.handlers.measured_shop import worked_out

__all__ = ["sales"]


def test_every_dashboard_shows_its_measures_out_of_the_last_results(world, max_):
    worked_out(world)
    page = max_.get(PAGE)
    assert page.reads("Revenue €")
    assert page.reads("between €")
    assert page.reads("may be chance")
    for path in links(page, f"{PAGE}?"):
        assert max_.get(path).status == 200
        assert not max_.reads("Being worked out")
    assert wished(world) == []


def test_every_measure_has_a_page_with_picture_table_sql_and_a_file(world, max_):
    worked_out(world)
    for name, of in definitions().items():
        page = max_.get(f"{PAGE}/{name}")
        assert page.status == 200, name
        assert page.reads(of.title)
        assert "<table>" in page.body
        assert "SELECT part, count(*)" in page.body
        assert 'role="img"' in page.body or of.chart == "list", name
        assert not re.search(r"\b(nan|inf)\b|[>\"]None[<\"]", page.body), name
        assert max_.get(f"{PAGE}/{name}.csv").status == 200


def test_a_page_reads_its_own_objects_and_nothing_else_of_the_archive(world, max_):
    worked_out(world)
    before = world.region.meter.requests.copy()
    max_.get(f"{PAGE}?group=customers")
    made = world.region.meter.requests - before
    shown = [one for one in definitions().values() if one.group == "customers"]
    objects = sum(1 if one.kind == "table" else 2 for one in shown)
    assert {name: count for (_, name), count in made.items() if name.startswith(("s3.", "sqs."))} == {
        "s3.GetObject": objects
    }


def test_what_was_never_worked_out_is_asked_for_once_and_fills_itself_in(world, max_):
    max_.get(f"{REVENUE}?period=7d")
    assert max_.status == 303
    assert sorted(wished(world)) == [("revenue", "7d", "all"), ("revenue", "7d", "day")]
    page = follow(max_)
    assert page.reads("Being worked out. It appears here by itself.")
    (poll,) = [one for one in links(page, f"{REVENUE}?") if "asked=" in one]
    world.region.clock.advance(3 * SECOND)
    assert max_.get(poll).reads("Being worked out")
    for wish in (Wish("revenue", "7d"), Wish("revenue", "7d", "day")):
        results().keep(made_results.result(wish, world.clock))
    assert max_.get(poll).reads("more than in the 7 days before")
    assert len(wished(world)) == 2


def test_after_a_minute_the_page_says_what_to_do(world, max_):
    max_.get(REVENUE)
    page = follow(max_)
    (poll,) = [one for one in links(page, f"{REVENUE}?") if "asked=" in one]
    world.region.clock.advance(61 * SECOND)
    late = max_.get(poll)
    assert late.reads("This takes longer than a minute")
    assert "hx-trigger" not in late.body


def test_refresh_keeps_the_old_figure_until_the_new_one_is_there(world, max_):
    worked_out(world)
    world.region.clock.advance(1 * SECOND)
    max_.get(f"{PAGE}?group=sales").post(f"{PAGE}/refresh", {"group": "sales", "period": "28d"})
    assert ("revenue", "28d", "day") in wished(world)
    page = follow(max_)
    assert page.reads("Being worked out anew")
    assert page.reads("€109,650.24")
    (card,) = links(page, f"{REVENUE}/new")
    assert max_.get(card).status == 204
    world.region.clock.advance(2 * SECOND)
    worked_out(world, ["revenue"])
    assert max_.get(card).body.startswith('<section class="card panel measure-card"')


def test_one_measure_is_refreshed_as_its_address_says(sales, max_):
    path = f"{REVENUE}/refresh?period=90d&by=channel&where.device=phone"
    max_.get(REVENUE).post(path, {})
    assert max_.at.startswith("/console/measures/revenue?period=90d&by=channel&where.device=phone&asked=")
    assert sorted(wished(sales)) == [("revenue", "90d", "all"), ("revenue", "90d", "channel")]


def test_what_no_night_has_worked_out_since_yesterday_is_asked_for(sales, max_):
    sales.region.clock.advance(2 * DAY)
    assert max_.get(REVENUE).status == 303
    page = follow(max_)
    assert page.reads("Being worked out anew")
    assert page.reads("€109,650.24")


def test_where_the_period_before_has_no_figures_none_is_offered_to_compare_with(world, max_):
    worked_out(world, ["revenue"])
    assert max_.get(REVENUE).reads("Compare with the 28 days before")
    worked_out(world, ["revenue"], first_days)
    page = max_.get(REVENUE)
    assert page.reads(f"No figures before {date(first_days(Wish('revenue'), world.clock).since)}")
    assert not page.reads("Compare with")
    assert max_.get(PAGE).reads("No figures before")


def first_days(wish, now):
    """The same result, of a shop that had not begun before."""
    made = made_results.result(wish, now)
    nothing = figure("total", Sums())
    parts = [msgspec.structs.replace(one, before=nothing, change=change("total", Sums(), Sums())) for one in made.parts]
    return msgspec.structs.replace(made, parts=parts)
