"""Rules of identity: what the playbook may say, and what names nobody."""

import re
from pathlib import Path

import pytest
import yaml

from segue.errors import Invalid
from segue.facets.names import ATTESTATIONS
from segue.identifiers import CODES, TYPES
from segue.identity.rules import LIMITS, Limit, Rules, rules_of
from segue.times import DAY, HOUR

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
    assert rules_of({}) == Rules()


@pytest.mark.parametrize(("text", "limit"), [("1 ever", Limit(1)), ("5 in 7d", Limit(5, 7 * DAY)), ("3", Limit(3))])
def test_limits_are_written_as_they_are_said(text: str, limit: Limit) -> None:
    assert rules_of({"limits": {"email": text}}).limits["email"] == limit


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"limits": {"email": "many"}}, "'many' is no limit; write `1 ever` or `5 in 365d`"),
        ({"limits": ["email"]}, "`limits` is a mapping"),
        ({"shared_above": {"email": -1}}, "-1 is no number"),
        ({"shared_above": {"email": True}}, "True is no number"),
        ({"crowd_above": "many"}, "'many' is no number"),
        ({"merge_known": "sure"}, "`merge_known` is one of claimed, typed, order, login, not 'sure'"),
        (
            {"blocked": {"email": ["("]}},
            "'(' is no regular expression: missing ), unterminated subpattern at position 0",
        ),
        ({"growth": "fast"}, "'fast' is no limit; write `1 ever` or `5 in 365d`"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_words(spec: dict[str, object], words: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules_of(spec)
    assert (refused.value.reason, refused.value.detail) == ("bad-policy", words)


def test_a_setting_that_nobody_knows_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(Invalid, match="the policy of identity does not know `limit`; did you mean `limits`"):
        rules_of({"limit": {}, "shared": {}})


def test_a_limit_of_a_span_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        rules_of({"growth": "5 in 3weeks"})
    assert refused.value.reason == "bad-duration"


def test_every_setting_is_read_and_keeps_what_it_does_not_change() -> None:
    said = {"priority": ["email", "user_id"], "shared_above": {"email": 0}, "crowd_above": 0, "growth": "3 in 2h"}
    rules = rules_of({**said, "email": {"plus_tags": "ignore", "dots_ignored_at": ["shop.example"]}})
    assert [rules.rank(kind) for kind in ("email", "user_id", "phone")] == [0, 1, 2]
    assert [rules.most_users(kind) for kind in ("email", "device_id", "phone")] == [0, 1, 5]
    assert (rules.crowd, rules.growth) == (0, Limit(3, 2 * HOUR))
    assert (rules.plus_tags, rules.dotless) == (False, {"shop.example"})


@pytest.mark.parametrize("value", ["0", "0000", "00-00", "-1", "NULL", "anonymous", "n/a", "undefined"])
def test_placeholders_name_nobody(value: str) -> None:
    assert Rules().names_nobody("user_id", value)


def test_of_an_identifier_of_the_shop_s_own_kind_what_follows_the_kind_may_be_a_placeholder() -> None:
    assert Rules().names_nobody("custom", "club_card:0000")
    assert not Rules().names_nobody("custom", "club_card:7:0000")
    assert not Rules().names_nobody("user_id", "club_card:0000")


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
