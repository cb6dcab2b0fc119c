"""All recorded webhooks, signed, posted to the running product: what came is stored, known, left out by name or held
with a reason, and nothing else; and a provider that no code has ever seen."""

import json
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest

from segue.intake.receiving import Receiving
from segue.intake.sources import Source
from segue.times import to_text
from segue_tools.sources import set_secret
from tests.fake_doors import Behind
from tests.local.waiting import eventually
from tests.provider_samples import PROVEN, kept
from tests.recorded_webhooks import EXPECTED, PAYLOADS, provider_of, request_of
from tests.signing import WHEN, WHERE

SECRET = "the secret of the loyalty app"
ASKS_SNS = {"sns/subscription_confirmation.v1.json"}  # is completed at SNS itself, which a test must not call
PATIENT = 600  # seconds for all of them: each door starts
PARTS = ("stored", "duplicate", "ignored", "quarantined")
LOYALTY = """
provider: standard-webhooks
channel: store
options:
  mapping:
    event: Loyalty Points Earned
    id: id
    time: at
    who: {email: member.email}
    properties: {points: points}
"""


@pytest.fixture
def signed_now(outputs):
    """Samples are signed now, and for this stack."""
    tokens = WHEN.set(time.time_ns() // 1_000_000), WHERE.set(outputs["api"])
    yield
    WHEN.reset(tokens[0])
    WHERE.reset(tokens[1])


def figures(ask) -> dict[str, Counter[str]]:
    """What was counted of each source, flat."""
    listed = ask("agent", "GET", "/v1/sources").json["items"]
    return {one["name"]: Counter({name: _sum(one[name]) for name in PARTS}) for one in listed}


def wanted(file: str, behind: Behind, secret: str) -> None:
    """The same in this process: what must become of it."""
    name = provider_of(file)
    source, secrets = Source(name, name, "any"), tuple(kept(name, [secret]))
    door = Receiving(behind.accepting(), lambda _: source, lambda *_: secrets, WHERE.get())
    door.answer(replace(request_of(file, secret), path=f"/webhooks/{name}"), WHEN.get())


@pytest.mark.timeout(PATIENT)
@pytest.mark.skipif(not PAYLOADS.exists(), reason="no recordings: the folder ../shared/data is not here")
def test_every_recorded_webhook_adds_up(outputs, aws, ask, call, signed_now):
    before, behind = figures(ask), Behind()
    secret = outputs["sources"]["sendgrid"]["secret"]
    set_secret(SimpleNamespace(client=aws), outputs["aws"]["stack"], "sendgrid", kept("sendgrid", [secret]))
    for file in sorted(set(EXPECTED) - ASKS_SNS):
        source = outputs["sources"][provider_of(file)]
        request = request_of(file, source["secret"])
        query = f"?{urlencode(request.query)}" if request.query else ""
        answer = call("POST", source["url"] + query, request.body, dict(request.headers))
        assert answer.status == 200, (file, answer.body)
        wanted(file, behind, source["secret"])
    expected = _tally(behind)
    eventually(lambda: _since(before, figures(ask), expected) == expected)


def test_a_provider_that_no_code_has_seen_is_connected_by_text_alone(outputs, aws, ask, call, signed_now):
    answer = ask("admin", "POST", "/v1/playbook/apply", {"files": {"sources/loyalty.yaml": LOYALTY}})
    assert answer.status in (200, 201), answer.body
    set_secret(SimpleNamespace(client=aws), outputs["aws"]["stack"], "loyalty", [SECRET])
    said = {"id": "e-1", "at": to_text(WHEN.get()), "member": {"email": "loyal@customers.example"}, "points": 40}
    request = PROVEN["standard-webhooks"](SECRET, json.dumps(said).encode())
    url = f"{outputs['api']}/webhooks/loyalty"
    eventually(lambda: call("POST", url, request.body, dict(request.headers)).status == 200)  # once it is in force
    assert call("POST", url, request.body + b" ", dict(request.headers)).status == 401
    who = {"type": "email", "value": "loyal@customers.example"}
    eventually(lambda: ask("agent", "POST", "/v1/people/find", who).status == 200)
    found = ask("agent", "POST", "/v1/people/find", who).json["id"]
    timeline = ask("agent", "GET", f"/v1/people/{found}/timeline").json["items"]
    assert [one["title"] for one in timeline] == ["Loyalty Points Earned"]


def _tally(behind: Behind) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for event in behind.ledger.events:
        found.setdefault(event.source, Counter())["stored"] += 1
    for tally in behind.counted:
        for source, outcomes in tally.items():
            known = found.setdefault(source, Counter())
            known.update({outcome.partition(".")[0]: count for outcome, count in outcomes.items()})
    return found


def _since(before: dict[str, Counter[str]], now: dict[str, Counter[str]], sources: Iterable[str]) -> Any:
    return {one: now[one] - before[one] for one in sources}


def _sum(said: object) -> int:
    return sum(said.values()) if isinstance(said, dict) else int(str(said))
