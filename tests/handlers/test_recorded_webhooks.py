"""Every recorded webhook of a listed provider, with its proof, through the door: what it is, and that it adds up.

`tests/handlers/recorded` says of each file what becomes of it: the names of its events (an `identify` by its type), or
`ignored:<name>`, or `quarantined:<reason>`. The payloads are read in place and never copied.
"""

import json
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from segue.http import Request
from segue.intake.receiving import Receiving
from segue.intake.sources import Source
from segue_tools.places import ROOT
from tests.builders import NOON
from tests.fake_doors import Behind
from tests.provider_samples import PROVEN, kept

PAYLOADS = ROOT.parent / "shared" / "data" / "webhooks"
MODULES = sorted(one.stem for one in (Path(__file__).parent / "recorded").glob("[a-z]*.py"))
EXPECTED = {
    file: said for name in MODULES for file, said in import_module(f"tests.handlers.recorded.{name}").EXPECTED.items()
}
PROVIDERS = {
    "meta_messenger": "meta",
    "meta_instagram": "meta",
    "meta_whatsapp": "meta",
    "shopify_web_pixel": "shopify_pixel",
    "ses_events": "ses",
    "sns": "ses",
    "aws_end_user_messaging": "aws_sms",
}
SPECS = {"segment_spec", "_signature_vectors"}  # played by test_recordings.py and the unit tests of signatures
ENDINGS = {".json", ".form"}
SECRET = "the secret of a source"

pytestmark = pytest.mark.skipif(not PAYLOADS.exists(), reason="no recordings: the folder ../shared/data is not here")


def provider_of(file: str) -> str:
    """Whose webhook it is."""
    folder = file.partition("/")[0]
    return "twilio_voice" if file.startswith("twilio/voice") else PROVIDERS.get(folder, folder)


def request_of(file: str, body: bytes) -> Request:
    """The recorded headers, and a proof of ours instead of the recorded one."""
    proven = PROVEN[provider_of(file)](SECRET, body)
    place = (PAYLOADS / file).with_suffix(".headers.json")
    recorded = json.loads(place.read_text()) if place.exists() else {}
    known = {name.lower(): value for name, value in recorded.items() if "<" not in value and name[0] != "_"}
    return replace(proven, headers={**known, **proven.headers})


def received(behind: Behind, file: str, body: bytes) -> int:
    """Through the door; answers the status."""
    name = provider_of(file)
    source = Source(name, name, "any")
    door = Receiving(
        behind.accepting(), lambda _: source, lambda *_: tuple(kept(name, [SECRET])), "https://api.shop.example"
    )
    return door.answer(replace(request_of(file, body), path=f"/webhooks/{name}"), NOON).status


def told(behind: Behind) -> object:
    """What became of it, in the words of `EXPECTED`."""
    named = [one.event or one.type for one in behind.ledger.events]
    others = {outcome for tally in behind.counted for each in tally.values() for outcome in each}
    said = [outcome.replace(".", ":", 1) for outcome in sorted(others) if outcome != "duplicate"]
    return named if not said else said[0] if not named and len(said) == 1 else [*named, *said]


def repeats(behind: Behind) -> int:
    """How many of its events were known."""
    return sum(each.get("duplicate", 0) for tally in behind.counted for each in tally.values())


@pytest.mark.parametrize("file", sorted(EXPECTED))
def test_a_recorded_webhook_is_what_it_is_and_adds_up(file):
    behind, body = Behind(), (PAYLOADS / file).read_bytes()
    assert received(behind, file, body) == 200
    assert told(behind) == EXPECTED[file]


@pytest.mark.parametrize("file", sorted(EXPECTED))
def test_a_recorded_webhook_that_comes_again_stores_nothing(file):
    behind, body = Behind(), (PAYLOADS / file).read_bytes()
    received(behind, file, body)
    stored, repeated = len(behind.ledger.events), repeats(behind)
    received(behind, file, body)
    assert len(behind.ledger.events) == stored
    assert repeats(behind) - repeated == stored + repeated


def test_every_recorded_webhook_of_a_listed_provider_is_expected():
    files = [one for one in PAYLOADS.rglob("*.*") if one.suffix in ENDINGS and not one.name.endswith(".headers.json")]
    found = {
        str(one.relative_to(PAYLOADS)) for one in files if one.parent.name not in SPECS and "vector" not in one.name
    }
    assert found - set(EXPECTED) == set()
