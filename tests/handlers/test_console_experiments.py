"""Experiments in the console: who is held out and what is compared, in plain words, where it stands."""

from collections.abc import Iterator

import pytest

from segue.aws.ledger import Ledger
from segue.aws.settings import settings
from segue.experiments.telling import viewed
from segue.times import MINUTE
from tests.faults.cloud.world import World
from tests.handlers.console_staff import KIM, as_staff, page_of, staffed, two_customers
from tests.handlers.starter import starter_files
from tests.handlers.test_experiments import MAIL, OFFER, SPLIT

TEXTS = {
    "policies/holdout.yaml": "share: 5",
    "templates/hello.yaml": MAIL,
    "journeys/offer.yaml": OFFER,
    "placements/pair.yaml": SPLIT,
}


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Kim and Lee have carts; a holdout, a split and two experiments are in force."""
    with staffed(monkeypatch, starter_files() | TEXTS) as made:
        yield two_customers(made)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/policies", "5 of 100 people Get nothing of: marketing"),
        ("/journeys/offer", "Who is held out 50 of 100 people: they get nothing of it"),
        (
            "/templates/hello",
            "compares its styles: Usual to 50 of 100 people and Short to 50 of 100 people.",
        ),
        ("/placements/pair", "To 50 of 100 people"),
        ("/placements/pair", "Shows A share of people each"),
    ],
)
def test_what_is_held_out_and_compared_is_told_where_it_stands(world, path, told):
    page = as_staff(world, "max").get(path)
    assert page.reads(told)


def test_a_person_s_timeline_tells_of_it(world):
    browser = as_staff(world, "amy")
    kim = page_of(browser, KIM)
    person = kim.rpartition("/")[2]
    with world.aside():
        for variant in ("holdout", "journey"):
            event = viewed("journey:offer:holdout", variant, person, (world.clock, world.clock))
            Ledger(settings().ledger).append_under([person], event)
    world.pass_time(MINUTE)
    page = browser.get(kim)
    assert page.reads("Took part in an experiment")
    assert page.reads("journey offer holdout · held out: gets none of it")
    assert page.reads("journey offer holdout · variant journey")
