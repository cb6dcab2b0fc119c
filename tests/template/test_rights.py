"""Least privilege, exact: what functions may is what they use, and what stands open has a reason in one file."""

import pytest

from tests.rights.playing import explained, granted, reasons, unused, used
from tests.template.test_template import listed, statements

PLAYED = "play a story that uses it (python -m tests.rights), take the right away, or say in reasons.yaml who uses it"


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    return used(tmp_path_factory.mktemp("rights") / "used.json")


@pytest.mark.thorough
def test_every_right_is_used_and_every_use_is_a_right(seen):
    """The in-memory cloud refuses what is not granted, so what is left to be found is what nobody needs."""
    assert not seen - granted()
    assert [one for one in unused(seen) if not explained(one)] == [], PLAYED


@pytest.mark.thorough
def test_no_reason_is_kept_that_is_none_any_more(seen):
    counting = {why for one in unused(seen) for why in explained(one)}
    assert {*reasons()["by_aws"], *reasons()["unplayed"]} - counting == set()


def test_every_wildcard_has_a_reason_and_every_reason_its_wildcard():
    assert {target for _, _, target in granted() if "*" in target} == set(reasons()["open"])
    assert all(len(why) > 20 for part in reasons().values() for why in part.values())


def test_a_role_is_passed_to_one_service_alone():
    passes = [one for _, one in statements() if "iam:PassRole" in listed(one["Action"])]
    assert passes
    assert all("iam:PassedToService" in one["Condition"]["StringEquals"] for one in passes)
