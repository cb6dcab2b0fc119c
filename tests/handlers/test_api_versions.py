"""The API's promise to those who wrote a program for it: nothing of it goes without notice (docs/api-versions.md)."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest

from segue.api import deprecations
from segue.api.answers import Health
from segue.api.deprecations import DEPRECATED, LEAST_NOTICE, Deprecated
from segue.api.interface import PEOPLE
from segue.api.routes import Route, described, resolve, resolver
from segue_tools.api_changes import breaks, released, today
from tests.faults.shop import http

OLD = Route("GET", "/v1/old", lambda: Health())
GOES = Deprecated("2026-11-30", "2027-06-30", "/v1/new")


@pytest.fixture
def deprecated(monkeypatch):
    """A made-up route that will go."""
    OLD.answer.__name__ = "read_old"
    monkeypatch.setattr(deprecations, "DEPRECATED", {(OLD.method, OLD.rule): GOES})


def test_nothing_of_the_released_api_is_gone_or_narrower():
    """A break needs another version, or notice; what only adds is released by `python -m segue_tools.api_changes
    --release`."""
    assert breaks(released(), today(), datetime.now(UTC).date().isoformat()) == []


@pytest.mark.usefixtures("deprecated")
def test_a_route_that_will_go_says_so_where_it_answers():
    answer = resolve(resolver([OLD]), http("GET", "/v1/old"), None)
    headers = {
        name.lower(): one
        for name, one in {
            **answer["headers"],
            **{n: v[0] for n, v in answer.get("multiValueHeaders", {}).items()},
        }.items()
    }
    since = datetime(2026, 11, 30, tzinfo=UTC).timestamp()
    assert (answer["statusCode"], headers["deprecation"]) == (200, f"@{since:.0f}")
    assert parsedate_to_datetime(headers["sunset"]) == datetime(2027, 6, 30, tzinfo=UTC)
    assert '</v1/new>; rel="successor-version"' in headers["link"]
    assert 'rel="sunset"' in headers["link"]


@pytest.mark.usefixtures("deprecated")
def test_the_description_says_it_too_and_that_the_others_stay():
    said = json.loads(described([OLD])["body"])["paths"]["/v1/old"]["get"]
    assert (said["deprecated"], said["x-sunset"]) == (True, "2027-06-30")
    others = json.loads(described(PEOPLE[:1])["body"])["paths"]
    assert not any(one.get("deprecated") for methods in others.values() for one in methods.values())


def test_notice_is_long_enough_and_a_route_stays_as_long_as_it_was_said():
    known = {(one.method, one.rule) for one in PEOPLE}
    for name, one in {**DEPRECATED, (OLD.method, OLD.rule): GOES}.items():
        assert one.notice >= LEAST_NOTICE
        assert name in known | {(OLD.method, OLD.rule)}
