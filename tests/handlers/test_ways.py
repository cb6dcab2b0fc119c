"""One query shows the whole way of an event: what the template's query finds in the lines of all functions."""

import json

import pytest

from segue.messages import person_of
from segue.times import HOUR, MINUTE, to_text
from segue.tracing import trace_of
from segue_tools.places import ROOT
from segue_tools.ways import asked
from tests.faults.cloud.clock import START
from tests.faults.endings import ledger_of
from tests.faults.shop import added, identified, opted_out, post, viewed
from tests.handlers.starter import started
from tests.handlers.test_held_messages import LATER, hours
from tests.handlers.ways import KIM, QUERY, because, checkout, delivered, found, lines, told

WAY = ["received", "folded", "segments", "segments", "run-entered", "queued", "claimed", "sent", "reported"]


def test_the_query_finds_the_whole_way_from_the_webhook_to_the_providers_report_in_order() -> None:
    with started() as world:
        checkout(world, "w-1")
        world.pass_time(4 * HOUR)
        message = delivered(world)
        way = found(world, found(world, "shopify")[0]["trace"])
        assert [line["message"] for line in way] == WAY
        assert (way[0]["source"], way[1]["signal"], way[3]["entered"]) == (
            "shopify",
            "CheckoutStarted",
            "abandoned-cart",
        )
        assert (way[4]["journey"], way[4]["state"]) == ("abandoned-cart", "done")
        assert [line.get("id") for line in way[5:]] == [trace_of(message)] * 4
        assert (way[-1]["outcome"], told(world, trace_of(message))) == ("delivered", WAY[5:])


def test_the_sample_of_the_documentation_is_what_is_written() -> None:
    page = (ROOT / "docs" / "operations.md").read_text()
    assert f"```text\n{QUERY}\n```" in page
    with started() as world:
        world.pass_time(9 * HOUR + 42 * MINUTE)
        checkout(world, webhook := "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043")
        world.pass_time(4 * HOUR)
        delivered(world)
        shown = [line[13:] for line in page.splitlines() if line[12:25] == ' {"message":"']
        assert [json.loads(line) for line in shown] == found(world, trace_of(f"shopify-{webhook}"))


def test_the_trace_follows_from_the_id_that_the_event_has_on_the_timeline() -> None:
    with started() as world:
        checkout(world, "w-1")
        with world.aside():
            (event,) = (one for some in ledger_of(world).values() for one in some)
        assert found(world, "shopify")[0]["trace"] == trace_of(event.message_id)


def test_the_command_prints_the_query_for_what_an_id_is_of() -> None:
    person = f"u_{'a' * 24}"
    for identity in ("m2", f"{person}_{'b' * 24}"):
        assert asked(identity) == QUERY.replace("WHAT", trace_of(identity))
    with pytest.raises(SystemExit, match="nobody's id stands in the logs"):
        asked(person)


def test_no_address_no_cart_and_no_word_of_the_customers_stands_in_a_line() -> None:
    with started() as world:
        checkout(world, "w-canary", cart="canary-cart")
        world.pass_time(4 * HOUR)
        delivered(world)
        written = "".join(world.lambdas.output)
    assert "sent" in written
    assert not [one for one in ("kim", "canary", "Tent", "@") if one in written.lower()]


def test_who_it_was_stands_in_no_line_and_nothing_says_so_once_they_are_erased() -> None:
    with started() as world:
        checkout(world, "w-1")
        world.pass_time(4 * HOUR)
        message = delivered(world)
        written = "".join(world.lambdas.output)
    assert "abandoned-cart" in written
    assert not [one for one in (message, person_of(message)) if one in written]


def test_no_trace_stands_on_the_bus_as_it_follows_from_an_id() -> None:
    with started() as world:
        checkout(world, "w-1")
        world.pass_time(4 * HOUR)
        trace = found(world, "shopify")[0]["trace"]
        said = json.dumps(world.region.bus.log, default=str)
    assert all(one in said for one in ("CheckoutStarted", "JourneyEntered", "trace"))
    assert trace not in said


@pytest.mark.parametrize("hour", [4, 30])
def test_what_is_held_says_why_and_until_when_and_goes_on_under_the_same_trace(hour: int) -> None:
    with started(hours(LATER)) as world:
        checkout(world, "w-1")
        world.pass_time(hour * HOUR)
        way = found(world, found(world, "shopify")[0]["trace"])
        held = next(line for line in way if line["message"] == "held")
        assert (held["why"], held["until"] > to_text(START)) == ("quiet-hours", True)
        assert [line["message"] for line in way][5:] == (
            ["held"] if hour == 4 else ["held", "queued", "claimed", "sent"]
        )


def test_what_is_not_sent_says_why() -> None:
    with started() as world:
        post(world, identified(world, "m1", "u1", KIM), opted_out(world, "m2", KIM, userId="u1"))
        post(world, added(world, "m3", userId="u1"))
        world.pass_time(3 * HOUR)
        way = found(world, trace_of("m3"))
        assert [line["message"] for line in way] == ["folded", "segments", "segments", "run-entered", "dropped"]
        assert way[-1]["why"] == "opted-out"


def test_a_mail_about_a_cart_is_because_of_the_last_touch_of_that_cart_whatever_had_set_the_timer() -> None:
    with started() as world:
        post(world, identified(world, "m1", "u1", KIM), added(world, "m2", "c1", userId="u1"))
        world.pass_time(HOUR)
        post(world, added(world, "m3", "c2", userId="u1"))
        world.pass_time(4 * HOUR)
        entered = next(line for line in lines(world) if line.get("entered") == "abandoned-cart")
        assert (entered["trace"], because(world, "sent")) == (trace_of("m2"), {trace_of("m3")})


def test_an_event_that_moves_nobody_writes_no_line() -> None:
    with started() as world:
        post(world, identified(world, "m1", "u1", KIM))
        world.pass_time(MINUTE)
        before = lines(world)
        post(world, viewed(world, "m2", userId="u1"))
        world.pass_time(MINUTE)
        assert lines(world) == before
