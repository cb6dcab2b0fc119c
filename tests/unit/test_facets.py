"""What facets mean: traits and their history, interests, support, sessions, style."""

import pytest

from segue import facets
from segue.api.masks import COVER, masked
from segue.events import Event
from segue.facets import interests
from segue.profile.describing import described
from segue.profile.profiles import Profile
from segue.times import DAY, HOUR, MINUTE, to_text
from tests.builders import NOON, an_add, an_event, an_identify, an_order

PHONE = {"userAgent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148"}


def a_person(*events: Event) -> Profile:
    return Profile("u_1", facets.absorb({}, events), ("u_1",))


def the_best(person: Profile, kind: str) -> list[tuple[str, float]]:
    return [(one["name"], one["score"]) for one in person.told("interests")[kind]]


def test_the_last_three_values_of_a_trait_are_known_each_once() -> None:
    sizes = ["S", "M", "M", "L", "XL"]
    person = a_person(*(an_identify(NOON + place, size=size) for place, size in enumerate(sizes)))
    assert person.traits == {"size": "XL"}
    assert [(one["value"], one["time"]) for one in person.trait_history["size"]] == [
        ("XL", to_text(NOON + 4)),
        ("L", to_text(NOON + 3)),
        ("M", to_text(NOON + 2)),
    ]
    assert person.trait_history["size"][0]["source"] == "web"


def test_former_addresses_are_covered_for_marketers_like_the_one_of_today() -> None:
    said = {"granted": True, "channel": "email", "purpose": "news", "email": "a@shop.example"}
    person = a_person(an_identify(email="a@shop.example"), an_event("Consent Updated", properties=said))
    shown = masked(described(person), {"marketer"})
    assert shown["trait_history"]["email"] == shown["consent"][0]["contact_point"] == COVER
    assert "a@shop.example" not in str(shown)


def test_a_product_in_the_cart_says_more_than_one_that_was_looked_at() -> None:
    look = an_event(properties={"product_id": "stove", "category": "Cooking", "brand": "Primus"})
    person = a_person(
        look, an_add(NOON, category="Tents"), an_order(products=[{"product_id": "rope", "brand": "Beal"}])
    )
    assert the_best(person, "products") == [("rope", 5.0), ("tent", 3.0), ("stove", 1.0)]
    assert the_best(person, "categories") == [("tents", 3.0), ("cooking", 1.0)]
    assert the_best(person, "brands") == [("beal", 5.0), ("primus", 1.0)]


def test_reading_about_a_feature_for_minutes_counts_more_than_passing_by() -> None:
    reading = an_event("Dwelled", properties={"features": ["Waterproof"], "dwell_seconds": 95})
    passing = an_event(None, NOON + 1, properties={"tags": ["Light", "Waterproof"], "seconds": 4})
    assert the_best(a_person(reading, passing), "features") == [("waterproof", 10.0), ("light", 1.0)]


def test_an_interest_halves_in_four_weeks_and_is_forgotten_after_a_quarter() -> None:
    old, new = an_add(NOON - 28 * DAY, category="a"), an_add(NOON, category="b")
    assert the_best(a_person(old, new), "categories") == [("b", 3.0), ("a", 1.5)]
    gone = an_add(NOON - (interests.WINDOW + 1) * 7 * DAY, category="c")
    assert the_best(a_person(gone, new), "categories") == [("b", 3.0)]


def test_only_the_best_are_told_though_all_are_counted() -> None:
    person = a_person(*(an_event(at=NOON + n, properties={"category": f"c{n % 20}"}) for n in range(45)))
    assert len(person.told("interests")["categories"]) == 10
    assert the_best(person, "categories")[:2] == [("c0", 3.0), ("c1", 3.0)]


def a_case(name: str, at: int, case: str = "k1", **said: object) -> Event:
    return an_event(name, at, channel="support", properties={"conversation_id": case, "channel": "chat", **said})


def test_a_case_is_open_until_it_is_resolved_and_again_when_it_is_reopened() -> None:
    begun, ended = a_case("Conversation Opened", NOON), a_case("Conversation Resolved", NOON + HOUR)
    assert [one["case"] for one in a_person(begun).told("support")["open"]] == ["k1"]
    assert a_person(ended, begun, a_case("Conversation Turn", NOON + DAY)).told("support")["open"] == []
    again = a_case("Conversation Reopened", NOON + DAY)
    assert a_person(begun, ended, again).told("support")["open"][0]["since"] == to_text(NOON + DAY)


def test_who_comes_back_about_the_same_within_a_week_had_no_help() -> None:
    first = a_case("Conversation Opened", NOON, topic="size")
    call = an_event("Call Ended", NOON + 3 * DAY, properties={"topic": "size"})
    other = a_case("Conversation Opened", NOON + 3 * DAY, "k2", topic="invoice")
    late = a_case("Conversation Opened", NOON + 20 * DAY, "k3", topic="size")
    found = a_person(first, call, other, late).told("support")
    assert (found["contacts"], found["repeated"]) == (4, 1)
    assert found["last_contact"] == {"chat": to_text(NOON + 20 * DAY), "phone": to_text(NOON + 3 * DAY)}


def test_the_last_effort_score_counts() -> None:
    answers = [an_event("Survey Answered", NOON + n, properties={"survey": "CES", "score": n + 5}) for n in range(2)]
    silly = an_event("Survey Answered", NOON + 9, properties={"survey": "ces", "score": "easy"})
    assert a_person(*answers, silly).told("support")["effort"]["ces"]["score"] == 6.0


def a_visit(at: int, **context: object) -> Event:
    return an_event(None, at, context=context)


def test_a_session_ends_after_half_an_hour_of_nothing() -> None:
    person = a_person(*(a_visit(NOON + n * MINUTE) for n in (0, 20, 50, 81)))
    assert [(one["start"], one["end"]) for one in person.told("sessions")["sessions"]] == [
        (to_text(NOON + 81 * MINUTE), to_text(NOON + 81 * MINUTE)),
        (to_text(NOON), to_text(NOON + 50 * MINUTE)),
    ]


def test_a_session_over_midnight_is_one() -> None:
    midnight = NOON + 12 * HOUR
    assert (
        len(a_person(a_visit(midnight - 9 * MINUTE), a_visit(midnight + 9 * MINUTE)).told("sessions")["sessions"]) == 1
    )


@pytest.mark.parametrize(
    ("event", "device"),
    [
        (a_visit(NOON), "desktop"),
        (a_visit(NOON, **PHONE), "mobile"),
        (an_event("Product Viewed", NOON, channel="mobile"), "mobile"),
        (an_order(NOON, source="till"), "desktop"),
        (an_event("Order Completed", NOON, channel="store", properties={"order_id": "o"}), "store"),
    ],
)
def test_devices_are_told_apart(event: Event, device: str) -> None:
    assert list(a_person(event).told("sessions")["devices"]) == [device]


def test_what_a_server_reports_is_no_visit() -> None:
    assert a_person(an_event("Email Delivered", NOON, channel="email")).told("sessions")["sessions"] == []


def test_the_steps_of_the_last_checkout_are_known() -> None:
    first = an_event("Checkout Started", NOON), an_event("Payment Info Entered", NOON + 1)
    second = an_event("Checkout Started", NOON + HOUR)
    step = an_event("Checkout Step Viewed", NOON + HOUR + 1, properties={"step": 2})
    steps = a_person(*first, second, step).told("sessions")["checkout"]
    assert [one["step"] for one in steps] == ["Checkout Started", "Checkout Step Viewed 2"]


def test_a_declared_style_comes_before_a_learned_one() -> None:
    french = an_event(None, NOON, context={"locale": "fr-FR", "timezone": "Europe/Paris"})
    learned = {"value": "fr-FR", "from": "learned"}
    assert a_person(french).style["language"] == learned
    declared = a_person(french, an_identify(NOON - DAY, preferred_language="de")).style
    assert declared["language"] == {"value": "de", "from": "declared"}
    assert declared["timezone"] == {"value": "Europe/Paris", "from": "learned"}


def test_what_is_answered_three_times_is_preferred() -> None:
    said = [{"format": "picture", "tone": "warm"}] * 2 + [{"format": "text", "tone": "warm"}]
    clicks = [an_event("Email Link Clicked", NOON + n * HOUR, properties=one) for n, one in enumerate(said)]
    assert a_person(*clicks).style["format"]["value"] == "picture"
    assert a_person(*clicks).style["tone"] == {"value": "warm", "from": "learned"}
    assert a_person(*clicks[:2]).style == {}


def test_who_writes_briefly_is_written_to_briefly() -> None:
    turns = [a_case("Conversation Turn", NOON + n, author="customer", body="Where is it?") for n in range(3)]
    ours = [a_case("Conversation Turn", NOON + 9 + n, author="agent", body="Dear " * 99) for n in range(9)]
    assert a_person(*turns, *ours).style["length"]["value"] == "short"
