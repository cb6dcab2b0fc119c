"""Erasure: of somebody who left something in every store, by any identifier, and nothing of it is found after."""

import pytest

from segue.aws.ledger import key_of
from segue.aws.settings import settings
from segue.aws.tables import updated
from segue.deliveries import Delivery, Rejected
from segue.identifiers import Identifier
from segue.keys import is_key
from segue.times import DAY, HOUR, MINUTE, to_text
from segue.wiring.quarantine import quarantine
from tests.faults.endings import rows
from tests.faults.shop import added, identified, message, ordered, post, viewed
from tests.handlers.erased import erase, places
from tests.handlers.mails_in import mailed
from tests.handlers.staff_requests import Api
from tests.handlers.talks import NUMBER, chatted, desk, listed, wrote

MAIL = "canary-kim@shop.test"
WHO = {"type": "email", "value": MAIL}
LEE, LEES = "neighbour-lee@shop.test", {"type": "email", "value": "neighbour-lee@shop.test"}


def lived(world) -> None:
    """Kim leaves a canary in every field of every door; Lee lives next door."""
    traits = {"phone": NUMBER, "firstName": "Canary-First", "address": {"city": "Canary-City"}, "odd": "canary-trait"}
    post(world, identified(world, "m1", "canary-user", MAIL, anonymousId="canary-visitor"))
    post(
        world,
        message(
            world,
            "identify",
            "m2",
            userId="canary-user",
            traits=traits,
            context={"page": {"url": "https://shop.test/canary-page"}},
        ),
    )
    post(
        world,
        viewed(world, "canary-m3", userId="canary-user"),
        added(world, "m4", cart="canary-cart", userId="canary-user"),
    )
    post(world, identified(world, "l1", "lee", LEE), added(world, "l2", cart="lees-cart", userId="lee"))
    wants = {"product_id": "tent", "email": MAIL}
    post(world, message(world, "track", "m5", userId="canary-user", event="Back In Stock Requested", properties=wants))
    world.pass_time(4 * HOUR)
    post(world, ordered(world, "canary-m6", cart="canary-cart", userId="canary-user"))
    world.pass_time(HOUR)
    talked(world)


def talked(world) -> None:
    """What was said by mail, by text message and in a chat, with a file; and what nobody understood."""
    mailed(world, "canary-words: where is it?", "canary-mail-id", sender=MAIL)
    wrote(world, "canary-text message", "i1")
    chatted(world, "canary-chat", "c9", anonymousId="canary-visitor")
    for one in listed(world):
        world.region.buckets.objects[settings().attachments_bucket, f"{one['id']}/f/canary.txt"] = b"canary-file"
    assert desk(world).post(f"/v1/conversations/{listed(world)[0]['id']}/notes", {"text": "canary-note"})[0] in (
        201,
        404,
    )
    with world.aside():
        came = Delivery("web", "segment", b'{"type": "track", "email": "%s"}' % MAIL.encode(), {}, world.clock)
        quarantine().keep([Rejected(came, "no-identifier", "canary-detail")])


@pytest.fixture
def lived_in(world):
    """A world in which both have lived."""
    lived(world)
    assert len({one.split()[0] for one in places(world, "canary")}) >= 6, places(world, "canary")
    return world


def test_nothing_of_somebody_who_was_erased_is_found_anywhere(lived_in) -> None:
    lees = places(lived_in, LEE), places(lived_in, "lees-cart")
    done = erase(lived_in, WHO)
    assert places(lived_in, "canary") == []
    assert places(lived_in, NUMBER.removeprefix("+")) == []
    assert (places(lived_in, LEE), places(lived_in, "lees-cart")) == lees
    counts = done["receipt"]["counts"]
    assert {name for name, count in counts.items() if not count} <= {"members"}, counts


def late(world) -> None:
    """What was under way for weeks: by a name that is known and by one that never was."""
    before = to_text(world.clock - DAY)
    old = identified(world, "late-1", "canary-user", MAIL, originalTimestamp=before, timestamp=before)
    new = identified(world, "late-2", "canary-other", MAIL, originalTimestamp=before, timestamp=before)
    post(world, old, new)


def test_what_comes_late_brings_nobody_back(lived_in) -> None:
    erase(lived_in, WHO)
    late(lived_in)
    lived_in.pass_time(DAY)
    assert places(lived_in, "canary") == []
    assert Api(lived_in).post("/v1/people/find", WHO)[0] == 404


def test_history_that_is_brought_in_again_brings_nobody_back_and_sends_nothing(lived_in) -> None:
    erase(lived_in, WHO)
    mails = len(lived_in.region.mailbox.mails)
    brought_in(lived_in)
    lived_in.pass_time(DAY)
    assert places(lived_in, MAIL) == []
    assert len(lived_in.region.mailbox.mails) == mails
    assert point(lived_in)["suppressed"] == "erased"


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


def point(world):
    """What is known of the address."""
    with world.aside():
        key = key_of(Identifier("email", MAIL))
    return next(row for row in rows(world, "ContactPoints") if row["pk"] == key)


def test_who_comes_back_is_somebody_new_whom_nothing_of_before_is_known_of(lived_in) -> None:
    erase(lived_in, WHO)
    numbers = {row["pk"]: row.get("w") for row in rows(lived_in, "Identities")}
    post(lived_in, identified(lived_in, "n1", "canary-user", MAIL))
    lived_in.pass_time(MINUTE)
    status, found = Api(lived_in).post("/v1/people/find", WHO)
    assert (status, found["facets"]["orders"]) == (200, [])
    assert all(row.get("w") for row in rows(lived_in, "Identities") if "b" in row and not numbers.get(row["pk"]))


def test_a_message_that_was_waiting_never_leaves(world) -> None:
    post(world, identified(world, "m1", "u1", MAIL), added(world, "m2", userId="u1"))
    world.pass_time(HOUR)
    erase(world, WHO)
    world.pass_time(2 * DAY)
    assert world.region.mailbox.mails == []


@pytest.mark.parametrize("who", [WHO, {"type": "user_id", "value": "u2"}, {"type": "email", "value": LEE}])
def test_people_who_became_one_are_erased_by_any_identifier_of_either(world, who) -> None:
    post(world, identified(world, "m1", "u1", MAIL), identified(world, "m2", "u2", LEE))
    world.pass_time(MINUTE)
    pair = {"keep": {"type": "user_id", "value": "u1"}, "absorb": {"type": "user_id", "value": "u2"}}
    assert Api(world).post("/v1/merges", {**pair, "reason": f"the same as {MAIL}"})[0] == 201
    world.pass_time(MINUTE)
    erase(world, who)
    assert places(world, MAIL) + places(world, LEE) == []


def test_who_was_one_with_somebody_until_an_undo_is_left_alone(world) -> None:
    post(world, identified(world, "m1", "u1", MAIL), identified(world, "m2", "u2", LEE))
    world.pass_time(MINUTE)
    pair = {"keep": {"type": "user_id", "value": "u1"}, "absorb": {"type": "user_id", "value": "u2"}}
    merge = Api(world).post("/v1/merges", pair)[1]
    Api(world).post(f"/v1/merges/{merge['id']}/undo", {"reason": "two sisters"})
    world.pass_time(MINUTE)
    erase(world, WHO)
    assert places(world, MAIL) == []
    assert Api(world).post("/v1/people/find", LEES)[0] == 200


def test_an_address_that_nobody_has_is_closed_too(world) -> None:
    done = erase(world, WHO)
    assert sum(done["receipt"]["counts"].values()) == 0
    assert point(world)["suppressed"] == "erased"


def test_receipts_form_a_chain_and_name_nobody(lived_in) -> None:
    first, second = erase(lived_in, WHO)["receipt"], erase(lived_in, LEES)["receipt"]
    assert (first["number"], second["number"], second["before"]) == (1, 2, first["digest"])
    officer = Api(lived_in, "privacy", "privacy")
    assert officer.get("/v1/privacy/receipts/verify")[1] == {"holds": True, "receipts": 2, "broken_at": None}
    with lived_in.aside():
        updated(settings().requests, {"pk": "receipts", "sk": f"{1:09}"}, "SET #request = :other", other="e_other")
    assert officer.get("/v1/privacy/receipts/verify")[1] == {"holds": False, "receipts": 2, "broken_at": 1}


def test_others_are_told_by_id_alone(lived_in) -> None:
    erase(lived_in, WHO)
    told = [one["detail"] for one in lived_in.region.bus.log if one["detail-type"] == "PersonErased"]
    assert told
    assert all(set(one) == {"id", "time", "version", "person"} and is_key(one["person"]) for one in told)


def test_a_repeat_with_the_same_key_is_one_request(world) -> None:
    api = Api(world, "privacy", "privacy")
    asked = [api.post("/v1/privacy/erasures", {"identifier": WHO, "reason": "by mail"}, "k1") for _ in range(2)]
    assert asked[0] == asked[1]
    assert len(api.get("/v1/privacy/requests")[1]["items"]) == 1


@pytest.mark.parametrize("role", ["agent", "marketer", ""])
def test_nobody_else_may(world, role) -> None:
    api = Api(world, role, "privacy")
    assert api.post("/v1/privacy/erasures", {"identifier": WHO, "reason": "fun"})[0] == 403
    assert api.get("/v1/privacy/requests")[0] == 403


def test_what_is_no_identifier_and_what_is_no_request_is_said(world) -> None:
    api = Api(world, "privacy", "privacy")
    assert api.post("/v1/privacy/erasures", {"identifier": {"type": "email", "value": "kim"}})[0] == 400
    assert api.post("/v1/privacy/erasures", {"identifier": {"id": "u_" + "a" * 24}})[0] == 404
    assert api.post("/v1/privacy/erasures", {"identifier": {}})[0] == 422
    assert api.get("/v1/privacy/requests/e_nothing")[0] == 404
