"""What it costs, from what came in and left to the API and the console."""

from collections.abc import Iterator

import pytest

from segue.times import DAY, HOUR
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, post
from tests.handlers.console_staff import KIM, as_staff, staffed
from tests.handlers.staff_requests import Api


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Kim was reminded of a cart, a day ago."""
    with staffed(monkeypatch) as made:
        post(made, identified(made, "i1", "u1", KIM), added(made, "a1", "c1", userId="u1"))
        made.pass_time(3 * HOUR)
        made.pass_time(DAY)
        yield made


def test_the_api_tells_what_was_counted_and_what_it_costs(world: World) -> None:
    status, said = Api(world, "admin").get("/v1/costs")
    assert (status, len(said["days"])) == (200, 30)
    assert sum(one["events"] for one in said["days"]) >= 2
    assert sum(one["sends"].get("email", 0) for one in said["days"]) == len(world.region.mailbox.mails) == 1
    (mailed,) = [one for one in said["days"] if one["sends"]]
    assert mailed["parts"]["mails"] == pytest.approx(0.0001)
    assert said["total"] == pytest.approx(sum(said["parts"].values()), abs=1e-4)
    assert "Modelled" in said["modelled"]
    assert said["per_thousand_mails"] > said["per_thousand_sends"] > 0


def test_days_that_are_none_are_refused_and_only_administrators_may_ask(world: World) -> None:
    assert Api(world, "admin").get("/v1/costs?from=yesterday")[0] == 400
    assert Api(world, "marketer").get("/v1/costs")[0] == 403


def test_the_console_says_it_and_what_of_it_is_modelled(world: World) -> None:
    page = as_staff(world, "ann").get("/costs?days=7")
    assert page.find(r"<h2>([^<]+) <") == "What stands there anyway"
    assert page.find(r"at most \$([\d.]+) a day")
    assert page.status == 200
    assert all(page.reads(text) for text in ("This month, forecast", "A thousand events", "E-mail (SES)", "not in it"))
    assert as_staff(world, "max").get("/costs").status == 403
