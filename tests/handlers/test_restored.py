"""After a restore: who was erased since is erased again, and timers that are lost are set again."""

import copy
from types import SimpleNamespace

import pytest

from segue.aws.queues import Queues
from segue.aws.settings import settings
from segue.times import DAY, HOUR, MINUTE, to_text
from segue_tools import cli, sessions
from segue_tools.restoring import kept_back
from tests.faults.cloud import stack
from tests.faults.shop import added, identified, post
from tests.handlers.canaries import LEE, MAIL, WHO, lived
from tests.handlers.erased import erase, places, point
from tests.handlers.staff_requests import Api
from tests.handlers.talks import NUMBER


def backed_up(world):
    """All tables as they are now."""
    return {name: copy.deepcopy(world.region.tables.named(name).partitions) for name in _tables()}


def restored(world, backup):
    """All tables as they were; streams tell of nothing, as of a table that is restored."""
    for name, partitions in backup.items():
        world.region.tables.named(name).partitions = copy.deepcopy(partitions)


def _tables():
    return list(stack.resources("AWS::DynamoDB::Table"))


def replayed(world, since):
    """An officer replays, and waits."""
    status, told = Api(world, "privacy", "privacy").post("/v1/privacy/erasures/replay", {"since": to_text(since)})
    assert status == 202, told
    world.pass_time(30 * MINUTE)
    return told["requests"]


def test_who_was_erased_since_the_backup_is_gone_after_the_replay(world):
    lived(world)
    backup, since = backed_up(world), world.clock
    lees = places(world, LEE)
    world.pass_time(HOUR)
    erase(world, WHO)
    restored(world, backup)
    assert places(world, "canary")
    assert replayed(world, since)
    assert places(world, "canary") + places(world, NUMBER.removeprefix("+")) == []
    assert places(world, LEE) == lees
    assert point(world, MAIL)["suppressed"] == "erased"


def test_who_was_erased_before_the_backup_is_not_asked_again(world):
    post(world, identified(world, "m1", "u1", MAIL))
    world.pass_time(MINUTE)
    erase(world, WHO)
    world.pass_time(HOUR)
    assert replayed(world, world.clock - MINUTE) == []
    assert replayed(world, world.clock - DAY)


def test_late_events_bring_nobody_back_after_the_replay(world):
    post(world, identified(world, "m1", "u1", MAIL))
    world.pass_time(MINUTE)
    backup, since, late = backed_up(world), world.clock, identified(world, "m2", "u1", MAIL)
    erase(world, WHO)
    restored(world, backup)
    replayed(world, since)
    post(world, late)
    world.pass_time(HOUR)
    assert places(world, MAIL) == []


def test_the_journal_names_nobody_and_is_written_once(world):
    post(world, identified(world, "m1", "u1", MAIL))
    world.pass_time(MINUTE)
    erase(world, WHO)
    bucket = settings().erasures_bucket
    kept = [body for (where, _), body in world.region.buckets.objects.items() if where == bucket]
    assert len(kept) == 1
    assert MAIL.encode() not in kept[0]
    assert b"u1" not in kept[0].replace(b'"u_', b"")


@pytest.mark.parametrize("body", [{}, {"since": "yesterday"}, {"since": "2026-01-01T00:00:00Z", "who": "x"}])
def test_what_cannot_be_meant_is_refused(world, body):
    assert Api(world, "privacy", "privacy").post("/v1/privacy/erasures/replay", body)[0] in (400, 422)


@pytest.mark.parametrize("role", ["agent", "marketer"])
def test_it_is_for_officers(world, role):
    said = {"since": "2026-01-01T00:00:00Z"}
    assert Api(world, role, "privacy").post("/v1/privacy/erasures/replay", said)[0] == 403


def test_the_command_line_replays_and_waits(world, monkeypatch, capsys):
    post(world, identified(world, "m1", "u1", MAIL))
    world.pass_time(MINUTE)
    erase(world, WHO)
    api = Api(world, "privacy", "privacy")
    door = type("Door", (), {"post": lambda _, *of: api.post(*of)[1], "get": lambda _, path: api.get(path)[1]})()
    monkeypatch.setattr(sessions, "current", lambda: type("Session", (), {"door": door})())
    pauses = SimpleNamespace(sleep=lambda _: world.pass_time(10 * MINUTE))
    monkeypatch.setattr("segue_tools.erasures.time", pauses)
    said = cli.parser().parse_args(["erasures", "replay", "--since", "2026-01-01T00:00:00Z"])
    said.act(said)
    assert "All of them are erased." in capsys.readouterr().out


@pytest.mark.parametrize("left", [True, False])
def test_runs_get_the_timers_that_a_restore_lost_and_nobody_is_written_to_twice(world, left):
    post(world, identified(world, "m1", "u1", "kim@shop.test"), added(world, "m2", userId="u1"))
    world.pass_time(75 * MINUTE)
    assert world.region.scheduler.armed
    if not left:
        world.region.scheduler.armed.clear()
        world.region.scheduler.order.clear()
        for queue in world.region.queues.by_name.values():
            queue.messages.clear()
    assert Api(world).post("/v1/timers/restore", {})[0] == 202
    assert Api(world, "marketer", "segments").post("/v1/backfills", {})[0] == 201
    world.pass_time(2 * DAY)
    assert len(world.region.mailbox.mails) == 1


def test_a_message_that_had_not_ended_is_held_after_a_restore(world):
    post(world, identified(world, "m1", "u1", "kim@shop.test"), added(world, "m2", userId="u1"))
    world.pass_time(DAY)
    assert len(world.region.mailbox.mails) == 1
    table = world.region.tables.named("MessagesTable")
    for rows in table.partitions.values():
        for place, row in rows.items():
            rows[place] = dict(kept_back({**row, "state_": {"S": "intended"}}))
    (message,) = Api(world, "marketer").get("/v1/messages?state=unknown")[1]["items"]
    with world.aside():
        put_into_dispatch({"message": message["id"], "due": world.clock})
    world.pass_time(2 * DAY)
    assert len(world.region.mailbox.mails) == 1
    assert Api(world, "marketer").get(f"/v1/messages/{message['id']}")[1]["state"] == "unknown"


def put_into_dispatch(word):
    """A timer that a restore has left."""
    Queues().put(settings().dispatch_queue, word)
