"""Rules of identity: what the playbook may say, and what names nobody."""

import re
from pathlib import Path

import pytest
import yaml

from segue.errors import Invalid
from segue.facets.names import ATTESTATIONS
from segue.identifiers import CODES, TYPES
from segue.identity.rules import LIMITS, Limit, Rules, rules_of
from segue.times import DAY

STARTER = Path(__file__).resolve().parents[2] / "layers" / "playbook" / "policies" / "identity.yaml"


def test_the_starter_says_what_holds_by_default() -> None:
    spec = yaml.safe_load(STARTER.read_text())
    assert rules_of(spec) == Rules()
    assert spec["limits"].keys() == LIMITS.keys() - {"custom"}


def test_each_type_of_identifier_has_a_letter_of_its_own() -> None:
    assert len(TYPES) == len(CODES)
    assert re.fullmatch("[a-z]+", "".join(TYPES))
    assert len("".join(TYPES)) == len(TYPES)


def test_what_is_not_said_is_as_by_default() -> None:
    assert rules_of({"limits": {"email": "2 ever"}}).limits["user_id"] == Limit(1)


@pytest.mark.parametrize(("text", "limit"), [("1 ever", Limit(1)), ("5 in 7d", Limit(5, 7 * DAY)), ("3", Limit(3))])
def test_limits_are_written_as_they_are_said(text: str, limit: Limit) -> None:
    assert rules_of({"limits": {"email": text}}).limits["email"] == limit


@pytest.mark.parametrize(
    "spec",
    [
        {"limits": {"email": "many"}},
        {"limits": ["email"]},
        {"shared_above": {"email": -1}},
        {"shared_above": {"email": True}},
        {"merge_known": "sure"},
        {"blocked": {"email": ["("]}},
        {"growth": "fast"},
        {"limit": {}},
    ],
)
def test_what_cannot_be_understood_is_refused_by_name(spec: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refused:
        rules_of(spec)
    assert refused.value.reason in ("bad-policy", "bad-duration")


@pytest.mark.parametrize("value", ["0", "0000", "00-00", "-1", "NULL", "anonymous", "n/a", "undefined"])
def test_placeholders_name_nobody(value: str) -> None:
    assert Rules().names_nobody("user_id", value)


def test_the_shop_s_own_addresses_name_nobody_where_it_says_so() -> None:
    rules = rules_of({"blocked": {"email": [r"till\d+@shop\.example"], "any": "walk-in"}})
    assert rules.names_nobody("email", "till7@shop.example")
    assert rules.names_nobody("loyalty_id", "Walk-In")
    assert not rules.names_nobody("email", "kim@shop.example")
    assert not rules.names_nobody("user_id", "till7@shop.example")


def test_a_source_s_country_is_known() -> None:
    rules = rules_of({}, {"store": {"options": {"country": "NL"}}, "web": {}})
    assert rules.countries == {"store": "NL"}


def test_a_type_of_the_shop_s_own_has_the_limit_that_it_declares_or_that_of_all_such() -> None:
    rules = rules_of({"limits": {"library_card": "1 ever"}})
    assert (rules.limit("library_card"), rules.limit("club_card")) == (Limit(1), rules.limits["custom"])


@pytest.mark.parametrize("known", ATTESTATIONS)
def test_every_attestation_may_be_asked_for(known: str) -> None:
    assert rules_of({"merge_known": known}).attested == ATTESTATIONS.index(known)
