"""Standard Webhooks' signature, against its libraries' known answer and the specification's rules."""

import base64
import json
from dataclasses import replace
from hmac import digest
from typing import Any

import pytest

from segue.channels.any import standard_webhooks
from segue.errors import Unauthorized
from segue.http import Request
from segue_tools.places import ROOT
from tests.builders import NOON
from tests.provider_samples import PROVEN, proof
from tests.provider_words import told

BODY = b'{"n": 1}'
KEY = bytes(range(24))
SECRET = f"whsec_{base64.b64encode(KEY).decode()}"
VECTOR = ROOT.parent / "shared" / "data" / "webhooks" / "_signature_vectors" / "standard_webhooks_svix.json"


def request(own: str = "msg_1", signed_at: str = str(NOON // 1000), **other: str) -> Request:
    signature = base64.b64encode(digest(KEY, f"{own}.{signed_at}.".encode() + BODY, "sha256")).decode()
    named = {"id": own, "timestamp": signed_at, "signature": f"v1,{signature}"}
    headers = {f"webhook-{name}": one for name, one in (named | other).items()}
    return Request("POST", "/webhooks/any", {}, headers, BODY)


def reason(asked: Request, *secrets: str) -> str:
    try:
        standard_webhooks.verify(proof(asked, secrets or (SECRET,)))
    except Unauthorized as refusal:
        return refusal.reason
    return ""


@pytest.mark.skipif(not VECTOR.exists(), reason="the known answer stands in a folder beside the repository")
def test_the_known_answer_of_the_libraries():
    known: dict[str, Any] = json.loads(VECTOR.read_text())
    at = int(known["headers"]["webhook-timestamp"]) * 1000
    for headers in (known["headers"], known["svix_headers"]):
        for secret in (known["secret"], f"whsec_{known['secret']}"):
            asked = Request("POST", "/", {}, headers, known["raw_body"].encode())
            standard_webhooks.verify(replace(proof(asked, [secret]), now=at))
    wrong = known["headers"] | {"webhook-signature": known["must_fail"]["webhook-signature"]}
    with pytest.raises(Unauthorized):
        standard_webhooks.verify(
            replace(proof(Request("POST", "/", {}, wrong, known["raw_body"].encode()), [known["secret"]]), now=at)
        )


def test_the_key_is_what_the_secret_stands_for():
    assert reason(request()) == ""
    assert reason(request(), "old", SECRET) == ""
    assert reason(request(), SECRET.removeprefix("whsec_")) == ""
    assert reason(request(), "whsec_", "") == "bad-signature"


def test_one_right_signature_among_several_is_enough():
    right = request().headers["webhook-signature"]
    assert reason(request(signature=f"v1a,AAAA v1,AAAA {right}")) == ""
    assert reason(request(signature=right.replace("v1,", "v1a,"))) == "bad-signature"
    assert reason(request(signature=right.replace("v1,", ""))) == "bad-signature"


@pytest.mark.parametrize(
    ("own", "signed_at"),
    [("msg.1", str(NOON // 1000)), ("", str(NOON // 1000)), ("m", f"{NOON // 1000}.5"), ("m", "now"), ("m", "")],
)
def test_an_id_or_time_that_could_be_read_otherwise_is_refused(own, signed_at):
    assert reason(request(own, signed_at)) == "bad-signature"


@pytest.mark.parametrize(
    ("late", "wanted"), [(-301, "stale-signature"), (-300, ""), (300, ""), (301, "stale-signature")]
)
def test_five_minutes_either_way(late, wanted):
    assert reason(request(signed_at=str(NOON // 1000 + late))) == wanted


def test_svix_names_are_the_same():
    renamed = {
        name.replace("webhook", "svix"): one for name, one in PROVEN["standard-webhooks"]("s e", BODY).headers.items()
    }
    assert reason(Request("POST", "/", {}, renamed, BODY), "s e") == ""


def test_the_provider_s_id_of_a_delivery_tells_equal_words_apart():
    options = {"mapping": {"event": "Visited", "who": {"email": "mail"}}}
    body = {"mail": "kim@shop.example"}
    found = [told("standard-webhooks", body, {"webhook-id": one}, options).events[0].message_id for one in "aab"]
    assert found[0] == found[1] != found[2]


def test_an_empty_header_makes_no_other_id_of_the_same_delivery():
    options = {"mapping": {"event": "Visited", "who": {"email": "mail"}}}
    body, named = {"mail": "kim@shop.example"}, {"svix-id": "a"}
    found = [told("standard-webhooks", body, one, options).events[0] for one in (named, {"webhook-id": "", **named})]
    assert found[0].message_id == found[1].message_id
