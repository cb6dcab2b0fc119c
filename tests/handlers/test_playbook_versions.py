"""Versions of the playbook: who comes second is told, what there was stays, and the way back is one request."""

import pytest

from segue.errors import Conflict, NotFound
from segue.playbook import compile_playbook
from segue.versions import Draft
from segue.wiring.tables import playbooks
from tests.faults.cloud.world import World
from tests.handlers.staff_requests import Api
from tests.handlers.starter import starter_files

BIG, OPEN = "segments/big-cart.yaml", "segments/open-cart.yaml"
RULE = "name: Big cart\nwhen:\n  cart: open\n"
APPLY, BACK, VERSIONS = "/v1/playbook/apply", "/v1/playbook/rollback", "/v1/playbook/versions"


@pytest.fixture
def api():
    world = World()
    with world.open():
        yield Api(world, "marketer", "playbook")


@pytest.fixture
def first(api):
    """The version in force at the start, which is the starter playbook."""
    return api.get("/v1/playbook")[1]["version"]


def test_the_starter_playbook_is_version_1(api, first):
    (only,) = api.get(VERSIONS)[1]["items"]
    assert (first, only["version"], only["by"]) == (1, 1, "tests")
    assert {one["change"] for one in only["changed"]} == {"added"}
    assert {one["path"] for one in only["changed"]} == set(starter_files())


def test_each_apply_is_a_version_with_who_and_what(api):
    api.post(APPLY, {"files": {BIG: RULE}, "base": 1})
    api.post(APPLY, {"files": {BIG: RULE + "# more\n"}, "base": 2})
    third, second, _ = api.get(VERSIONS)[1]["items"]
    assert (third["version"], third["by"], third["note"]) == (3, "marketer-1", "")
    assert (second["changed"], third["changed"]) == (
        [{"path": BIG, "change": "added"}],
        [{"path": BIG, "change": "changed"}],
    )
    assert third["time"].startswith("20")


def test_versions_come_in_pages(api):
    for number in range(4):
        api.post(APPLY, {"files": {BIG: f"{RULE}# {number}\n"}})
    first = api.get(f"{VERSIONS}?limit=2")[1]
    assert ([one["version"] for one in first["items"]], first["next"]) == ([5, 4], "4")
    rest = api.get(f"{VERSIONS}?limit=50&before=4")[1]
    assert ([one["version"] for one in rest["items"]], rest["next"]) == ([3, 2, 1], None)
    assert api.get(f"{VERSIONS}?before=x")[0] == 400


def test_a_version_tells_what_it_changed_and_its_texts(api):
    api.post(APPLY, {"files": {BIG: RULE}})
    api.post(APPLY, {"files": {BIG: RULE.replace("Big", "Small")}})
    status, version = api.get(f"{VERSIONS}/3")
    assert (status, [one["path"] for one in version["changes"]]) == (200, [BIG])
    assert "-name: Big cart\n+name: Small cart\n" in version["changes"][0]["diff"]
    assert version["files"] == {**starter_files(), BIG: RULE.replace("Big", "Small")}


@pytest.mark.parametrize(("number", "status"), [("7", 404), ("0", 422), ("x", 422), ("99999999999", 422)])
def test_a_version_that_there_is_not_is_a_4xx(api, number, status):
    assert api.get(f"{VERSIONS}/{number}")[0] == status
    assert api.post(BACK, f'{{"version": "{number}"}}')[0] in (404, 422)


def test_whoever_comes_second_is_told_who_was_first(api):
    api.post(APPLY, {"files": {BIG: RULE}, "base": 1})
    status, problem = Api(api.world, "admin", "playbook").post(APPLY, {"files": {OPEN: RULE}, "base": 1})
    assert (status, problem["type"]) == (409, "urn:segue:problem:playbook-moved")
    assert "version 2 was applied by marketer-1 at 20" in problem["detail"]
    assert api.get("/v1/playbook")[1]["files"][OPEN] == starter_files()[OPEN]


def test_the_same_change_again_is_no_conflict(api):
    """The first answer may have been lost."""
    again = {"files": {BIG: RULE}, "base": 1}
    assert api.post(APPLY, again) == (200, {"version": 2, "changed": True, "refused": []})
    assert api.post(APPLY, again) == (200, {"version": 2, "changed": False, "refused": []})


def test_a_repeat_under_a_key_is_answered_as_the_first(api):
    change = {"files": {BIG: RULE}, "base": 1}
    first = api.post(APPLY, change, "k1")
    api.post(APPLY, {"files": {BIG: RULE + "# more"}})
    assert api.post(APPLY, change, "k1") == first
    assert api.post(APPLY, {"files": {}}, "k1")[0] == 422


def test_a_base_where_nothing_is_in_force_is_a_conflict_with_words(api):
    api.world.table("Playbook").partitions.clear()
    status, problem = api.post(APPLY, {"files": {BIG: RULE}, "base": 3})
    assert (status, problem["detail"]) == (409, "no version is in force yet: come again without `base`")


def test_two_at_the_same_moment_make_one_version(api):
    """Both have looked before either has written."""
    base, files = playbooks().in_force(), starter_files()
    mine, theirs = {**files, BIG: RULE}, {**files, OPEN: RULE}
    playbooks().put(Draft(base, compile_playbook(theirs), theirs, "kim"), api.world.clock)
    with pytest.raises(Conflict, match="version 2 was applied by kim"):
        playbooks().put(Draft(base, compile_playbook(mine), mine, "lee"), api.world.clock)
    assert [one.by for one in playbooks().versions()] == ["kim", "tests"]
    assert playbooks().files() == theirs


def test_a_rollback_is_a_new_version_with_the_old_texts(api):
    api.post(APPLY, {"files": {BIG: RULE}})
    assert api.post(BACK, {"version": 1, "base": 2}) == (200, {"version": 3, "changed": True, "refused": []})
    assert api.get("/v1/playbook")[1] == {"version": 3, "files": starter_files()}
    newest = api.get(VERSIONS)[1]["items"][0]
    assert (newest["note"], newest["changed"]) == ("back to version 1", [{"path": BIG, "change": "removed"}])
    assert api.post(BACK, {"version": 1}) == (200, {"version": 3, "changed": False, "refused": []})


def test_a_rollback_of_somebody_who_does_not_know_the_newest_is_refused(api):
    api.post(APPLY, {"files": {BIG: RULE}})
    assert api.post(BACK, {"version": 1, "base": 1})[0] == 409


def test_definitions_of_an_older_version_stay_readable(api):
    api.post(APPLY, {"files": {OPEN: RULE}})
    first = playbooks().version(1)
    assert playbooks().at(first.place, "segment")["open-cart"]["name"] == "Open cart"
    assert playbooks().definitions("segment")["open-cart"]["name"] == "Big cart"
    with pytest.raises(NotFound):
        playbooks().version(9)


@pytest.mark.parametrize("role", ["agent", "privacy", ""])
def test_versions_are_for_marketers_and_admins(api, role):
    other = Api(api.world, role, "playbook")
    asked = [other.get(VERSIONS), other.get(f"{VERSIONS}/1"), other.post(BACK, {"version": 1})]
    assert [status for status, _ in asked] == [403] * 3
