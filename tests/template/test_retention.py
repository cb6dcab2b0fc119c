"""How long what is kept: the declaration is that of the template."""

import json

import pytest

from segue.records.gathering import stack
from segue.retention import BY_NAME, CLASSES, LIFECYCLE, NIGHT, TTL
from segue_tools.records import PAGE, PLACE, declared, with_table
from segue_tools.templates import resources, template

TABLES, BUCKETS = resources("AWS::DynamoDB::Table"), resources("AWS::S3::Bucket")


@pytest.mark.parametrize("store", [*TABLES, *BUCKETS])
def test_every_table_and_bucket_has_a_class(store) -> None:
    assert [one.name for one in CLASSES if store in one.places]


def test_no_class_lies_in_what_is_not_there() -> None:
    assert {place for one in CLASSES for place in one.places} <= {*template()["Resources"]}


@pytest.mark.parametrize("kept", [one for one in CLASSES if one.by == TTL], ids=lambda one: one.name)
def test_where_rows_have_a_time_to_live_the_table_ends_them(kept) -> None:
    for place in kept.places:
        assert TABLES[place]["TimeToLiveSpecification"] == {"AttributeName": "ttl", "Enabled": True}


@pytest.mark.parametrize("kept", [one for one in CLASSES if one.by in (LIFECYCLE, NIGHT)], ids=lambda one: one.name)
def test_where_a_bucket_ends_it_its_lifecycle_says_the_same(kept) -> None:
    (place,) = kept.places
    days = [one["ExpirationInDays"] for one in BUCKETS[place]["LifecycleConfiguration"]["Rules"]]
    assert ({"Ref": kept.parameter} if kept.parameter else kept.days) in days


@pytest.mark.parametrize("kept", [one for one in CLASSES if one.parameter], ids=lambda one: one.name)
def test_a_parameter_begins_with_what_is_declared(kept) -> None:
    assert template()["Parameters"][kept.parameter]["Default"] == kept.days


def test_what_the_policy_may_change_has_bounds_that_hold_the_usual() -> None:
    for one in CLASSES:
        assert not one.most or one.least < one.most
    assert BY_NAME["events"].days == 400


def test_the_records_are_made_of_this_template_and_the_page_lists_this_declaration() -> None:
    assert stack() == declared() == json.loads(PLACE.read_text())
    page = PAGE.read_text()
    assert with_table(page) == page
