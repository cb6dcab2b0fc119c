"""Profiles beside the ledger: planted differences are found and repaired, and what is right is left alone."""

from dataclasses import replace

import pytest

from segue.aws import identity_pages
from segue.aws.identities import Identities
from segue.aws.ledger import Ledger, key_of
from segue.aws.settings import settings
from segue.aws.tables import delete
from segue.events import Event
from segue.identifiers import Identifier
from segue.ledger import KEEP
from segue.times import DAY, HOUR, MINUTE
from segue.wiring import reconciliations
from tests.faults.endings import rows, violations
from tests.faults.shop import added, identified, ordered, post, viewed
from tests.handlers.staff_requests import Api

NIGHT = {"time": "2026-01-02T01:45:00Z"}


@pytest.fixture
def shop(world):
    """Three customers, at rest for an hour."""
    for one in "123":
        post(world, identified(world, f"m{one}", f"u{one}", f"u{one}@shop.test"))
        post(world, added(world, f"a{one}", f"c{one}", userId=f"u{one}"))
    post(world, ordered(world, "o1", cart="c1", userId="u1"))
    world.pass_time(HOUR)
    return world


def key(world, user):
    with world.aside():
        return key_of(Identifier("user_id", user))


def run(world, **body):
    """A reconciliation, begun and waited for."""
    api = Api(world)
    status, begun = api.post("/v1/reconciliations", body)
    assert status == 202, begun
    world.pass_time(2 * MINUTE)
    done = api.get(f"/v1/reconciliations/{begun['id']}")[1]
    assert done["state"] == "done", (done, world.lambdas.output[-3:])
    return done


def changed(world, user, change):
    """The row of an identity, altered behind everybody's back."""
    with world.aside():
        table = Identities(settings().identities)
        row = table.read([key(world, user)])[key(world, user)]
        assert not table.save([replace(row, facets=change(row.facets))])


def held(world, user):
    with world.aside():
        return Identities(settings().identities).read([key(world, user)])[key(world, user)].facets


def lost_row(world, user):
    with world.aside():
        delete(settings().identities, {"pk": key(world, user)})


def lost_events(world, user):
    with world.aside():
        ledger = Ledger(settings().ledger)
        ledger.forget([(key(world, user), one) for one in ledger.partition(key(world, user))])


def unseen(world, user):
    """An event in the ledger of which the stream never told."""
    with world.aside():
        event = Event(
            type="track",
            message_id="lost",
            timestamp=world.clock,
            received_at=world.clock,
            user_id=user,
            event="Product Viewed",
            properties={"product_id": "p9"},
        )
        Ledger(settings().ledger).append([event])


def without_carts(facets):
    return {name: value for name, value in facets.items() if name != "carts"}


def test_what_agrees_is_said_to_agree_and_nothing_is_written(shop):
    before = rows(shop, "Identities")
    done = run(shop)
    assert (set(done["counts"]), done["differences"], done["found"]) == ({"same"}, 0, [])
    assert done["people"] == done["counts"]["same"] == len(before)
    assert rows(shop, "Identities") == before


def test_what_differs_is_found_and_left_alone(shop):
    changed(shop, "u1", without_carts)
    changed(shop, "u2", lambda facets: {})
    done = run(shop)
    assert sorted(done["found"]) == sorted([key(shop, "u1"), key(shop, "u2")])
    assert (done["counts"]["different"], done["counts"]["missing"], done["repaired"]) == (1, 1, 0)
    assert "carts" not in held(shop, "u1")
    assert any('"facets-differ","count":2' in one for one in shop.lambdas.output)


def test_what_differs_is_repaired_and_agrees_then(shop):
    right = held(shop, "u1"), held(shop, "u2")
    changed(shop, "u1", without_carts)
    lost_row(shop, "u2")
    for user, of in (("u1", {"type": "user_id", "value": "u1"}), ("u2", {"type": "email", "value": "u2@shop.test"})):
        done = run(shop, who=of, repair=True)
        assert (done["differences"], done["repaired"]) == (1, 1), user
    assert (held(shop, "u1"), held(shop, "u2")) == right
    post(shop, viewed(shop, "v1", userId="u1"))
    shop.pass_time(HOUR)
    assert run(shop)["differences"] == 0
    assert violations(shop) == []


def test_what_an_earlier_run_has_found_is_repaired(shop):
    right = held(shop, "u3")
    changed(shop, "u3", without_carts)
    found = run(shop)
    assert run(shop, of=found["id"], repair=True)["repaired"] == 1
    first, second = Api(shop).get("/v1/audit")[1]["items"]
    assert {first["reason"], second["reason"]} == {"all identities", "1 identities, with repair"}
    assert {one["action"] for one in (first, second)} == {"reconciliation.begun"}
    assert held(shop, "u3") == right
    status, told = Api(shop).post("/v1/reconciliations", {"of": run(shop)["id"]})
    assert (status, told["type"].rpartition(":")[2]) == (409, "nothing-found")


def test_a_row_without_events_is_told_apart(shop):
    lost_events(shop, "u1")
    done = run(shop)
    assert done["counts"]["surplus"] == 1
    assert run(shop, of=done["id"], repair=True)["repaired"] == 1
    assert held(shop, "u1") == {}


def test_what_came_just_now_is_no_difference(shop):
    changed(shop, "u1", without_carts)
    post(shop, viewed(shop, "v1", userId="u1"))
    done = run(shop, who={"type": "user_id", "value": "u1"})
    assert (done["counts"].get("busy"), done["differences"]) == (1, 0)


def test_events_that_the_ledger_has_forgotten_are_no_difference(shop):
    lost_events(shop, "u1")
    shop.pass_time(KEEP - HOUR)
    done = run(shop)
    assert (done["counts"].get("aged"), done["differences"]) == (1, 0)


def test_a_night_goes_on_where_the_last_one_ended(shop, monkeypatch):
    monkeypatch.setattr(reconciliations, "SAMPLE", 1)
    monkeypatch.setattr(identity_pages, "PAGE", 1)
    total = len(rows(shop, "Identities"))
    changed(shop, "u2", without_carts)
    found = []
    for day in range(2 * total + 4):
        shop.lambdas.invoke("back_fill", {"time": f"2026-02-{day + 1:02}T01:45:00Z"})
        shop.pass_time(5 * MINUTE)
        last = Api(shop).get("/v1/reconciliations?limit=1")[1]["items"][0]
        assert (last["state"], last["by"]) == ("done", "schedule")
        found += last["found"]
    assert set(found) == {key(shop, "u2")}


def test_a_night_is_begun_once(shop):
    for _ in range(2):
        shop.lambdas.invoke("back_fill", NIGHT)
        shop.pass_time(MINUTE)
    assert len(Api(shop).get("/v1/reconciliations")[1]["items"]) == 1


def test_a_repaired_segment_starts_nothing(shop):
    shop.pass_time(2 * DAY)
    mails = len(shop.region.mailbox.mails)
    changed(shop, "u3", without_carts)
    done = run(shop, who={"type": "user_id", "value": "u3"}, repair=True)
    assert done["repaired"] == 1
    shop.pass_time(2 * DAY)
    assert len(shop.region.mailbox.mails) == mails
