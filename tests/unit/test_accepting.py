"""What is in force once a delivery was acknowledged."""

from dataclasses import replace

from segue.catalog_items import Statement
from segue.deliveries import Delivery, Ignored, Parsed, Rejected
from segue.events import Event
from segue.times import HOUR
from tests.builders import NOON, an_event
from tests.fake_doors import Behind

KIM = {"email": "kim@shop.test"}


def a_bounce(at: int = NOON) -> Event:
    said = {**KIM, "bounce_type": "Permanent"}
    return an_event("Email Bounced", at, message_id="m1", channel="email", anonymous_id=None, properties=said)


def an_opt_out(at: int, given: int = NOON) -> Event:
    said = {"channel": "email", "purpose": "marketing", "granted": False, **KIM}
    return an_event("Consent Updated", at, message_id="m1", original_timestamp=given, properties=said)


def test_a_repeat_forbids_from_the_moment_of_its_first_delivery() -> None:
    behind = Behind()
    for at in (NOON, NOON + HOUR):
        behind.accepting().accept(Parsed(events=(an_opt_out(at),)))
    assert [one.moment for one in behind.suppressed] == [NOON, NOON]


def test_an_event_that_stood_in_the_place_of_a_bounce_takes_nothing_of_its_force() -> None:
    behind = Behind()
    before = an_event("Email Opened", message_id="m1", channel="email", anonymous_id=None, properties=KIM)
    behind.accepting().accept(Parsed(events=(before,)))
    counts = behind.accepting().accept(Parsed(events=(a_bounce(),)))
    assert (counts.stored, counts.duplicate) == (0, 1)
    assert [(one.reason, one.address.value) for one in behind.suppressed] == [("bounce", "kim@shop.test")]


def test_items_are_counted_by_the_door_with_what_became_of_them() -> None:
    behind, tent = Behind(), Statement("product", "42", "shop", NOON - HOUR, {"title": "Tent"}, received_at=NOON)
    older = replace(tent, at=NOON - 2 * HOUR, fields={"title": "Old tent"})
    found = [behind.accepting().accept(Parsed(items=items)) for items in ((tent,), (tent, older))]
    assert [(one.stored, one.duplicate) for one in found] == [(1, 0), (0, 2)]
    assert behind.counted == [{"shop": {"stored": 1}}, {"shop": {"duplicate": 2}}]


def test_what_is_only_stored_in_the_ledger_is_not_counted_by_the_door() -> None:
    behind = Behind()
    behind.accepting().accept(Parsed(events=(an_event(),)))
    assert behind.counted == []


def test_a_name_of_a_provider_s_own_is_counted_however_long_it_is():
    behind, came = Behind(), Delivery("shop", "stripe", b"{}", {}, NOON)
    behind.accepting().accept(Parsed(ignored=(Ignored(came, "x" * 5_000),), rejected=(Rejected(came, "y" * 5_000),)))
    (outcomes,) = (each for tally in behind.counted for each in tally.values())
    assert sorted(map(len, outcomes)) == [len("ignored.") + 100, len("quarantined.") + 100]
