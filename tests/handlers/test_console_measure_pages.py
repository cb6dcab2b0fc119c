"""The page of a measure: told by what one asks, shared, taken along, for whom it is, and who is behind it."""

import csv
from io import StringIO

import pytest
from msgspec.structs import astuple, replace

from segue.measures.behind import Behind, Question
from segue.measures.results import Part, Wish
from segue.wiring.measures import answers, results
from tests import made_results
from tests.faults.cloud.failures import AwsError
from tests.handlers.console_staff import KIM, as_staff, page_of, two_customers
from tests.handlers.measure_browsing import PAGE, REVENUE, follow, links, sales
from tests.handlers.measured_shop import worked_out
from tests.handlers.trail import entered

__all__ = ["sales"]


def test_a_link_holds_period_dimension_and_filter(sales, max_):
    wish = Wish("conversion", "2025-12-01..2025-12-15", "what", {"channel": "email"})
    for one in (wish, Wish(wish.name, wish.period, "all", wish.only)):
        results().keep(made_results.result(one, sales.clock))
    page = max_.get(f"{PAGE}/conversion?from=2025-12-01&to=2025-12-15&by=what&where.channel=email")
    assert page.reads("1 Dec 2025 to 15 Dec 2025")
    assert page.reads("Channel: email")
    link = page.find(r'id="share" value="([^"]+)"')
    assert link.endswith("?from=2025-12-01&to=2025-12-15&by=what&where.channel=email")
    assert max_.get(link.partition("/console")[2]).reads("Channel: email")


def test_days_of_ones_own_go_before_the_period_that_was_shown(sales, max_):
    max_.get(f"{REVENUE}?by=day&period=28d&from=2025-12-01&to=2025-12-10&where.channel=")
    assert max_.at.startswith("/console/measures/revenue?from=2025-12-01&to=2025-12-10&by=day&asked=")


def test_figure_and_days_lead_to_the_people_behind_them(sales, max_):
    found = links(max_.get(REVENUE), f"{REVENUE}/people")
    assert f"{REVENUE}/people?period=28d&by=all&part=all" in found
    assert len(found) == 1 + 28


def test_filters_suggest_what_results_tell_of(sales, max_):
    results().keep(made_results.result(Wish("revenue", "28d", "channel"), sales.clock))
    assert '<option value="whatsapp">' in max_.get(REVENUE).body


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("from=2025-12-15&to=2025-12-01", "The last day must not be before the first"),
        ("from=2025-12-15", "needs a first and a last day"),
        ("from=never&to=%27%3B--", "needs a first and a last day"),
        ("from=1900-01-01&to=2025-12-01", "at most 731 days"),
        ("from=0001-01-01&to=0001-01-05", "lies between 2000-01-01 and 2099-12-31"),
        ("from=9999-12-01&to=9999-12-31", "lies between 2000-01-01 and 2099-12-31"),
    ],
)
def test_a_period_that_is_none_is_said_and_the_usual_one_shown(sales, max_, asked, said):
    page = max_.get(f"{REVENUE}?{asked}")
    assert (page.status, page.reads(said), page.reads("The last 28 days")) == (200, True, True)


def test_a_dimension_that_the_measure_has_not_is_left_out(sales, max_):
    page = max_.get(f"{REVENUE}?by=shoe_size&where.shoe_size=42&period=1000d")
    assert page.status == 200
    assert page.find(r'id="share" value="([^"]+)"').endswith("?period=28d&by=day")


def test_the_file_has_every_part_and_no_cell_computes(sales, max_):
    wish = Wish("revenue", "28d", "campaign")
    found = made_results.result(wish, sales.clock)
    parts = [Part(f"{sign}cmd", *part[1:]) for sign, part in zip("=+-@", map(astuple, found.parts), strict=False)]
    results().keep(replace(found, parts=parts))
    file = max_.get(f"{REVENUE}.csv?by=campaign")
    rows = [*csv.DictReader(StringIO(file.body))]
    assert [one["part"] for one in rows] == ["'=cmd", "'+cmd", "'-cmd"]
    assert float(rows[0]["value"]) == pytest.approx((parts[0].now.value or 0) / 100, abs=0.01)
    assert rows[0]["currency"] == "EUR"
    assert file.headers["content-type"].startswith("text/csv")
    assert "revenue-campaign-28d.csv" in file.headers["content-disposition"]


def test_a_file_of_a_period_that_was_not_worked_out_is_not_there(sales, max_):
    assert max_.get(f"{REVENUE}.csv?period=7d&by=channel").status == 404


def test_an_empty_shop_is_told_what_must_come_in(world, max_):
    worked_out(world, made=made_results.empty)
    page = max_.get(PAGE)
    assert page.reads("Nothing has come in yet. It takes orders of your shop")
    assert max_.get(f"{PAGE}/cohorts").reads("It takes orders of customers who can be told apart")
    assert max_.get(REVENUE).reads("€0.00")


def test_where_the_results_cannot_be_read_a_plain_sentence_stands(sales, max_, monkeypatch):
    def refuses(_params):
        raise AwsError("SlowDown", "Please reduce your request rate.", 503)

    monkeypatch.setitem(sales.region._answers, "s3.GetObject", refuses)
    for path in (PAGE, REVENUE, f"{REVENUE}.csv"):
        assert max_.get(path).status == 503
        assert max_.reads("Something we depend on does not answer. Try again in a moment.")


def test_only_marketers_and_administrators_look_at_measures(sales):
    for name, status in {"ann": 200, "max": 200, "amy": 403, "pia": 403}.items():
        browser = as_staff(sales, name)
        assert browser.get(REVENUE).status == status
        assert ("Measures" in browser.get("/live").body) == (status == 200)
    for path in (PAGE, f"{REVENUE}.csv", f"{REVENUE}/people?part=all", f"{REVENUE}/new"):
        assert as_staff(sales, "amy").get(path).status == 403
    assert as_staff(sales, "amy").post(f"{PAGE}/refresh", {}).status == 403


def test_a_part_leads_to_the_people_behind_it(world, max_):
    two_customers(world)
    worked_out(world, ["revenue"])
    results().keep(made_results.result(Wish("revenue", "28d", "channel"), world.clock))
    (path,) = {one for one in links(max_.get(f"{REVENUE}?by=channel"), f"{REVENUE}/people") if "part=web" in one}
    assert max_.get(path).status == 303
    assert follow(max_).reads("They are being looked up")
    kim = page_of(max_, KIM).rpartition("/")[2]
    question = Question(Wish("revenue", "28d", "channel"), "web")
    answers().keep(question, Behind([(kim, 3), ("p_" + "a" * 24, 1)], 2), world.clock)
    found = max_.get(path)
    assert f'href="/console/people/{kim}"' in found.body
    assert found.reads("Nobody is behind 2 pseudonyms any more: they were erased.")
    assert kim in entered(world, "people.listed")[-1]["subjects"]


def test_an_unknown_measure_is_not_there(max_):
    for path in ("nothing", "nothing.csv", "nothing/new", "nothing/people"):
        assert max_.get(f"{PAGE}/{path}").status == 404


@pytest.mark.parametrize("part", ["", "x", "2025-13-01", "a-b-c", "{where}"])
def test_a_part_that_is_no_day_is_said_as_it_is(sales, max_, part):
    assert max_.get(f"{REVENUE}/people?period=28d&by=day&part={part}&asked={sales.clock}").status == 200


def test_a_friction_leads_to_those_who_were_lost_there(world, max_):
    worked_out(world, ["frictions"])
    path = links(max_.get(f"{PAGE}/frictions"), f"{PAGE}/frictions/people")[0]
    assert "part=lost%3A" in path
    max_.get(path)
    page = follow(max_)
    assert page.reads("Who was lost here")
    assert page.reads("On phones 40 % leave at step 3 of the checkout")
    assert page.reads("of those who were lost here the last, at most ten")


def test_columns_are_explained_by_the_names_that_the_table_has(world, max_):
    worked_out(world, ["service_times"])
    page = max_.get(f"{PAGE}/service_times")
    assert page.reads("Nine in ten within the same by the clock")
    assert not page.reads("Open ninety")
