"""What is in force once a delivery was acknowledged."""

from segue.deliveries import Parsed
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
