"""docs/connect-anything.md: its playbook text and its payload, exactly as they stand there."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
import yaml

from segue.channels import provider
from segue.deliveries import Delivery, Parsed, understood
from segue.errors import Unauthorized
from segue.http import Request
from segue.intake.sources import compile_source
from segue.playbook import BadPlaybook, compile_playbook
from segue.signatures import hmac_sha256
from segue_tools.places import ROOT
from tests.builders import NOON
from tests.provider_samples import proof
from tests.provider_words import ids

TEXT = (ROOT / "docs" / "connect-anything.md").read_text()
(PAYLOAD,) = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
PLAYBOOK = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)[0]
SOURCE = compile_source("stempel", yaml.safe_load(PLAYBOOK))


def parsed(body: str = PAYLOAD, options: Any = SOURCE.options) -> Parsed:
    return understood(Delivery("stempel", "hmac", body.encode(), {}, NOON, options), provider("hmac").incoming)


def test_the_playbook_takes_the_source():
    assert compile_playbook({"sources/stempel.yaml": PLAYBOOK})["source"]["stempel"]["provider"] == "hmac"


def test_a_word_that_a_source_does_not_know_is_told_and_not_passed_over():
    with pytest.raises(BadPlaybook, match="a source does not know `optoins`; did you mean `options`"):
        compile_playbook({"sources/stempel.yaml": PLAYBOOK.replace("options:", "optoins:")})


def test_the_points_are_an_event_in_the_store():
    event = parsed().events[0]
    assert (event.event, event.message_id, event.channel) == ("Loyalty Points Earned", "ev_1001", "store")
    assert event.properties == {"points": 120, "order_id": "B-88", "total": 59.9, "currency": "EUR"}
    assert event.original_timestamp == NOON - 117_000


def test_the_member_is_described_under_the_card_and_the_e_mail():
    (_, event), found = parsed().events, parsed()
    assert (event.type, event.traits) == ("identify", {"loyalty_tier": "gold", "birthday": "1990-05-17"})
    assert ids(event) == [("email", "kim@shop.example"), ("loyalty_id", "L-4711")]
    assert [one.name for one in found.ignored] == ["heartbeat"]


def test_the_proof_is_as_the_document_says():
    signed_at = str(NOON // 1000)
    signature = hmac_sha256("s", f"{signed_at}.{PAYLOAD}".encode()).hex()
    headers = {"x-stempel-signature": f"sha256={signature}", "x-stempel-time": signed_at}
    right = replace(proof(Request("POST", "/", {}, headers, PAYLOAD.encode()), ["s"]), options=SOURCE.options)
    provider("hmac").verify(right)
    for late in (-301_000, 301_000):
        with pytest.raises(Unauthorized):
            provider("hmac").verify(replace(right, now=NOON + late))


def test_what_did_not_fit_is_understood_by_a_mapping_that_was_put_right():
    strange = PAYLOAD.replace("points.earned", "points.gifted")
    (kept,) = parsed(strange).rejected
    assert (kept.reason, len(parsed(strange).events)) == ("unknown-topic", 1)
    fixed = PLAYBOOK.replace("points.spent'", "points.gifted'").replace("points.spent:", "points.gifted:")
    options = compile_source("stempel", yaml.safe_load(fixed)).options
    (event,) = understood(replace(kept.delivery, options=options), provider("hmac").incoming).events
    assert (event.event, event.message_id) == ("Loyalty Points Spent", "ev_1001")


def test_who_is_not_named_is_kept_with_the_expressions_that_found_nobody():
    thing = {"events": [{"id": "1", "type": "points.earned"}, {"id": "2", "type": "points.earned"}]}
    found = parsed(json.dumps(thing)).rejected
    assert {one.reason for one in found} == {"no-identifier"}
    assert "email: member.mail, loyalty_id: member.card" in found[0].detail
