"""Least privilege, exact: what functions may is what they use, and what stands open has a reason in one file."""

import pytest

from segue_tools.templates import resources
from tests.rights.playing import granted, reasons, said, used

PLAYED = "play a story that uses it (python -m tests.rights), take the right away, or say in reasons.yaml who uses it"


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    return used(tmp_path_factory.mktemp("rights") / "used.json")


def test_every_right_is_used_and_every_use_is_a_right(seen):
    """The in-memory cloud refuses what is not granted, so what is left to be found is what nobody needs."""
    assert not said(seen - granted())
    unused = said(granted() - seen)
    assert [one for one in unused if one not in reasons()["by_aws"]] == [], PLAYED


def test_no_reason_is_kept_that_is_none_any_more(seen):
    assert set(reasons()["by_aws"]) <= set(said(granted() - seen))
    assert set(reasons()["open"]) == {target for _, _, target in granted() if "*" in target}


def test_what_is_open_has_a_written_reason():
    assert {target for _, _, target in granted() if "*" in target} - set(reasons()["open"]) == set()
    assert all(len(why) > 20 for part in reasons().values() for why in part.values())


def test_conditions_stand_where_the_reasons_count_on_them():
    passes = [
        one
        for it in resources("AWS::Serverless::Function").values()
        for document in it["Policies"]
        for one in document.get("Statement", [])
        if one["Action"] == "iam:PassRole"
    ]
    assert passes
    assert all("iam:PassedToService" in one["Condition"]["StringEquals"] for one in passes)
