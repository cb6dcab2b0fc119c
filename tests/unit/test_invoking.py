"""`make invoke`: a sample is signed as the running stack's source would be; without one a sentence ends it."""

import json
import sys
from base64 import b64decode

import pytest

from segue.channels import provider
from segue.channels.proofs import Proof
from segue.channels.trials import signed
from segue.http import request_of
from segue_tools import invoke, stacks
from segue_tools.places import ROOT
from segue_tools.signing import at_home
from segue_tools.sources import starter_sources

SOURCES = {one["name"]: {"provider": one["provider"], "secret": f"{one['name']}-secret"} for one in starter_sources()}
OUTPUTS = {"write_key": "wk_own", "sources": SOURCES}
WEBHOOKS = ["commerce", "social", "store", "support", "surveys"]


def sample(name: str) -> dict:
    return json.loads((ROOT / "events" / f"{name}.json").read_text())


@pytest.mark.parametrize("name", WEBHOOKS)
def test_a_webhook_proves_itself_with_the_stack_s_own_secret(name):
    event, why_not = at_home(sample(f"receive_{name}"), OUTPUTS)
    source = SOURCES[event["rawPath"].rpartition("/")[2]]
    assert why_not == ""
    provider(source["provider"]).verify(Proof(request_of(event), [source["secret"]]))


def test_a_source_that_the_stack_lacks_is_told():
    event, why_not = at_home(sample("receive_any"), OUTPUTS)
    assert event == sample("receive_any")
    assert "no source shopify-outlet" in why_not


def test_a_signature_that_is_not_ours_is_told():
    event = sample("receive_commerce")
    event["headers"]["x-shopify-hmac-sha256"] = signed("another", b"")
    assert "cannot be signed" in at_home(event, OUTPUTS)[1]


def test_collect_gets_the_stack_s_write_key():
    event, why_not = at_home(sample("collect"), OUTPUTS)
    assert b64decode(event["headers"]["authorization"].removeprefix("Basic ")) == b"wk_own:"
    assert why_not == ""


def test_without_a_stack_one_sentence_ends_it(monkeypatch):
    monkeypatch.setattr(stacks, "all_stacks", list)
    monkeypatch.setattr(sys, "argv", ["invoke", "Collect"])
    with pytest.raises(SystemExit) as ended:
        invoke.main()
    assert ended.value.code == "No local stack runs here. Start one with: make up"
