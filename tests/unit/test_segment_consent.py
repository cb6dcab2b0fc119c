"""Before consent: what `collect` keeps of a message, and what of Global Privacy Control."""

from typing import Any

import pytest

from segue.aws.settings import needed_consent
from segue.errors import TooLarge
from segue.facets import consent
from segue.segment_api import understand
from segue.segment_api.messages import KIND_OF
from tests.builders import NOON, an_event
from tests.fake_doors import KEY, Behind, a_track, basic

AGREED = {"consent": {"categoryPreferences": {"Analytics": True, "Advertising": False}}}
REFUSED = {"consent": {"categoryPreferences": {"Analytics": False}}}
RUDDER = {"consentManagement": {"allowedConsentIds": ["Analytics"], "deniedConsentIds": ["Ads"]}}
DEVICE = {"ip": "203.0.113.9", "userAgent": "Agent/7", "device": {"id": "dev-7"}, "page": {"url": "https://s/?c=dev-7"}}
GPC = {"authorization": basic(KEY), "sec-gpc": "1"}


def behind() -> Behind:
    """A door that asks for `Analytics`."""
    return Behind(needed=frozenset({"Analytics"}))


def after(**said: Any) -> Behind:
    """What is behind it after one message."""
    door = behind()
    door.post("/v1/batch", {"batch": [a_track(**said)]})
    return door


@pytest.mark.parametrize(
    "context", [None, {}, REFUSED, {"consent": None}, {"consent": {"categoryPreferences": {"analytics": True}}}]
)
def test_without_consent_behaviour_is_not_kept_and_counted_by_name(context: Any) -> None:
    door = after(context=context, userId="u1")
    assert not door.ledger.events
    assert door.counted == [{"web": {"ignored.no-consent": 1}}]


@pytest.mark.parametrize("context", [AGREED, RUDDER])
def test_once_it_is_granted_everything_counts(context: Any) -> None:
    (event,) = after(context={**context, **DEVICE}).ledger.events
    assert (event.anonymous_id, event.context["ip"]) == ("a1", "203.0.113.9")


def test_every_category_must_be_granted() -> None:
    door = Behind(needed=frozenset({"Analytics", "Advertising"}))
    door.post("/v1/track", a_track(context=AGREED))
    assert not door.ledger.events


def test_a_category_that_is_both_allowed_and_denied_is_denied() -> None:
    both = {"allowedConsentIds": ["Analytics"], "deniedConsentIds": ["Analytics"]}
    assert not after(context={"consentManagement": both}).ledger.events


def test_where_nothing_is_asked_for_a_refusal_changes_nothing() -> None:
    door = Behind()
    door.post("/v1/track", a_track(context=REFUSED))
    assert door.ledger.events[0].anonymous_id == "a1"


@pytest.mark.parametrize(
    ("told", "known"), [("", ()), (" ", ()), ("none", ()), ("C1", ("C1",)), ("C1, C2", ("C1", "C2"))]
)
def test_categories_are_told_with_commas(monkeypatch: pytest.MonkeyPatch, told: str, known: tuple[str, ...]) -> None:
    monkeypatch.setenv("NEEDED_CONSENT", told)
    assert needed_consent() == set(known)


def test_who_signs_in_is_known_by_the_account_and_not_by_the_device() -> None:
    traits = {"email": "kim@shop.test", "anonymousId": "a1", "device_token": "t"}
    door = after(type="identify", userId="u1", traits=traits, context={**REFUSED, **DEVICE, "traits": {"x": "a1"}})
    (event,) = door.ledger.events
    assert (event.user_id, event.anonymous_id, event.traits) == ("u1", None, {"email": "kim@shop.test"})
    assert event.context == {**REFUSED, "traits": {}}


@pytest.mark.parametrize("said", [{}, {"userId": "a1"}, {"traits": {"email": "kim@shop.test"}}])
def test_an_identify_without_an_account_is_not_kept(said: dict[str, Any]) -> None:
    assert not after(type="identify", context=REFUSED, **said).ledger.events


def test_a_guest_s_order_is_kept_under_what_the_guest_gave() -> None:
    door = after(event="Order Completed", properties={"order_id": "o1", "email": "kim@shop.test", "client_ip": "::1"})
    (event,) = door.ledger.events
    assert (event.anonymous_id, event.properties) == (None, {"order_id": "o1", "email": "kim@shop.test"})


def test_an_opt_out_is_in_force_whatever_else_was_agreed() -> None:
    door = after(event="Unsubscribed", properties={"email": "kim@shop.test"})
    assert [one.address.value for one in door.suppressed] == ["kim@shop.test"]
    assert door.ledger.events[0].anonymous_id is None


@pytest.mark.parametrize("broken", [{"type": "odd"}, {"event": ""}, {"timestamp": "never"}, {"text": "x" * 40_000}])
def test_of_what_is_not_understood_nothing_is_held_without_consent(broken: dict[str, Any]) -> None:
    door = after(**broken)
    assert not door.quarantine.rejected
    assert door.counted == [{"web": {"ignored.no-consent": 1}}]
    assert len(after(**broken, context=AGREED).quarantine.rejected) == 1


def test_a_request_that_nobody_can_read_is_not_held_either() -> None:
    door = behind()
    assert door.answered("/v1/batch", b'{"batch": [{"anonymousId": "a1"')["statusCode"] == 400
    assert not door.quarantine.rejected
    assert door.counted == [{"web": {"ignored.no-consent": 1}}]


@pytest.mark.parametrize("path", ["/v1/track", "/v1/batch"])
def test_the_browser_s_privacy_control_is_said_by_its_messages_and_none_takes_it_back(path: str) -> None:
    message, door = a_track(context={"gpc": False}), Behind()
    door.post(path, message if path == "/v1/track" else {"batch": [message]}, GPC)
    assert door.ledger.events[0].context == {"gpc": True}


def test_no_other_header_is_a_signal() -> None:
    door = Behind()
    door.post("/v1/track", a_track(), {**GPC, "sec-gpc": "0"})
    assert "gpc" not in door.ledger.events[0].context


def test_what_waits_in_quarantine_keeps_the_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    door = Behind()
    door.post("/v1/batch", {"batch": [a_track(type="odd")]}, GPC)
    monkeypatch.setitem(KIND_OF, "odd", "track")
    (event,) = understand(door.quarantine.rejected[0].delivery).events
    assert event.context == {"gpc": True}


def test_a_request_in_quarantine_keeps_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    door = Behind()
    monkeypatch.setattr("segue.segment_api.uploads.MOST_MESSAGES", 0)
    with pytest.raises(TooLarge):
        door.post("/v1/batch", {"batch": [a_track()]}, GPC)
    monkeypatch.undo()
    assert [one.context for one in understand(door.quarantine.rejected[0].delivery).events] == [{"gpc": True}]


def test_the_control_refuses_sharing_and_no_message() -> None:
    value = consent.of(an_event(context={"gpc": True}))
    assert consent.denies(value, consent.SHARING)
    assert not consent.denies(value, consent.Question("email", "marketing", "kim@shop.test"))
    assert [(one["channel"], one["purpose"], one["granted"]) for one in consent.read(value)] == [
        ("web", "sharing", False)
    ]


def test_a_later_yes_to_sharing_holds_until_the_next_signal() -> None:
    said = {"channel": "web", "purpose": "sharing", "granted": True}
    value = consent.of(an_event(context={"gpc": True}))
    value = consent.add(value, consent.of(an_event("Consent Updated", NOON + 1, properties=said)))
    assert not consent.denies(value, consent.SHARING)
    again = consent.add(value, consent.of(an_event(at=NOON + 2, context={"gpc": True})))
    assert consent.denies(again, consent.SHARING)
