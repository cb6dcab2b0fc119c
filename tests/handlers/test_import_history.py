"""Imports through the people API and `import_history`, in the in-memory cloud with their own roles."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from segue.aws.settings import settings
from segue.imports import importing
from segue.times import HOUR, MINUTE, to_text
from segue.wiring.counting import counts
from tests.faults.cloud.clock import START
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, opted_in, post
from tests.handlers.staff_requests import KIM, Api, person
from tests.handlers.starter import started

CARTS = {
    "event": "Product Added",
    "time": "at",
    "who": {"user_id": "user", "email": "mail"},
    "properties": {"product_id": "product", "price": "price", "cart_id": "cart"},
    "constants": {"currency": "EUR", "quantity": 1},
}
ASKED = {"source": "old-shop", "format": "csv", "mapping": CARTS}


def lines(count: int = 3) -> bytes:
    """Carts of today, one row that nobody understands, and one that stands there twice."""
    rows = [f"{to_text(START)},u{one},u{one}@shop.test,p1,10.5,c{one}" for one in range(1, count + 1)]
    return "\n".join(["at,user,mail,product,price,cart", *rows, "soon,u9,,p1,1,c9", rows[0]]).encode()


def upload(world: World, location: str, body: bytes) -> None:
    bucket, _, key = location.removeprefix("s3://").partition("/")
    world.region.buckets.objects[bucket, key] = body


def folder() -> str:
    return f"s3://{settings().imports_bucket}/archive"


def comes_or_goes(world: World, comes: bool) -> None:
    """A file before all others comes, or the first one goes."""
    if comes:
        upload(world, f"{folder()}/a.csv", lines(1))
    else:
        del world.region.buckets.objects[settings().imports_bucket, "archive/b.csv"]


def imported(world: World, key: str = "", **said: Any) -> Any:
    """An import of an upload, asked for, started, and what became of it."""
    api = Api(world)
    status, job = api.post("/v1/imports", ASKED | said, key)
    assert status == 201, job
    upload(world, job["location"], lines())
    assert api.post(f"/v1/imports/{job['id']}/start", {})[0] == 200
    world.pass_time(MINUTE)
    return api.get(f"/v1/imports/{job['id']}")[1]


def stored(world: World) -> int:
    return sum(len(one) for one in world.table("Ledger").partitions.values())


def test_a_dry_run_counts_rows_rejects_and_people_and_writes_nothing() -> None:
    with started() as world:
        post(world, identified(world, "m1", "u1"))
        world.settle(world.clock + HOUR)
        before = stored(world)
        found = imported(world, dry_run=True)
        assert stored(world) == before
    progress = found["progress"]
    assert (found["state"], found["whole"], progress["rejected"]) == ("done", True, {"bad-time": 1})
    assert (progress["stored"], progress["new_people"], progress["matched_people"]) == (4, 2, 1)
    assert [(one["row"], one["reason"]) for one in progress["first_rejected"]] == [(4, "bad-time")]


def test_an_import_stores_counts_and_changes_profiles_and_a_second_one_stores_nothing() -> None:
    with started() as world:
        first, again = imported(world, "k1"), imported(world, "k2")
        carts = Api(world).get(f"/v1/people/{person(Api(world), KIM)['id']}/carts")[1]["items"]
        with world.aside():
            told = counts().of("old-shop")
    assert [first["progress"][one] for one in ("stored", "duplicate", "rejected")] == [3, 1, {"bad-time": 1}]
    assert [again["progress"][one] for one in ("stored", "duplicate")] == [0, 4]
    assert first["progress"]["bytes_done"] == first["progress"]["bytes_total"] > 0
    assert [one["id"] for one in carts] == ["c1"]
    assert (told.received, told.stored, told.duplicate, told.ignored) == (10, 3, 5, {"rejected-bad-time": 2})


@pytest.mark.parametrize(("release", "mails"), [(False, 0), (True, 1)])
def test_an_imported_cart_of_today_is_mailed_about_only_where_it_is_released(release, mails) -> None:
    with started() as world:
        post(world, opted_in(world, "m0", "u1@shop.test", userId="u1"))
        imported(world, release=release)
        world.pass_time(5 * HOUR)
        assert len([one for one in world.region.mailbox.mails if one.to == "u1@shop.test"]) == mails


def test_an_imported_no_is_in_force() -> None:
    with started() as world:
        post(world, identified(world, "m1", "u1", "u1@shop.test"), added(world, "m2", userId="u1"))
        place = f"{folder()}/no.csv"
        said = {"event": "Consent Updated", "time": "at", "who": {"email": "mail"}, "properties": {"granted": "no"}}
        upload(world, place, b"at,mail,no\n2026-01-01,u1@shop.test,no\n2026-01-01,u2@shop.test,no\n")
        Api(world).post("/v1/imports", {**ASKED, "mapping": said, "location": place})
        world.pass_time(5 * HOUR)
        assert (world.region.mailbox.mails, stored(world)) == ([], 4)


def test_a_run_that_has_no_time_left_sends_itself_on(monkeypatch) -> None:
    monkeypatch.setattr(importing, "PIECES", 1)
    monkeypatch.setattr(importing, "LASTS", 0)
    with started() as world:
        found = imported(world)
        assert world.region.meter.invocations["import_history"] > 3
    assert [found["progress"][one] for one in ("stored", "duplicate", "rejected")] == [3, 1, {"bad-time": 1}]


def test_files_of_a_folder_are_read_one_after_the_other() -> None:
    with started() as world:
        place = f"s3://{settings().imports_bucket}/archive"
        for name in ("a.csv", "b.csv"):
            upload(world, f"{place}/{name}", lines(2))
        _, job = Api(world).post("/v1/imports", {**ASKED, "location": place})
        world.settle(world.clock)
        found = Api(world).get(f"/v1/imports/{job['id']}")[1]["progress"]
    assert (found["stored"], found["duplicate"]) == (2, 4)
    assert [one["file"] for one in found["first_rejected"]] == ["archive/a.csv", "archive/b.csv"]


@pytest.mark.parametrize("comes", [True, False])
def test_a_file_that_comes_to_the_folder_or_goes_meanwhile_costs_no_row(monkeypatch, comes) -> None:
    monkeypatch.setattr(importing, "PIECES", 1)
    monkeypatch.setattr(importing, "LASTS", 0)
    with started() as world:
        for name, count in (("b", 1), ("c", 3)):
            upload(world, f"{folder()}/{name}.csv", lines(count))
        job = Api(world).post("/v1/imports", {**ASKED, "location": folder()})[1]["id"]
        while Api(world).get(f"/v1/imports/{job}")[1]["progress"]["stored"] < 2:
            world.step()
        comes_or_goes(world, comes)
        world.settle(world.clock + HOUR)
        found = Api(world).get(f"/v1/imports/{job}")[1]["progress"]
    assert (found["stored"], found["rejected"]) == (3, {"bad-time": 2})


def test_what_is_not_there_or_no_table_ends_the_import_with_its_reason() -> None:
    with started() as world:
        _, job = Api(world).post("/v1/imports", {**ASKED, "location": f"s3://{settings().imports_bucket}/none.csv"})
        world.settle(world.clock)
        found = Api(world).get(f"/v1/imports/{job['id']}")[1]
    assert (found["state"], "there is nothing at" in found["problem"]) == ("failed", True)


def test_a_repeat_under_the_same_key_is_the_same_import() -> None:
    with started() as world:
        first, again = (Api(world).post("/v1/imports", ASKED, key="k1")[1] for _ in range(2))
        other = Api(world).post("/v1/imports", ASKED, key="k2")[1]
    assert first["id"] == again["id"] != other["id"]
    signed = parse_qs(urlsplit(first["upload"]).query)
    assert signed["X-Amz-Expires"] == ["3600"]
    assert first["id"] in first["upload"]


def test_an_import_that_was_started_is_given_no_other_file() -> None:
    with started() as world:
        imported(world, "k1")
        again = Api(world).post("/v1/imports", ASKED, "k1")[1]
    assert (again["state"], again["upload"]) == ("done", None)


def test_who_asked_for_an_import_and_released_it_is_on_record_once() -> None:
    with started() as world:
        for _ in range(2):
            imported(world, "k1", release=True)
        found = [one for one in Api(world).get("/v1/audit")[1]["items"] if one["action"] == "import.ask"]
    assert [(one["actor"], "released" in one["reason"]) for one in found] == [("admin-1", True)]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"format": "xml"}, 400),
        ({"mapping": "none"}, 400),
        ({"location": "/etc/passwd"}, 400),
        ({"source": "a b"}, 422),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_read(said, status) -> None:
    with started() as world:
        assert Api(world).post("/v1/imports", ASKED | said)[0] == status


@pytest.mark.parametrize("role", ["agent", "marketer", "privacy"])
def test_only_administrators_import(role) -> None:
    with started() as world:
        assert Api(world, role).post("/v1/imports", ASKED)[0] == 403
