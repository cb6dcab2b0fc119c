"""People with hundreds of identities, addresses of thousands, a till of the whole shop: reads stay bounded and true."""

from collections import Counter

import pytest

from segue import facets, folding
from segue.aws import sums as adding_up
from segue.aws.sums import Sums
from segue.facets import names as naming
from segue.profile.profiles import Profile
from segue.times import DAY, MINUTE
from segue.wiring.people import people, profiles
from tests.faults.endings import rows, violations
from tests.faults.shop import added, identified, post, viewed
from tests.handlers.staff_requests import Api

pytestmark = pytest.mark.thorough

PART = 5  # every size here is a fifth of the shop's
MANY = 260 // PART
SIZES = ((folding, "MOST_ROWS"), (adding_up, "TOGETHER"), (adding_up, "BUSY"), (naming, "MOST"))
KIM = {"type": "user_id", "value": "u1"}


@pytest.fixture(autouse=True)
def smaller(monkeypatch):
    """Sums are made earlier and of fewer, and fewer names are kept: what is asked is how it goes beyond that."""
    for module, name in SIZES:
        monkeypatch.setattr(module, name, getattr(module, name) // PART)


def grown(world, identities=MANY) -> Profile:
    """Somebody who clears the browser's cookies every other day for months."""
    for number in range(identities):
        post(world, identified(world, f"i{number}", "u1", anonymousId=f"a{number}"))
        post(world, viewed(world, f"v{number}", anonymousId=f"a{number}"))
        world.pass_time(2 * DAY)
    with world.aside():
        return whole(Api(world).post("/v1/people/find", KIM)[1]["id"])


def whole(person: str) -> Profile:
    found = profiles().read(person)
    assert found
    return found


def by_hand(profile):
    """The profile as the plain sum of every identity's own row."""
    return facets.total(row.facets for row in people().rows.read(profile.identities).values())


def reads_of(world, act):
    asked = Counter()
    world.region.gate.watchers.append(lambda one: asked.update(_keys(one)))
    act()
    world.region.gate.watchers.pop()
    return asked


def _keys(one):
    wanted = one.params.get("RequestItems", {}) if one.operation == "BatchGetItem" else {}
    return {"requests": 1, "items": sum(len(some["Keys"]) for some in wanted.values())}


def test_a_person_of_hundreds_is_read_in_a_few_rows_and_sums(world):
    profile = grown(world)
    assert len(profile.identities) == MANY + 1
    assert profile.rows <= 125 // PART
    with world.aside():
        assert profile.facets == by_hand(profile)
        asked = reads_of(world, lambda: whole(profile.id))
    assert asked["requests"] <= 4
    assert asked["items"] <= 135 // PART


def test_what_a_quiet_identity_does_is_seen_at_once(world):
    profile = grown(world, 160 // PART)
    quiet = next(row["pk"] for row in rows(world, "Identities") if row.get("c"))
    with world.aside():
        names = people().rows.read([quiet])[quiet].facets["names"]
    post(world, added(world, "again", anonymousId=next(iter(names["anonymous_id"]))))
    world.pass_time(MINUTE)
    with world.aside():
        after = whole(profile.id)
        assert [cart.live for cart in after.carts] == [True]
        assert after.facets == by_hand(after)
    assert violations(world) == []


def test_sums_that_cannot_be_trusted_are_not_made(world):
    profile = grown(world, 160 // PART)
    with world.aside():
        sums = Sums(people())
        known = people().sets([profile.id])[profile.id]
        sums.drop(known.sums)
        assert sums.read(known) == {}
        assert whole(profile.id).facets == by_hand(profile)
        sums.grow(profile.id)
        assert whole(profile.id).facets == by_hand(profile)


def test_an_undo_of_a_person_of_hundreds_is_exact(world):
    grown(world, 130 // PART)
    post(world, identified(world, "l1", "u2", "lee@shop.test"))
    world.pass_time(MINUTE)
    api = Api(world, "agent")
    before = api.post("/v1/people/find", KIM)[1]
    merge = api.post("/v1/merges", {"keep": KIM, "absorb": {"type": "user_id", "value": "u2"}})[1]
    world.pass_time(MINUTE)
    api.post(f"/v1/merges/{merge['id']}/undo", {"reason": "two sisters"})
    world.pass_time(MINUTE)
    after = api.post("/v1/people/find", KIM)[1]
    assert {**after, "segments": []} == {**before, "segments": []}
    assert violations(world) == []


def test_a_till_is_nobody_however_many_customers_it_serves(world):
    for number in range(40):
        context = {"device": {"id": "till-1"}}
        post(world, identified(world, f"m{number}", f"u{number}", context=context))
        post(world, viewed(world, f"v{number}", userId=f"u{number}", context=context))
    world.pass_time(MINUTE)
    till = Api(world).post("/v1/people/find", {"type": "device_id", "value": "till-1"})[1]
    assert (till["identifiers"], till["segments"]) == ([], [])
    (row,) = [one for one in rows(world, "People") if one["pk"].startswith("d_") and one["sk"] == "identity"]
    assert len(row["keys"]) == 1
    assert row["v"] <= 3, "its row is written when it becomes shared and then never again"
