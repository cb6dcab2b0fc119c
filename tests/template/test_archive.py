"""The archive as it is declared: its tables have the columns of the archive, and nobody reads a stream too often."""

from collections import Counter

import pytest

from segue.archive.columns import EVENTS, KINDS, PARTITIONS, PEOPLE
from segue.times import SECOND
from segue.touring import LASTS
from segue.wiring.measured_people import SCAN, SCAN_AT_NIGHT
from segue.wiring.measuring import ASKED, NIGHT
from tests.faults.cloud import stack

READERS = 2  # of a shard: with more DynamoDB slows all of them down


@pytest.mark.parametrize(
    ("table", "columns"), [("EventsArchived", EVENTS), ("EventsNew", EVENTS), ("PeopleArchived", PEOPLE)]
)
def test_a_table_of_athena_has_the_columns_of_the_archive(table, columns):
    said = stack.resources("AWS::Glue::Table")[table]["TableInput"]
    assert {one["Name"]: one["Type"] for one in said["StorageDescriptor"]["Columns"]} == dict(columns)


@pytest.mark.parametrize(("table", "folder"), [("EventsArchived", "events"), ("EventsNew", "new")])
def test_days_and_kinds_are_found_without_asking_the_bucket(table, folder):
    said = stack.resources("AWS::Glue::Table")[table]["TableInput"]
    assert tuple(one["Name"] for one in said["PartitionKeys"]) == PARTITIONS
    projected = said["Parameters"]
    assert projected["projection.kind.values"] == ",".join(KINDS)
    assert projected["storage.location.template"]["Sub"].endswith(f"/{folder}/date=${{!date}}/kind=${{!kind}}/")


def test_what_is_new_and_what_was_measured_is_kept_for_weeks_and_events_for_as_long_as_the_shop_says():
    rules = stack.resources("AWS::S3::Bucket")["ArchiveBucket"]["LifecycleConfiguration"]["Rules"]
    assert {one["Prefix"]: one["ExpirationInDays"] for one in rules} == {
        "new/": 35,
        "results/": 35,
        "broken/": 35,
        "events/": {"Ref": "ArchiveDays"},
    }


def test_no_stream_has_more_readers_than_a_shard_takes():
    readers = Counter(one.origin for one in stack.sources() if one.stream)
    assert {"LedgerTable", "MessagesTable"} <= {name for name, count in readers.items() if count == READERS}
    assert max(readers.values()) <= READERS


def test_the_archive_writes_new_rows_and_reads_nothing_in_the_bucket():
    said = str(stack.functions()["archive_events"]["Policies"])
    assert "s3:PutObject" in said
    assert "s3:GetObject" not in said


def test_a_page_of_the_night_and_whatever_is_asked_for_end_before_the_function_does():
    """Where the platform ended it, nobody would be told that it takes too long, and the night would begin it again."""
    timeout = stack.resources("AWS::Serverless::Function")["Measure"]["Timeout"]
    copying = 60
    assert LASTS / SECOND + NIGHT + copying <= timeout
    assert NIGHT + SCAN_AT_NIGHT + copying <= timeout
    assert ASKED + SCAN < 30  # seconds that a request may take
