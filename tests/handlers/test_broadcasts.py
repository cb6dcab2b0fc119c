"""Broadcasts through the people API and `broadcast`, in the in-memory cloud with their own roles."""

from collections import Counter

from segue.aws.settings import settings
from segue.broadcasts import fanning
from segue.times import DAY, HOUR, MINUTE, to_text
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import message, opted_out, post, put_in_force
from tests.handlers.audience import ASKED, FILES, made, mails, reach, told, with_people
from tests.handlers.starter import started, starter_files

TWO = {"template": "", "variants": [{"template": "a"}, {"template": "b"}]}


def test_a_broadcast_is_counted_first_and_then_reaches_everybody_once() -> None:
    with started() as world:
        api = with_people(world, 30)
        post(world, opted_out(world, "no", "u3@shop.test", userId="u3"))
        world.pass_time(MINUTE)
        status, counted = api.post("/v1/broadcasts", {**ASKED, "dry_run": True})
        found = made(api)
        assert (status, counted["count"], told(api, found)["state"]) == (200, 30, "scheduled")
        world.pass_time(MINUTE)
        ended = told(api, found)
    assert (ended["state"], ended["progress"], ended["runs"][0]["intended"]) == ("done", 100, 29)
    assert ended["runs"][0]["skipped"] == {"opted-out": 1}
    assert (len(mails(world)), set(mails(world).values())) == (29, {1})


def test_pages_of_people_in_three_zones_get_it_at_nine_by_their_own_clocks(monkeypatch) -> None:
    monkeypatch.setattr(fanning, "PAGE", 10)
    with started() as world:
        api = with_people(world, 30)
        found = made(api, at="2026-12-01T09:00", zone="local")
        sent = {}
        for hour in ("2026-11-30T23:59", "2026-12-01T00:02", "2026-12-01T08:02", "2026-12-01T14:02"):
            reach(world, hour)
            sent[hour[-5:]] = len(mails(world))
        ended = told(api, found)
    assert sent == {"23:59": 0, "00:02": 10, "08:02": 20, "14:02": 30}
    assert set(mails(world).values()) == {1}
    assert (ended["state"], ended["runs"][0]["zones"]["Europe/Berlin"]) == ("done", 10)


def test_where_the_time_is_past_it_says_so_and_goes_out_a_day_later() -> None:
    with started() as world:
        api = with_people(world, 3)
        status, answer = api.post("/v1/broadcasts", {**ASKED, "at": to_text(world.clock)[:14] + "59", "zone": "local"})
        world.pass_time(2 * DAY)
    assert (status, len(answer["notes"]), "the day after" in answer["notes"][0]) == (201, 1, True)
    assert set(mails(world).values()) == {1}
    assert len(mails(world)) == 3


def test_cancelling_midway_stops_what_is_not_written_and_what_has_not_left() -> None:
    with started() as world:
        api = with_people(world, 40)
        found = made(api, pace=60)
        world.pass_time(15_000)
        before = len(mails(world))
        status, cancelled = api.post(f"/v1/broadcasts/{found}/cancel", {})
        world.pass_time(HOUR)
        again = api.post(f"/v1/broadcasts/{found}/cancel", {})
    assert 0 < before == len(mails(world)) < 40
    assert (status, cancelled["state"], cancelled["cancelled_by"], again[0]) == (200, "cancelled", "marketer-1", 200)


def test_a_message_of_a_cancelled_broadcast_that_waits_to_be_sent_is_dropped() -> None:
    with started() as world:
        api = with_people(world, 5)
        world.region.mailbox.reject = "TooManyRequestsException"
        found = made(api)
        world.pass_time(MINUTE)
        api.post(f"/v1/broadcasts/{found}/cancel", {})
        world.region.mailbox.reject = ""
        world.pass_time(HOUR)
        kept = [(row["state_"], row["reasons"]) for row in rows(world, "Messages")]
    assert (kept, mails(world)) == ([("dropped", ["cancelled"])] * 5, Counter())


def test_a_weekly_broadcast_comes_every_week_until_it_is_cancelled() -> None:
    with started() as world:
        api = with_people(world, 4)
        found = made(api, at="2026-12-07T09:00", zone="Europe/Berlin", every="week", on=["monday"])
        counts = []
        for day in ("2026-12-07T08:05", "2026-12-14T07:55", "2026-12-14T08:05"):
            reach(world, day)
            counts.append(sum(mails(world).values()))
        ended = told(api, found)
        api.post(f"/v1/broadcasts/{found}/cancel", {})
        world.pass_time(30 * DAY)
    assert (counts, sum(mails(world).values())) == ([4, 4, 8], 8)
    assert (ended["state"], ended["next"], len(ended["runs"])) == ("scheduled", "2026-12-21T09:00", 2)


def test_a_segment_that_is_gone_by_then_is_told_in_a_sentence() -> None:
    with started() as world:
        api = with_people(world, 1)
        found = made(api, at="2026-12-01T09:00")
        put_in_force(world, starter_files() | {name: text for name, text in FILES.items() if "vips" not in name})
        reach(world, "2026-12-01T09:05")
        (run,) = told(api, found)["runs"]
    assert (run["state"], run["problem"]) == ("failed", "the playbook in force has no segment vips")


def clicked(world: World, template: str) -> None:
    """Whoever got this template clicks."""
    for row in [one for one in rows(world, "Messages") if one["template"] == template]:
        said = {"message_id": row["sk"], "channel": "email"}
        post(world, message(world, "track", f"c{row['sk']}", event="Email Link Clicked", properties=said, userId="u1"))


def test_the_rest_gets_the_variant_that_was_clicked_most() -> None:
    with started() as world:
        api = with_people(world, 60)
        found = made(api, **TWO, ab={"share": 40, "after": "4h", "by": "clicked"})
        world.pass_time(HOUR)
        tried = {one.tags["message"] for one in world.region.mailbox.mails}
        clicked(world, "b")
        world.pass_time(5 * HOUR)
        rest = {row["template"] for row in rows(world, "Messages") if row["sk"] not in tried}
        run = told(api, found)["runs"][0]
    assert (len(mails(world)), set(mails(world).values()), rest) == (60, {1}, {"b"})
    assert (run["winner"], sum(one["sent"] for one in run["trial"])) == ("b", len(tried))


def test_a_pace_is_kept() -> None:
    with started() as world:
        api = with_people(world, 25)
        made(api, pace=6)
        sent = []
        for _ in range(5):
            world.pass_time(MINUTE)
            sent.append(len(mails(world)))
    assert sent[:4] == [7, 13, 19, 25]


def test_a_turn_that_has_no_time_left_sends_itself_on(monkeypatch) -> None:
    monkeypatch.setattr(fanning, "LASTS", 1)
    monkeypatch.setattr(fanning, "PAGE", 4)
    with started() as world:
        api = with_people(world, 30)
        made(api)
        world.pass_time(HOUR)
    assert (len(mails(world)), set(mails(world).values())) == (30, {1})


def test_nothing_of_a_broadcast_names_anybody_in_queues_and_timers() -> None:
    with started() as world:
        api = with_people(world, 3)
        made(api, at="2026-12-01T09:00", zone="local")
        armed, queue = list(world.region.scheduler.armed.values()), settings().broadcasts_queue_arn
    assert [one.target for one in armed if "broadcast" in one.body] == [queue]
    assert "shop.test" not in str(armed)
