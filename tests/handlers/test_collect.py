"""`collect` on moto: the sample event, repeats, lost answers, large batches, modules."""

import gzip
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from botocore.exceptions import ReadTimeoutError

from segue.aws.clients import client
from segue.wiring.replaying import replaying
from segue.wiring.tables import contact_points
from segue_tools.places import ROOT
from tests import doors
from tests.builders import NOON

MODULES = """
import sys, app
from segue.aws.clients import client
client("dynamodb"), client("secretsmanager")
print(len(sys.modules), *sys.modules)
"""


@pytest.fixture(autouse=True)
def stack(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with doors.opened(monkeypatch):
        yield


def a_message(number: int, **said: object) -> dict[str, object]:
    event = {"type": "track", "event": "Product Viewed", "messageId": f"m-{number}", "userId": f"u-{number % 900}"}
    return {**event, "timestamp": "2026-11-22T07:28:07.473Z", **said}


def test_the_sample_event_is_stored_once_however_often_it_comes():
    for _ in range(2):
        assert doors.call("collect", doors.sample("collect")) == (200, {"success": True})
    assert [event.title for event in doors.stored()] == ["Product", "Product Added", "identify"]
    assert {row["s"] for row in doors.rows("ledger")} == {"web"}


def test_behaviour_is_kept_for_400_days_and_identity_for_ever():
    doors.call("collect", doors.sample("collect"))
    kept = {row["sk"].partition("#")[2]: row.get("ttl") for row in doors.rows("ledger")}
    assert kept["sample-identify-1"] is None
    row = next(row for row in doors.rows("ledger") if row["sk"].endswith("sample-page-1"))
    assert row["ttl"] == (row["r"] + 400 * 86_400_000) // 1000


def test_one_event_is_one_request_and_so_is_a_batch_of_25():
    doors.posted("/v1/track", a_message(0))
    made = doors.requests_made()
    doors.posted("/v1/track", a_message(1))
    doors.posted("/v1/batch", {"batch": [a_message(number) for number in range(2, 27)]})
    assert made == ["PutItem", "BatchExecuteStatement"]


def test_a_batch_of_500_is_stored_in_20_requests():
    doors.posted("/v1/track", a_message(0))
    made = doors.requests_made()
    batch = {"batch": [a_message(number) for number in range(500)]}
    assert doors.posted("/v1/batch", batch, packed=True) == (200, {"success": True})
    assert Counter(made) == {"BatchExecuteStatement": 20, "UpdateItem": 1}  # one is a repeat, which is counted
    assert len(doors.stored()) == 500


def test_the_same_message_twice_in_a_batch_is_one_event():
    doors.posted("/v1/batch", {"batch": [a_message(1), a_message(1), a_message(2)]})
    assert len(doors.stored()) == 2


def test_a_lost_answer_neither_loses_nor_doubles():
    def lose(request: object, **_: object) -> None:
        answers.append(request)
        if len(answers) == 1:
            raise ReadTimeoutError(endpoint_url="dynamodb")

    answers: list[object] = []
    client("dynamodb").meta.events.register_last("before-send.dynamodb.PutItem", lose)
    assert doors.posted("/v1/track", a_message(1)) == (200, {"success": True})
    assert (len(answers), len(doors.stored())) == (2, 1)


def test_an_outage_is_503_with_the_time_to_wait_and_no_details(capsys: pytest.CaptureFixture[str]):
    def fail(**_: object) -> None:
        raise ReadTimeoutError(endpoint_url="dynamodb")

    client("dynamodb").meta.events.register_first("before-send.dynamodb.PutItem", fail)
    event = doors.request("/v1/track", json.dumps(a_message(1)).encode(), {**doors.authorized(), "origin": "https://s"})
    answer = doors.app("collect").handler(event, None)
    assert (answer["statusCode"], answer["headers"]["retry-after"]) == (503, "2")
    assert answer["headers"]["access-control-expose-headers"] == "Retry-After"
    assert json.loads(capsys.readouterr().out) == {"message": "unavailable", "reason": "write-failed"}


def test_nothing_is_logged_when_nothing_fails(capsys: pytest.CaptureFixture[str]):
    doors.posted("/v1/batch", {"batch": [a_message(1)]})
    assert capsys.readouterr().out == ""


def test_what_is_held_back_is_logged_as_a_number_alone(capsys: pytest.CaptureFixture[str]):
    doors.posted("/v1/batch", {"batch": [a_message(1), {"type": "odd"}]})
    assert doors.posted("/v1/batch", b"{")[0] == 400
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(one) for one in lines] == [{"message": "held-back", "count": 1}] * 2


def test_problems_say_what_is_wrong_and_are_readable_for_a_page():
    event = doors.request("/v1/batch", b"{}", {"origin": "https://shop.example"})
    answer = doors.app("collect").handler(event, None)
    assert answer["statusCode"] == 401
    assert answer["headers"]["content-type"] == "application/problem+json"
    assert answer["headers"]["access-control-allow-origin"] == "https://shop.example"
    assert set(json.loads(answer["body"])) == {"type", "title", "status", "detail", "instance"}


def test_a_preflight_allows_what_the_sdks_ask_for():
    asked = "authorization,content-type,anonymousid, sentat,x-retry-count,rsa-retry-attempt,cookie"
    headers = {"origin": "https://shop.example", "access-control-request-headers": asked}
    event = doors.request("/v1/t", b"", headers, method="OPTIONS")
    answer = doors.app("collect").handler(event, None)
    allowed = answer["headers"]["access-control-allow-headers"].split(", ")
    assert answer["statusCode"] == 204
    assert allowed == ["authorization", "content-type", "anonymousid", "sentat", "x-retry-count", "rsa-retry-attempt"]


def test_an_opt_out_is_at_the_contact_point():
    said = {"email": "kim@shop.example"}
    doors.posted("/v1/track", a_message(1, event="Unsubscribed", properties=said))
    (row,) = doors.rows("contact-points")
    assert row["no_marketing"] == doors.stored()[0].timestamp
    assert contact_points().read(row["pk"]).refuses("marketing", asks_first=False) == "opted-out"
    assert "kim" not in row["pk"]


def test_quarantine_is_replayed_once_the_reason_is_gone(monkeypatch: pytest.MonkeyPatch):
    doors.posted("/v1/import", {"batch": [a_message(1, properties={"text": "x" * 40_000})], "context": {"ip": "::1"}})
    (record,) = doors.quarantined()
    assert (record.reason, record.state) == ("oversize-message", "open")
    monkeypatch.setattr("segue.segment_api.messages.MOST_BYTES", 50_000)
    counts = [replaying().replay(record.id, NOON) for _ in range(2)]
    assert [(one.stored, one.duplicate) for one in counts] == [(1, 0), (0, 1)]
    assert [(one.backfill, one.context) for one in doors.stored()] == [(True, {"ip": "::1"})]
    assert doors.quarantined()[0].state == "replayed"


def test_a_repeat_of_what_is_in_quarantine_is_one_record():
    for sent in ("2026-11-22T08:00:00Z", "2026-11-22T08:00:01Z"):
        doors.posted("/v1/batch", {"batch": [{"type": "odd"}, {"type": "odd"}], "sentAt": sent})
    assert len(doors.quarantined()) == 1


def test_a_gzip_bomb_is_413():
    bomb = gzip.compress(b" " * 100_000_000)
    assert len(bomb) < 500 * 1024
    assert doors.posted("/v1/batch", bomb)[0] == 413


def test_init_loads_botocore_msgspec_and_little_else():
    told = _fresh("-c", MODULES)
    assert int(told.split()[0]) <= 396  # docs/decisions/0020: the target is 350; the last are write keys
    loaded = set(told.split())
    assert not loaded & {"boto3", "pydantic", "aws_lambda_powertools", "jinja2", "yaml", "liquid"}


def _fresh(*arguments: str) -> str:
    path = f"{ROOT / 'functions' / 'collect'}:{ROOT / 'layers' / 'segue'}"
    # As Lambda gives them: without credentials the SDK would look for them on the network.
    given = {"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}
    environment = {"PYTHONPATH": path, **given}
    run = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=True)
    return run.stdout.decode()
