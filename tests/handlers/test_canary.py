"""The canary comes by the front door and is nobody: who looks for people, counts or rows of the archive finds none."""

import json

import pytest

from segue.aws.crowds import Crowds
from segue.aws.everybody import Everybody, Part
from segue.aws.pseudonyms import SEGMENTS
from segue.aws.secrets import own_keys
from segue.aws.settings import settings
from segue.canaries import NAME
from segue.events import CANARY
from segue.keys import NOBODY
from segue.times import MINUTE, to_text
from segue.wiring.measuring import pseudonyms
from segue.wiring.people import profiles
from segue.write_keys import SERVER, text_of
from tests.faults.endings import rows
from tests.faults.knocks import knocked
from tests.faults.shop import http, post, put_in_force
from tests.handlers.staff_requests import Api
from tests.handlers.starter import starter_files


def told(world, word):
    """Log lines of one word."""
    lines = [json.loads(line) for one in world.lambdas.output for line in one.splitlines() if line.startswith("{")]
    return [one for one in lines if one["message"] == word]


def status(world):
    """What the health details say of it."""
    checks = Api(world).get("/v1/health")[1]["checks"]
    (found,) = [one for one in checks if one["name"] == "canary"]
    return found["state"], found["said"]


def test_it_is_told_to_have_arrived_once_with_the_seconds_that_it_took(world):
    knocked(world)
    (line,) = told(world, "canary-arrived")
    assert 0 <= line["seconds"] < 60
    (row,) = rows(world, "Journeys")
    again = {"Records": [{"messageId": "1", "body": json.dumps({"kind": "canary", "sent": int(row["sent"])})}]}
    assert world.lambdas.invoke("run_journeys", again) == {"batchItemFailures": []}
    assert len(told(world, "canary-arrived")) == 1


def test_status_says_how_long_it_took_and_when_none_comes(world):
    assert status(world)[0] == "warn"
    knocked(world)
    assert status(world)[0] == "good"
    world.pass_time(16 * 60_000)
    assert status(world) == ("bad", "The last test event that arrived was sent 21 minutes ago.")


def test_where_none_is_sent_nobody_knocks_and_status_says_so(world, monkeypatch):
    monkeypatch.setenv("CANARY_MINUTES", "0")
    world.lambdas.cold = True
    knocked(world)
    assert not rows(world, "Journeys")
    assert status(world) == ("good", "No test events are sent.")


def test_it_is_in_no_count_no_list_no_archive_and_no_log_of_events(world):
    knocked(world, 2)
    assert [one["pk"] for one in rows(world, "Identities")] == [NOBODY]
    for table in ("Ledger", "People", "Members", "Messages", "Requests"):
        assert not [one for one in rows(world, table) if NOBODY in str(one) or NAME in str(one)], table
    assert not world.region.bus.log
    assert not [one for one in world.region.buckets.objects if "new/" in str(one)]


def test_whoever_reads_everybody_does_not_meet_it(world):
    knocked(world)
    assert Everybody(profiles()).page(Part(0, 1)) == ([], None)
    assert not Crowds(settings().people, settings().identities).read().people
    assert not [one for part in range(SEGMENTS) for one in pseudonyms().segment(part)]


def test_it_passes_where_consent_is_asked_for(world, monkeypatch):
    monkeypatch.setenv("NEEDED_CONSENT", "Analytics,Marketing")
    world.lambdas.cold = True
    knocked(world)
    assert told(world, "canary-arrived")


def test_whoever_calls_themselves_the_same_by_another_key_is_a_customer(world):
    post(world, {"type": "track", "event": NAME, "anonymousId": NOBODY, "messageId": "m1"})
    world.settle()
    assert len(rows(world, "Ledger")) == 1
    assert [one["pk"] for one in rows(world, "Identities")] != [NOBODY]
    assert not told(world, "canary-arrived")


def test_nobody_can_be_first_with_what_will_be_sent(world):
    """Whoever says the same at the same moment, under the ids that a moment alone would give, stops nothing."""
    for ahead in range(20):
        moment = world.clock + ahead
        said = {"type": "track", "event": NAME, "anonymousId": NOBODY, "messageId": f"{NOBODY}-{moment}"}
        post(world, said | {"timestamp": to_text(moment), "originalTimestamp": to_text(moment)})
    world.settle()
    knocked(world)
    assert told(world, "canary-arrived")


def test_no_tracking_plan_keeps_it_out(world, monkeypatch):
    monkeypatch.setenv("CHECKS_PLANS", "true")
    world.lambdas.cold = True
    plan = f"event: {NAME}\nmode: quarantine\nschema: {{required: [cart_id]}}\n"
    put_in_force(world, starter_files() | {"plans/canary.yaml": plan})
    world.pass_time(MINUTE)
    knocked(world)
    assert told(world, "canary-arrived")


@pytest.mark.parametrize("status", [401, 503])
def test_a_door_that_does_not_take_it_is_said_and_nothing_is_tried_again(world, monkeypatch, status):
    from segue.aws import knocking

    monkeypatch.setattr(knocking, "post", lambda *_: status)
    world.lambdas.invoke("knock", {})
    assert [one["reason"] for one in told(world, "canary-not-taken")] == [str(status)]


def test_its_key_is_none_that_a_page_may_use(world):
    key = text_of(own_keys(), SERVER, CANARY)
    body = json.dumps({"type": "track", "event": NAME, "anonymousId": "a", "writeKey": key})
    answer = world.lambdas.invoke("collect", http("POST", "/v1/track", body, {"origin": "https://shop.test"}))
    assert answer["statusCode"] == 401
