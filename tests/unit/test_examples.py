"""Samples of mapped sources: the example of the source, or one made up of its mapping, and always about nobody."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from segue.channels import provider, sample, trials
from segue.channels.any.examples import example, meaning
from segue.channels.proofs import Proof
from segue.errors import Invalid
from segue.identifiers import identifiers_of
from segue.intake.sources import compile_source
from tests.builders import NOON

URL = "https://api.shop.example/webhooks/stempel"
DOCUMENT = (Path(__file__).parents[2] / "docs" / "connect-anything.md").read_text()
STEMPEL = yaml.safe_load(DOCUMENT.split("```yaml\n")[1].split("```")[0])
PAYLOAD = json.loads(DOCUMENT.split("```json\n")[1].split("```")[0])


def mapped(**mapping: Any) -> dict[str, Any]:
    return {"mapping": {"who": {"email": "mail"}, "event": "Points Earned", **mapping}}


def test_the_example_of_the_document_is_made_up_from_its_mapping():
    (event,) = meaning(example(STEMPEL["options"], NOON), STEMPEL["options"])
    assert (event.event, event.original_timestamp, event.channel) == ("Loyalty Points Earned", NOON, "store")
    assert event.properties["order_id"] == "test order_id"
    assert {one.value for one in identifiers_of(event)} == {trials.EMAIL, trials.ID}


def test_an_example_of_the_source_s_own_is_about_nobody_and_new():
    options = {**STEMPEL["options"], "example": PAYLOAD}
    earned, described = meaning(example(options, NOON), options)
    assert (earned.properties["points"], described.traits["loyalty_tier"]) == (120, "gold")
    assert "kim@shop.example" not in str((earned, described))
    assert "L-4711" not in str((earned, described))
    later = meaning(example(options, NOON + 1), options)
    assert {earned.message_id}.isdisjoint({later[0].message_id})
    assert options["example"] == PAYLOAD


@pytest.mark.parametrize(
    "scheme",
    [
        {},
        {"algorithm": "sha512", "encoding": "base64", "prefix": "v0="},
        {"timestamp_header": "X-Time", "signs": "{timestamp}.{body}", "header": "X-Sig"},
    ],
)
def test_a_sample_is_signed_as_the_options_say(scheme):
    options = {**mapped(), **scheme}
    compile_source("stempel", {"provider": "hmac", "channel": "any", "options": options})
    make = sample("hmac", options)
    assert make
    provider("hmac").verify(Proof(make("the secret", NOON, URL), ["the secret"], NOON, URL, options))


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (
            {**mapped(who={"email": "join('', [mail, ''])"}), "example": {"mail": "kim@shop.example"}},
            "names a customer",
        ),
        (mapped(cases=[{"when": "length(lines) > `3`"}]), "does not understand"),
        ({**mapped(ignore={"all": "mail"})}, "left out"),
        ({**mapped(each="events"), "example": [1]}, "does not understand"),
    ],
)
def test_where_no_sample_can_be_made_it_is_said_why(options, why):
    with pytest.raises(Invalid, match=why) as refused:
        sample("hmac", options)
    assert refused.value.reason == "no-sample"
    assert why in refused.value.detail
