"""Cursors, roles and masks of the people API."""

import pytest

from segue.api.cursors import page, time_cursor, time_of
from segue.api.masks import masked, masked_identifiers
from segue.api.roles import caller_of, groups_of
from segue.api.timeline import cursor, place_of
from segue.errors import Invalid
from segue.identity.meaning import candidates
from segue.keys import is_key
from segue.times import LATEST


def rows(*times):
    """A list that reads like quarantine: newest first, before a moment, at most so many."""
    return lambda most, before: [one for one in times if one < before][:most]


def test_a_page_ends_between_two_moments_and_never_within_one():
    read = rows(9, 7, 7, 7, 5, 5, 1)
    first, further = page(read, int, 2, LATEST)
    second, end = page(read, int, 2, time_of(further or ""))
    assert (list(first), list(second), end) == ([9], [7, 7, 7, 5, 5, 1], None)


@pytest.mark.parametrize("limit", [1, 2, 3, 10])
def test_pages_together_are_the_list(limit):
    every = (9, 7, 7, 7, 5, 5, 1, 1)
    told, further = [], ""
    while further is not None:
        found, further = page(rows(*every), int, limit, time_of(further))
        told += found
    assert tuple(told) == every


@pytest.mark.parametrize("text", ["%%%", "é", "YQ", "a"])
def test_a_cursor_that_is_not_ours_is_refused(text):
    with pytest.raises(Invalid):
        time_of(text)


def test_cursors_are_read_as_they_were_written():
    assert time_of(time_cursor(1_795_348_800_000)) == 1_795_348_800_000
    assert place_of(cursor("2026-11-22T12:00:00.000Z#é m") or "") == "2026-11-22T12:00:00.000Z#é m"
    assert place_of("2026-11-22T12:00:00Z") == "2026-11-22T12:00:00.000Z"
    assert (cursor(""), place_of("")) == (None, "")


@pytest.mark.parametrize(
    ("claim", "roles"),
    [
        ("[agent admin]", {"agent", "admin"}),
        (["agent", "root"], {"agent"}),
        ("admin", {"admin"}),
        ("[]", set()),
        (None, set()),
        ("[administrator]", set()),
    ],
)
def test_roles_are_read_from_a_claim_in_every_form(claim, roles):
    assert groups_of(claim) == roles


def test_a_caller_without_a_token_is_nobody():
    contexts = ({}, {"authorizer": None}, {"authorizer": {"iam": {}}})
    assert [caller_of({"requestContext": one}).roles for one in contexts] == [set()] * 3


def test_contact_data_is_covered_at_any_depth_for_marketers():
    told = {"email": "a@x", "orders": [{"Phone": "1", "total": 5}], "address": {"city": "X"}, "plan": None, "phone": ""}
    covered = {"email": "•••", "orders": [{"Phone": "•••", "total": 5}], "address": "•••", "plan": None, "phone": ""}
    assert masked(told, {"marketer"}) == covered
    assert masked(told, {"marketer", "agent"}) == told
    row = {"type": "email", "value": "a@x"}
    assert masked_identifiers([row], ["marketer"]) == [{"type": "email", "value": "•••"}]


def test_what_is_typed_is_tried_as_everything_that_it_can_be():
    assert {one.type for one in candidates("Kim@x.test")} == {"email", "user_id", "customer_id"}
    assert "phone" in {one.type for one in candidates("+49 170 123456")}
    assert "phone" not in {one.type for one in candidates("order-170123")}
    assert candidates("null") == candidates("  ") == []


def test_a_person_id_is_known_by_its_form():
    assert is_key("u_" + "a2" * 12)
    assert not any(is_key(one) for one in ("u_" + "a1" * 12, "q_" + "a2" * 12, "u_" + "a2" * 13, ""))
