"""The recorded webhooks of ../shared/data/webhooks, read in place: whose each is, and how it is sent with our proof."""

import json
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from segue.http import Request
from segue_tools.places import ROOT
from tests.provider_samples import PROVEN

PAYLOADS = ROOT.parent / "shared" / "data" / "webhooks"
MODULES = sorted(one.stem for one in (Path(__file__).parent / "handlers" / "recorded").glob("[a-z]*.py"))
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
OF_THE_LINE = {"content-length", "host", "connection"}  # headers that every sender makes anew
ENDINGS = {".json", ".form"}


def provider_of(file: str) -> str:
    """Whose webhook it is."""
    folder = file.partition("/")[0]
    return "twilio_voice" if file.startswith("twilio/voice") else PROVIDERS.get(folder, folder)


def request_of(file: str, secret: str) -> Request:
    """The recorded headers, and a proof of ours instead of the recorded one."""
    proven = PROVEN[provider_of(file)](secret, (PAYLOADS / file).read_bytes())
    place = (PAYLOADS / file).with_suffix(".headers.json")
    recorded = json.loads(place.read_text()) if place.exists() else {}
    known = {name.lower(): value for name, value in recorded.items() if "<" not in value and name[0] != "_"}
    known = {name: value for name, value in known.items() if name not in OF_THE_LINE}
    return replace(proven, headers={**known, **proven.headers})
