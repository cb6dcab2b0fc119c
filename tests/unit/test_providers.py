"""The contract of every provider that reports: `PROVIDERS` names them, nothing here does."""

import hmac
import json
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels import PROVIDERS, SENDING_ONLY
from segue.deliveries import Delivery, Ignored, Rejected
from segue.errors import Invalid, Unauthorized
from segue.events import Event
from segue.http import Request
from tests import mail_samples
from tests.builders import NOON
from tests.provider_samples import PROVEN, kept, proof, words_of
from tests.unit.test_segment_api_hostile import VALUES

SECRETS = ("the newest secret", "the one before")
BODY = b'{"token": "c-1"}'


def module(name: str) -> Any:
    """A provider's module."""
    return import_module(f"segue.channels.{PROVIDERS[name]}")


REPORTING = [name for name in PROVIDERS if hasattr(module(name), "verify")]
CARRYING = [name for name in PROVIDERS if hasattr(module(name), "outgoing")]


def test_every_provider_has_a_direction_and_every_one_that_reports_a_proven_sample():
    assert {*REPORTING, *CARRYING} == set(PROVIDERS)
    assert set(PROVEN) == set(REPORTING) == set(PROVIDERS) - set(SENDING_ONLY)


@pytest.mark.parametrize("name", REPORTING)
def test_both_secrets_of_a_rotation_prove_a_request(name):
    for secret in SECRETS:
        module(name).verify(proof(PROVEN[name](secret, BODY), kept(name, SECRETS)))


@pytest.mark.parametrize("secrets", [SECRETS, (), ("",)])
@pytest.mark.parametrize("name", REPORTING)
def test_a_request_of_another_secret_is_refused(name, secrets):
    for secret in ("another secret", "the newest secre", ""):
        with pytest.raises(Unauthorized):
            module(name).verify(proof(PROVEN[name](secret, BODY), kept(name, secrets)))


@pytest.mark.parametrize("name", REPORTING)
def test_a_request_without_its_proof_is_refused(name):
    request = PROVEN[name](SECRETS[0], BODY)
    for headers in ({}, dict.fromkeys(request.headers, ""), dict.fromkeys(request.headers, "\u00e9=")):
        with pytest.raises(Unauthorized):
            module(name).verify(proof(Request("POST", request.path, {}, headers, BODY), kept(name, SECRETS)))


@pytest.mark.parametrize("name", [one for one in REPORTING if one not in mail_samples.PUBLIC])
def test_which_secret_proves_a_request_does_not_show_in_the_comparisons(name, monkeypatch):
    real, made = hmac.compare_digest, list[int]()
    monkeypatch.setattr(hmac, "compare_digest", lambda a, b: made.append(1) or real(a, b))
    counts = set()
    for secret in (*SECRETS, "another secret"):
        made.clear()
        with suppress(Unauthorized):
            module(name).verify(proof(PROVEN[name](secret, BODY), kept(name, SECRETS)))
        counts.add(len(made))
    assert len(counts) == 1
    assert counts != {0}


@cache
def payloads(name: str) -> st.SearchStrategy[Any]:
    """JSON of any shape under the names that the provider's own code looks for."""
    words = st.sampled_from(words_of(PROVIDERS[name]))
    leaves = VALUES | words
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=4), max_leaves=12
    )


@pytest.mark.parametrize("name", REPORTING)
@given(data=st.data())
def test_whatever_comes_is_events_or_invalid(name, data):
    words = st.sampled_from(words_of(PROVIDERS[name]))
    body = data.draw(st.binary(max_size=60) | payloads(name).map(lambda said: json.dumps(said).encode()))
    headers = {one: data.draw(words | st.text(max_size=5)) for one in module(name).HEADERS}
    try:
        found = list(module(name).incoming(Delivery(name, name, body, headers, NOON)))
    except Invalid:
        return
    events = [one for one in found if isinstance(one, Event)]
    assert all(event.received_at == NOON and event.source == name for event in events)
    assert all(one.delivery.source == name for one in found if isinstance(one, Ignored | Rejected))
