"""Every place where anything is kept is one that an erasure empties, or one of which it is written why it need not."""

from dataclasses import fields

import pytest

from segue.aws.settings import Settings, settings
from segue.wiring import erasing
from segue_tools.templates import resources, snake

# What holds nothing that leads to a customer, or goes by itself; docs/privacy.md says the same.
ELSEWHERE = {
    "playbook": "texts of the shop's own",
    "erasures_bucket": "keyed hashes alone, so that who was erased stays so after a restore; gone after 400 days",
    "models_bucket": "names nobody, and is gone after 3 days",
    "archive_bucket": "knows pseudonyms alone; whose they are goes with the rows of identities",
    "imports_bucket": "files that the shop itself brings are gone after 7 days",
}


@pytest.fixture
def places(monkeypatch):
    """The names of the settings that stores are made of."""
    for one in fields(Settings):
        monkeypatch.setenv(one.name.upper(), one.name)
    for cached in (settings, erasing.people):
        cached.cache_clear()
    yield {place for store in erasing.stores() for place in _places(store)}
    for cached in (settings, erasing.people):
        cached.cache_clear()


def _places(store) -> set[str]:
    """The table or bucket that a store empties."""
    return {store.table} if hasattr(store, "table") else {store.files.bucket}


def test_no_table_and_no_bucket_is_forgotten(places):
    tables = {snake(one.removesuffix("Table")) for one in resources("AWS::DynamoDB::Table")}
    buckets = {snake(one) for one in resources("AWS::S3::Bucket")}
    assert places | ELSEWHERE.keys() == tables | buckets
    assert not places & ELSEWHERE.keys()


def test_stores_have_names_of_their_own_and_identities_go_last(places):
    names = [one.name for one in erasing.stores()]
    assert len(names) == len({*names})
    assert names[-1] == "identities"
