"""A query that names what a route does not know is refused, with the name that was meant."""

import pytest

from tests.handlers.staff_requests import Api

REFUSED = [
    ("/v1/quarantine?sate=open", "query.sate", "`sate`; did you mean `state`?"),  # out of a model
    ("/v1/imports?limt=1", "query.limt", "`limt`; did you mean `limit`?"),  # out of arguments
    ("/v1/audit?since=2026-11-30", "query.since", "`since`; it takes `person`, `actor`, `action`, `from`, `to`"),
    ("/v1/people?q=kim&limt=1", "query.limt", "`limt`; did you mean `limit`?"),
]


@pytest.mark.parametrize(("path", "at", "told"), REFUSED)
def test_an_unknown_parameter_is_refused_by_its_name(world, path, at, told):
    status, said = Api(world).get(path)
    assert (status, said["type"].rpartition(":")[2], said["at"]) == (400, "unknown-parameter", at)
    assert told in said["detail"]


def test_who_may_not_ask_is_not_told_what_could_be_asked(world):
    assert Api(world, "visitor").get("/v1/quarantine?sate=open")[0] == 403


def test_where_nothing_is_taken_nothing_is_refused(world):
    assert Api(world).get("/v1/sending?cursor=x")[0] == 200
    assert Api(world, "").get("/health?probe=1")[0] == 200
