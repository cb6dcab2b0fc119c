"""How messages arrive, from the providers' reports to the API and the console."""

from collections.abc import Iterator
from typing import Any

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.cloud.world import World
from tests.faults.providers import ses_reported
from tests.faults.shop import added, identified, post
from tests.handlers.console_staff import KIM, as_staff, staffed
from tests.handlers.staff_requests import Api

PERSON = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Kim and Lee were reminded of their carts; Kim's mail arrived, Lee's came back."""
    with staffed(monkeypatch) as made:
        for place, address in enumerate((KIM, "lee@other.test")):
            post(made, identified(made, f"i{place}", f"u{place}", address))
            post(made, added(made, f"a{place}", f"c{place}", userId=f"u{place}"))
        made.pass_time(3 * HOUR)
        first, second = sorted(made.region.mailbox.mails, key=lambda one: one.to)
        ses_reported(made, first, "Delivery")
        made.pass_time(HOUR)
        ses_reported(made, first, "Open", userAgent="Mozilla/5.0")
        ses_reported(made, second, "Bounce", bounceType="Permanent", bouncedRecipients=[{"emailAddress": second.to}])
        made.pass_time(MINUTE)
        yield made


def told(world: World, query: str, role: str = "marketer") -> tuple[int, Any]:
    """What the API says."""
    return Api(world, role).get(f"/v1/deliverability?{query}")


def test_each_template_tells_what_arrived_and_machines_do_not_count_as_readers(world: World) -> None:
    status, said = told(world, "")
    (row,) = said["items"]
    assert (status, row["name"], row["channel"]) == (200, "abandoned-cart", "email")
    assert (row["sent"], row["delivered"], row["bounced"]) == (2, 1, 1)
    assert (row["opened"], row["machine_opened"], row["bounce_rate"]) == (0, 1, 50.0)
    assert len(said["days"]) == 30


def test_each_domain_stands_for_itself_and_a_report_that_comes_again_counts_once(world: World) -> None:
    ses_reported(world, world.region.mailbox.mails[0], "Delivery")
    ses_reported(world, world.region.mailbox.mails[0], "Delivery", processingTimeMillis=7)
    world.pass_time(MINUTE)
    rows = told(world, "by=domain")[1]["items"]
    assert {one["name"]: (one["sent"], one["bounced"]) for one in rows} == {"other.test": (1, 1), "shop.test": (1, 0)}


def test_what_nobody_has_reported_of_is_told_an_hour_after_it_left_until_somebody_does(world: World) -> None:
    post(world, identified(world, "i9", "u9", "mo@other.test"), added(world, "a9", "c9", userId="u9"))
    world.pass_time(3 * HOUR)
    assert (told(world, "")[1]["silent"], len(world.region.mailbox.mails)) == ({}, 3)
    world.pass_time(2 * HOUR)
    assert told(world, "")[1]["silent"] == {"email": 1}
    page = as_staff(world, "max").get("/deliverability")
    assert page.reads("Nothing was reported of 1 message an hour or more after they left: 1 by e-mail.")
    (third,) = [one for one in world.region.mailbox.mails if one.to == "mo@other.test"]
    ses_reported(world, third, "Delivery")
    world.pass_time(MINUTE)
    assert told(world, "")[1]["silent"] == {}


def test_days_that_are_none_are_refused_and_not_everybody_may_ask(world: World) -> None:
    assert told(world, "from=yesterday")[0] == 400
    assert told(world, "by=weather")[0] == 422
    assert told(world, "", "agent")[0] == 403


def test_one_that_came_back_is_chance_and_three_are_too_many(world: World) -> None:
    assert not as_staff(world, "max").get("/deliverability").reads("Too many")
    for place in ("7", "8"):
        post(world, identified(world, f"i{place}", f"u{place}", f"k{place}@other.test"))
        post(world, added(world, f"a{place}", f"c{place}", userId=f"u{place}"))
    world.pass_time(3 * HOUR)
    for mail in world.region.mailbox.mails[2:]:
        ses_reported(world, mail, "Bounce", bounceType="Permanent", bouncedRecipients=[{"emailAddress": mail.to}])
    world.pass_time(MINUTE)
    assert as_staff(world, "max").get("/deliverability").reads("Bounced 75 % Too many")


def test_the_console_draws_it(world: World) -> None:
    page = as_staff(world, "max").get("/deliverability?by=domain&days=7")
    assert page.status == 200
    assert all(page.reads(text) for text in ("other.test", "100 %"))
    assert page.body.count('<svg class="columns"') == 2
    assert page.reads("What a provider has reported nothing of is not counted in these rows")
    assert not page.reads("Nothing was reported of")
    assert as_staff(world, "max").get("/deliverability?by=x&days=x").reads("Abandoned cart")
    assert as_staff(world, "amy").get("/deliverability").status == 403


def test_before_anything_was_reported_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with staffed(monkeypatch) as made:
        assert as_staff(made, "max").get("/deliverability").reads("Nothing was reported")
