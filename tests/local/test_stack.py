"""The local stack itself: what `make up` promises to other programs."""

import gzip
import json

import pytest

ROLES = {"agent", "marketer", "privacy", "admin"}
KEYS = {"api", "ingest", "console", "shop", "aws_endpoint", "region", "write_key", "sources", "staff", "mail", "sms"}


def test_the_outputs_name_every_door(outputs):
    assert set(outputs) >= KEYS
    assert set(outputs["staff"]) == ROLES
    assert set(outputs["sources"]) >= {"shopify", "ses"}
    assert all(one["url"].startswith(outputs["api"]) for one in outputs["sources"].values())


def test_the_shop_is_served_and_nothing_outside_it(outputs, call):
    assert b"<html" in call("GET", outputs["shop"]).body
    assert call("GET", f"{outputs['shop']}%2e%2e/%2e%2e/template.yaml").status == 404


def test_the_mail_and_sms_boxes_have_a_page(outputs, call):
    browser = {"Accept": "text/html"}
    assert b"<html" in call("GET", outputs["mail"], headers=browser).body
    assert b"<html" in call("GET", outputs["sms"], headers=browser).body


def test_the_mail_and_sms_boxes_are_json_to_a_program(outputs, call):
    assert "messages" in call("GET", outputs["mail"]).json
    assert "sms_messages" in call("GET", outputs["sms"]).json


def test_staff_get_in_with_a_token_and_nobody_without(outputs, call, ask):
    url = f"{outputs['api']}/v1/quarantine"
    assert call("GET", url).status == 401
    assert call("GET", url, headers={"Authorization": "Bearer nonsense"}).status == 401
    assert ask("admin", "GET", "/v1/quarantine").status == 200


@pytest.mark.parametrize("door", ["ingest", "api"])
def test_a_browser_may_ask_before_it_sends(outputs, call, door):
    asked = {"Origin": "https://shop.example", "Access-Control-Request-Method": "POST"}
    answer = call("OPTIONS", f"{outputs[door]}/v1/batch", headers=asked)
    assert answer.status in (200, 204)
    assert answer.headers["Access-Control-Allow-Origin"] in ("*", "https://shop.example")


@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
@pytest.mark.parametrize("door", ["ingest", "api"])
def test_a_compressed_body_arrives_unspoiled(outputs, call, as_sdk, door, kind):
    event = {"type": "track", "event": "Tried", "messageId": f"{door}-{kind}", "anonymousId": "smoke"}
    body = gzip.compress(json.dumps({"batch": [event]}).encode())
    answer = call("POST", f"{outputs[door]}/v1/batch", body, as_sdk | {"Content-Type": kind})
    assert (answer.status, answer.json["success"]) == (200, True)


def test_an_event_is_in_the_ledger_when_it_is_answered(outputs, call, as_sdk, aws, resource):
    event = {"type": "track", "event": "Product Viewed", "messageId": "smoke-1", "anonymousId": "smoke"}
    for _ in range(2):
        assert call("POST", f"{outputs['ingest']}/v1/track", event, as_sdk).status == 200
    wanted = {"FilterExpression": "sk = :sk", "ExpressionAttributeValues": {":sk": {"S": "-#smoke-1"}}}
    assert aws("dynamodb").scan(TableName=resource("LedgerTable"), Select="COUNT", **wanted)["Count"] == 1


def test_health_answers_without_a_token(outputs, call):
    assert call("GET", f"{outputs['api']}/health").status == 200
