"""README and the pages that it grew out of: every function and promise in its place, figures as they were counted."""

import json
import re

import pytest

from segue_tools.places import PLAYBOOK, ROOT
from segue_tools.templates import folder_of, functions

README = (ROOT / "README.md").read_text()
BENCH = (ROOT / "bench" / "README.md").read_text()
FUNCTIONS = (ROOT / "docs" / "functions.md").read_text()
PROMISES = (ROOT / "docs" / "promises.md").read_text()
COUNTED = json.loads((ROOT / "bench" / "results.json").read_text())
NUMBERS = {14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen"}
FIGURES = {
    "dollars per million events, behind a Function URL": COUNTED["usd_per_million"],
    "dollars per million events, behind an HTTP API": COUNTED["usd_per_million_http_api"],
    "DynamoDB write units": COUNTED["write_units_per_event"],
    "billable requests": COUNTED["requests_per_event"],
}


def rows(text: str, head: str) -> list[list[str]]:
    """The rows of the table with this first cell of its head."""
    (table,) = [one for one in text.split("\n\n") if one.startswith(f"| {head} |")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]


def test_every_function_stands_on_its_page_with_its_names():
    told = [row[0] for row in rows(FUNCTIONS, "function")]
    assert {re.findall(r"`(\w+)`", one)[0] for one in told} == {folder_of(name) for name in functions()}
    others = {name for one in told for name in re.findall(r"`(\w+)`", one)[1:]}
    assert others == {name for name in functions() if folder_of(name) == "send"}


def promises(text: str) -> dict[str, str]:
    """What is promised, and where that is tested, without the way to a page."""
    return {promise: re.sub(r"\]\([^)]*\)", "]", test) for promise, test in rows(text, "promise")}


def test_the_readme_tells_a_dozen_of_all_promises():
    told, every = promises(README), promises(PROMISES)
    assert len(told) == 12
    assert {
        promise: test
        for promise, test in told.items()
        if every.get(promise, "").replace("docs/", "") != test.replace("docs/", "")
    } == {}


def test_every_promise_names_a_test_or_a_page_with_figures():
    for promise, test in promises(PROMISES).items():
        named = re.findall(r"`(tests/[^`]+)`", test)
        assert [one for one in named if not (ROOT / one).exists()] == [], promise
        assert named or "[" in test or "every test" in test, promise


def test_what_is_promised_of_any_aws_call_names_where_it_is_shown_whole():
    """`make test` strikes one request of a kind (decision 314), so a release asks for the rest too."""
    said = [(promise, test) for text in (README, PROMISES) for promise, test in promises(text).items()]
    of_any = [(promise, test) for promise, test in said if "any AWS call" in promise]
    assert len(of_any) > 5
    assert [promise for promise, test in of_any if "every request by `make points`" not in test] == []
    order = (ROOT / "docs" / "releasing.md").read_text().partition("## What it refuses")[0]
    assert "`make points`" in order


def test_costs_of_a_month_are_those_of_the_page_of_costs():
    page = [row[:3] for row in rows((ROOT / "docs" / "costs.md").read_text(), "events a month")]
    told = rows(README, "events a month")
    assert len(told) == 3
    assert [row for row in told if row not in page] == []


@pytest.mark.parametrize("name", FIGURES)
def test_figures_of_an_event_are_those_that_were_counted(name):
    (row,) = [one for one in rows(BENCH, "per event, in full batches of 100") if one[0] == name]
    assert row[1] == f"{FIGURES[name]:.2f}"


def test_the_readme_says_what_a_million_events_take():
    for name in ("usd_per_million", "usd_per_million_http_api"):
        assert f"${COUNTED[name]:.2f} behind" in README


def test_the_picture_tells_in_words_what_it_shows_in_numbers():
    """`tests/faults/test_walk.py` counts them."""
    picture = (ROOT / "docs" / "images" / "flow.svg").read_text()
    shown = re.findall(r'data-function="(\w+)"[^>]*>(\d+)<', picture)
    (told,) = re.findall(r'<desc id="d">.*: ([^<]+)\.</desc>', picture)
    assert told == ", ".join(f"{name} {calls}" for name, calls in shown)
    assert f"{sum(int(calls) for _, calls in shown)} in all" in picture


def test_badges_of_a_service_are_none():
    assert re.findall(r"!\[[^\]]*\]\(https?:", README) == []
    assert "never run in a real AWS account yet" in README.split("## ")[0]


def test_pages_that_count_the_starter_s_journeys_count_right():
    there = len([*(PLAYBOOK / "journeys").glob("*.yaml")])
    pages = {name: (ROOT / name).read_text() for name in ("README.md", "docs/first-hour.md")}
    told = {name: re.findall(r"(?:has (\w+) journeys,|(\w+) journeys run)", text) for name, text in pages.items()}
    said = {name: ["".join(one).lower() for one in found] for name, found in told.items()}
    assert said == {name: [NUMBERS[there]] for name in pages}
