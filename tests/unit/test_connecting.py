"""Guides and samples of providers: there is a guide for each, and a sample is what its provider would send."""

from typing import Any

import msgspec
import pytest

from segue.channels import connecting, provider, reporting, sample, trials
from segue.channels.connecting import Guide, guide, read
from segue.channels.proofs import Proof
from segue.deliveries import Delivery, understood
from segue.errors import Unavailable
from segue.http import json_answer
from segue.intake.receiving import Receiving
from segue.intake.sources import Source
from segue.intake.trying import Tried, Trying
from tests.builders import NOON
from tests.fake_doors import Behind

URL = "https://api.shop.example/webhooks/shop"
MAPPING = {"who": {"email": "mail"}, "event": "Points Earned"}
OPTIONS: dict[str, dict[str, Any]] = {"hmac": {"mapping": MAPPING}, "standard-webhooks": {"mapping": MAPPING}}
SAMPLED = [name for name in reporting() if name not in trials.NEVER]
NAMES = sorted(one.stem for one in connecting.GUIDES.glob("*.md"))


@pytest.mark.parametrize("name", NAMES)
def test_a_guide_has_what_a_person_needs_to_connect(name):
    found = guide(name)
    texts = (found.secret, *found.steps, *found.notes)
    assert found.name
    assert len(found.steps) >= 3
    assert "{url}" in " ".join(texts)
    assert found.secret or name in ("segment", "pinpoint")
    assert not [one for one in texts if one.count("`") % 2]


def test_every_provider_has_a_guide():
    assert set(reporting()) <= set(NAMES)
    assert guide("nobody") == Guide("nobody")


def test_a_guide_is_read_out_of_its_text():
    head = "# Till\n\nDocs: https://till.example\n\nSecret: In its\nmenu.\n\nTopics: a, b\n\n"
    text = f"{head}1. One\ngoes on.\n2. Two.\n\nNote: Mind it.\n"
    expected = Guide(
        "Till", "https://till.example", "In its menu.", ("a", "b"), ("One goes on.", "Two."), ("Mind it.",)
    )
    assert read(text) == expected


@pytest.mark.parametrize("name", SAMPLED)
def test_a_sample_is_proven_and_is_about_nobody(name):
    options = OPTIONS.get(name, {})
    make = sample(name, options)
    assert make
    made = make("the secret", NOON, URL)
    channel = provider(name)
    channel.verify(Proof(made, ["the secret"], NOON, URL, options))
    headers = {one: made.headers[one] for one in channel.HEADERS if one in made.headers}
    said = understood(Delivery("shop", name, made.body, headers, NOON, options), channel.incoming)
    assert len(said.events) == 1
    text = msgspec.json.encode(said.events[0]).decode()
    assert [one for one in (trials.EMAIL, trials.PHONE, trials.ID) if one in text]
    assert said.events[0].event not in ("Consent Updated", "Unsubscribed")
    assert (said.rejected, said.ignored) == ((), ())


def trying(answer, secrets=("the secret",), provider="shopify"):
    """What becomes of a sample where HTTPS answers so, or raises."""
    behind, source = Behind(), Source("shop", provider, "commerce")
    door = Receiving(behind.accepting(), lambda _: source, lambda *_: ("the secret",), "https://api.shop.example")

    def by_https(_url, _request):
        if isinstance(answer, Exception):
            raise answer
        return answer

    return Trying(lambda *_: secrets, by_https, door.answer).send(source, URL, NOON), behind


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (json_answer(200, {"success": True}), Tried("stored", "", True)),
        (json_answer(200, {"success": True, "quarantined": 1}), Tried("held", "", True)),
        (json_answer(401, {"detail": "no signature"}), Tried("refused", "no signature", True)),
        (json_answer(502, "<html>"), Tried("refused", "the address answered 502", True)),
    ],
)
def test_what_the_address_answers_is_told(answer, expected):
    told, behind = trying(answer)
    assert told == expected
    assert behind.ledger.events == []


def test_where_the_address_is_not_reached_the_same_door_is_entered_from_inside():
    told, behind = trying(Unavailable("not-reached"))
    assert told == Tried("stored", "", False)
    assert [one.type for one in behind.ledger.events] == ["identify"]


def test_a_wrong_secret_is_refused_with_its_reason():
    told, behind = trying(Unavailable("not-reached"), secrets=("another secret",))
    assert (told.became, told.outside) == ("refused", False)
    assert "signature" in told.detail
    assert behind.counted == [{"shop": {"refused": 1}}]


def test_without_a_secret_or_a_sample_nothing_is_sent():
    assert trying(Unavailable("x"), secrets=())[0] == Tried("no-secret")
    assert trying(Unavailable("x"), provider="till")[0] == Tried("no-sample")
