"""Previews through the API: exact for a small shop, with an honest bound for a sample of a large one."""

import pytest

from segue.aws import everybody as scanning
from segue.times import HOUR, MINUTE
from segue.wiring.people import profiles
from segue.wiring.segments import everybody
from tests.faults.endings import persons
from tests.faults.scenarios import SCENARIOS, played
from tests.faults.shop import added, identified, post, viewed
from tests.handlers.staff_requests import Api

OPEN = {"when": {"cart": "open"}}


@pytest.fixture
def api(world):
    return Api(world, "marketer", "segments")


def filled(world, many: int) -> None:
    """So many people, each of two identities; every fifth has a cart."""
    events = [identified(world, f"m{one}", f"u{one}", anonymousId=f"a{one}") for one in range(many)]
    carts = [added(world, f"c{one}", f"cart{one}", anonymousId=f"a{one}") for one in range(0, many, 5)]
    for start in range(0, many, 20):
        post(world, *events[start : start + 20])
    post(world, *carts)
    world.pass_time(MINUTE)


def by_hundreds(monkeypatch, rows: int) -> None:
    """A page of a scan ends after so many identities."""
    monkeypatch.setattr("tests.faults.cloud.queries.PAGE_BYTES", rows * 400)


def test_a_small_shop_is_looked_at_whole_and_the_count_is_exact(api, world):
    filled(world, 20)
    status, found = api.post("/v1/segments/preview", OPEN)
    assert (status, found["count"], found["error"], found["share"]) == (200, 4, 0, 1.0)
    assert (found["scanned"], found["of"], found["people"]) == (40, 40, 20)
    assert len(found["sample"]) == 4
    assert found["overlaps"] == [{"segment": "open-cart", "count": 4, "share": 1.0}]


def test_a_segment_in_force_gives_its_own_members_and_is_no_overlap_of_itself(api, world):
    filled(world, 10)
    world.pass_time(3 * HOUR)
    _, found = api.post("/v1/segments/preview", {"id": "open-cart"})
    members = [one["person"] for one in api.get("/v1/segments/open-cart/members")[1]["items"]]
    assert (found["count"], sorted(found["sample"])) == (2, sorted(members))
    assert [one["segment"] for one in found["overlaps"]] == ["abandoned-cart"]


def test_a_condition_may_ask_for_segments_in_force(api, world):
    filled(world, 10)
    asked = {"all": [{"in_segment": "open-cart"}, {"trait": "firstName", "equals": "Kim"}]}
    assert api.post("/v1/segments/preview", {"when": asked})[1]["count"] == 2


def test_a_file_s_text_is_previewed_too_and_what_is_wrong_with_it_has_its_place(api, world):
    filled(world, 10)
    assert api.post("/v1/segments/preview", {"text": "name: Carts\nwhen:\n  cart: open\n"})[1]["count"] == 2
    for text, line in (("when:\n  all:\n    - cart: upside-down\n", 3), ("when: [\n", 2), ("- when\n", 1)):
        status, problem = api.post("/v1/segments/preview", {"text": text})
        assert (status, [one["line"] for one in problem["errors"]]) == (422, [line])


def test_of_many_a_sample_is_looked_at_and_the_truth_lies_between_the_bounds(api, world, monkeypatch):
    filled(world, 100)
    by_hundreds(monkeypatch, 10)
    monkeypatch.setattr("segue.api.previews.everybody", lambda: Few(everybody().profiles))
    _, found = api.post("/v1/segments/preview", OPEN)
    assert 0 < found["share"] < 0.5
    assert found["low"] <= 20 <= found["high"]
    assert 0 < found["scanned"] < 100
    assert found["error"] > 0


class Few(scanning.Everybody):
    """Looks at fifty."""

    def sample(self, most):
        return super().sample(50)


@pytest.mark.parametrize("most", [1, 60, 10_000])
def test_a_sample_is_whole_segments_of_a_scan(world, monkeypatch, most):
    filled(world, 60)
    by_hundreds(monkeypatch, 10)
    found = everybody().sample(most)
    keys = [row.key for row in found.rows]
    assert len(keys) == len(set(keys))
    assert found.share == 1 if most > 120 else found.share < 1
    assert len(keys) >= min(most, 120)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_everybody_is_somebody_once_however_many_identities_there_are(scenario):
    world = played(scenario)
    with world.open(), world.aside():
        rows = [row for part in range(3) for row in everybody().page(scanning.Part(part, 3))[0]]
        found = [everybody().whole(rows[start : start + 2]) for start in range(0, len(rows), 2)]
        wanted = {read.id for one in persons(world) if (read := profiles().read(one))}
        assert sorted(one.id for people in found for one in people) == sorted(wanted)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"when": {"cart": "open"}, "id": "open-cart"}, 422),
        ({"id": "none"}, 404),
        ({"when": {"cart": "upside-down"}}, 400),
        ({"when": {"in_segment": "none"}}, 400),
        ({"when": {}}, 400),
        ({"when": [1]}, 422),
        ({"when": {"cart": "open"}, "identities": 10**9}, 422),
    ],
)
def test_what_makes_no_sense_is_a_4xx(api, world, body, status):
    post(world, viewed(world, "m1", userId="u1"))
    assert api.post("/v1/segments/preview", body)[0] == status


@pytest.mark.parametrize("role", ["agent", "privacy", ""])
def test_previews_are_for_marketers_and_admins(world, role):
    assert Api(world, role, "segments").post("/v1/segments/preview", OPEN)[0] == 403


@pytest.mark.parametrize("deep", ["[" * 900 + "]" * 900, '{"a":' * 900 + "1" + "}" * 900])
def test_what_is_nested_too_deep_is_refused_with_words(api, deep):
    status, problem = api.post("/v1/segments/preview", f'{{"when": {{"trait": "tier", "equals": {deep}}}}}')
    assert (status, problem["detail"]) == (400, "the body is nested deeper than 64 levels")
