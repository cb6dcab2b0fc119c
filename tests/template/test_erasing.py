"""Every place where anything is kept is emptied by an erasure and told by an export, or it is written why not."""

import inspect
from dataclasses import fields

import pytest

from segue.aws.erasing.kept_requests import ABOUT, HANDOVERS, WORDS
from segue.aws.settings import Settings, settings
from segue.console.privacy import requesting
from segue.exporting.kinds import KINDS, SECTIONS
from segue.wiring import erasing, export_jobs, exporting
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
    cached = (settings, erasing.people, erasing.messages, exporting.exports)
    for one in cached:
        one.cache_clear()
    yield {place for store in erasing.stores() for place in _places(store)}
    for one in cached:
        one.cache_clear()


def _places(store) -> set[str]:
    """The table and the bucket that a store empties."""
    buckets = {store.files.bucket} if hasattr(store, "files") else set()
    return buckets | ({store.table} if hasattr(store, "table") else set())


def test_no_table_and_no_bucket_is_forgotten(places):
    tables = {snake(one.removesuffix("Table")) for one in resources("AWS::DynamoDB::Table")}
    buckets = {snake(one) for one in resources("AWS::S3::Bucket")}
    assert places | ELSEWHERE.keys() == tables | buckets | {"mail_bucket"}  # which is the shop's own
    assert not places & ELSEWHERE.keys()


def test_stores_have_names_of_their_own_and_identities_go_last(places):
    names = [one.name for one in erasing.stores()]
    assert len(names) == len({*names})
    assert names[-1] == "identities"


def test_what_can_be_erased_can_be_exported(places):
    """`held` is the other half of a store: one without it is no `Store`, and each tells its own rows."""
    lacking = [one.name for one in erasing.stores() if "held" not in vars(type(one)) or "find" not in vars(type(one))]
    assert not lacking
    assert {*WORDS.values(), "handover"} <= KINDS.keys()
    assert {kind for kind in ABOUT if kind not in WORDS} == {*HANDOVERS}, "a new kind of row has a word in WORDS"
    told = inspect.getsource(export_jobs.exporting)
    assert "stores()" in told, "both go through one list"


def test_every_kind_stands_in_a_section_and_the_console_names_each_store(places):
    assert {one.section for one in KINDS.values()} == SECTIONS.keys()
    assert {*requesting.STORES} == {"profile", *(one.name for one in erasing.stores())}
