"""After an erasure: what comes late, and what is brought in again, brings nobody back; who comes back is new."""

import pytest

from segue.times import DAY, MINUTE, to_text
from tests.faults.endings import rows
from tests.faults.providers import ses_reported
from tests.faults.shop import identified, post
from tests.handlers.canaries import MAIL, WHO, lived
from tests.handlers.erased import erase, places, point
from tests.handlers.resumed import after
from tests.handlers.staff_requests import Api
from tests.handlers.test_watched import lines


@pytest.fixture
def erased(world):
    """A world in which somebody has lived, and was erased."""
    return after(world, lived, erased_by_an_officer)


def erased_by_an_officer(world):
    erase(world, WHO)


def late(world) -> None:
    """What was offline for a day or on its way for a day: by a name that is known and by ones that never were."""
    before = to_text(world.clock - DAY)
    old = identified(world, "late-1", "canary-user", MAIL, originalTimestamp=before, timestamp=before)
    new = identified(world, "late-2", "canary-other", MAIL, originalTimestamp=before, timestamp=before)
    slow = identified(world, "late-3", "canary-third", MAIL, sentAt=before, originalTimestamp=before, timestamp=before)
    post(world, old, new, slow)


def test_what_comes_late_brings_nobody_back(erased) -> None:
    late(erased)
    erased.pass_time(DAY)
    assert places(erased, "canary") == []
    counted = lines(erased, "late-after-erasure")
    assert sum(one.pop("count") for one in counted) == 3
    assert [*counted] == [{"message": "late-after-erasure"}] * len(counted)
    assert Api(erased).post("/v1/people/find", WHO)[0] == 404


def test_history_that_is_brought_in_again_brings_nobody_back_and_sends_nothing(erased) -> None:
    mails = len(erased.region.mailbox.mails)
    brought_in(erased)
    erased.pass_time(DAY)
    assert places(erased, MAIL) == []
    assert len(erased.region.mailbox.mails) == mails
    assert point(erased, MAIL)["suppressed"] == "erased"


def brought_in(world) -> None:
    """A file with the address and a cart, dated today."""
    mapping = {
        "event": "Product Added",
        "time": "at",
        "who": {"email": "mail"},
        "properties": {"product_id": "product"},
    }
    api = Api(world)
    job = api.post("/v1/imports", {"source": "old-shop", "format": "csv", "mapping": mapping})[1]
    body = f"at,mail,product\n{to_text(world.clock)},{MAIL},tent".encode()
    bucket, _, key = job["location"].removeprefix("s3://").partition("/")
    world.region.buckets.objects[bucket, key] = body
    assert api.post(f"/v1/imports/{job['id']}/start", {})[0] == 200
    world.pass_time(MINUTE)
    del world.region.buckets.objects[bucket, key]  # it expires after a week


def test_who_comes_back_is_somebody_new_whom_nothing_of_before_is_known_of(erased) -> None:
    numbers = {row["pk"]: row.get("w") for row in rows(erased, "Identities")}
    post(erased, identified(erased, "n1", "canary-user", MAIL))
    erased.pass_time(MINUTE)
    status, found = Api(erased).post("/v1/people/find", WHO)
    assert (status, found["facets"]["orders"]) == (200, [])
    assert all(row.get("w") for row in rows(erased, "Identities") if "b" in row and not numbers.get(row["pk"]))


@pytest.mark.parametrize("kind", ["Delivery", "Open", "Click"])
def test_what_is_reported_of_old_mails_brings_nobody_back(erased, kind) -> None:
    (mail, *_) = erased.region.mailbox.mails
    ses_reported(erased, mail, kind)
    erased.pass_time(MINUTE)
    assert places(erased, MAIL) == []
    assert erased.lambdas.errors == []
