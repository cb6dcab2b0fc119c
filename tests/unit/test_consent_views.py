"""Whose yes or no holds: for one person the newest, of two who became one the most restrictive."""

import msgspec
import pytest

from segue import facets
from segue.contact_points import ContactPoint
from segue.events import DECISIONS, Event
from segue.facets.consent import Question, denies
from segue.messages import Message
from segue.messaging.deciding import decide
from segue.messaging.policies import Policy
from segue.messaging.ways import Ask, Way
from segue.profile.profiles import Profile
from segue.times import DAY, to_text
from tests.builders import NOON, an_event

ANN, BOB = {"user_id": "ann"}, {"user_id": "bob"}
POINT = "ann@shop.example"
QUESTION = Question("email", "marketing", POINT)


def an_answer(granted: bool, at: int, who: dict[str, str], **said: object) -> Event:
    properties = {"channel": "email", "purpose": "marketing", "granted": granted, "email": POINT, **said}
    return an_event("Consent Updated", at, properties=properties, **who)


def a_person(*events: Event, merged: int | None = None) -> Profile:
    return Profile("u_1", facets.absorb({}, events), ("u_1",), merged=merged)


def test_the_newest_answer_of_a_person_holds() -> None:
    person = a_person(an_answer(False, NOON, ANN), an_answer(True, NOON + 1, ANN))
    assert [one["granted"] for one in person.consent] == [True]
    assert not person.denies("email", "marketing", POINT)


def test_at_the_same_moment_the_no_holds() -> None:
    person = a_person(an_answer(True, NOON, ANN, list_id="a"), an_answer(False, NOON, BOB))
    assert person.denies("email", "marketing", POINT)


def test_after_a_merge_the_most_restrictive_of_what_the_two_said_before_it_holds() -> None:
    events = an_answer(False, NOON, ANN), an_answer(True, NOON + DAY, BOB)
    assert not a_person(*events).denies("email", "marketing", POINT)
    merged = a_person(*events, merged=NOON + 2 * DAY)
    assert merged.denies("email", "marketing", POINT)
    assert [(one["granted"], one["since"]) for one in merged.consent] == [(False, to_text(NOON))]


def test_before_a_merge_the_newest_answer_of_each_counts_not_every_answer() -> None:
    changed_mind = an_answer(False, NOON, ANN), an_answer(True, NOON + 1, ANN), an_answer(True, NOON, BOB)
    assert not a_person(*changed_mind, merged=NOON + DAY).denies("email", "marketing", POINT)


def test_what_is_answered_after_a_merge_is_the_answer_of_one_person() -> None:
    before = an_answer(False, NOON, ANN), an_answer(True, NOON + 1, BOB)
    after = an_answer(True, NOON + 2 * DAY, BOB)
    assert not a_person(*before, after, merged=NOON + DAY).denies("email", "marketing", POINT)
    assert a_person(*before, merged=NOON + DAY).denies("email", "marketing", POINT)


def test_an_answer_of_the_moment_of_the_merge_was_given_before_it() -> None:
    events = an_answer(False, NOON, ANN), an_answer(True, NOON + 1, BOB)
    assert a_person(*events, merged=NOON + 1).denies("email", "marketing", POINT)
    assert not a_person(*events, merged=NOON).denies("email", "marketing", POINT)


def test_the_newest_of_each_origin_counts_over_address_and_all_addresses_alike() -> None:
    for who, denied in ((ANN, False), (BOB, True)):
        nowhere, here = an_answer(False, NOON, ANN, email=None), an_answer(True, NOON + 1, who)
        for events in ((nowhere, here), (here, nowhere)):
            assert a_person(*events, merged=NOON + DAY).denies("email", "marketing", POINT) is denied


def test_an_answer_that_names_nobody_is_about_everywhere() -> None:
    nobody = an_event("Consent Updated", anonymous_id=None, properties={"granted": False})
    assert list(facets.of(nobody)["consent"]) == ["email/marketing//"]


def test_an_address_may_have_a_slash() -> None:
    person = a_person(an_answer(False, NOON, ANN, email="a/b@shop.example"))
    assert person.consent[0]["contact_point"] == "a/b@shop.example"
    assert person.denies("email", "marketing", "a/b@shop.example")
    assert not person.denies("email", "marketing", "a")


def test_an_answer_is_a_row_of_all_that_is_known_of_it() -> None:
    event = an_answer(True, NOON, ANN, wording="Yes, write to me", method=None)
    assert a_person(event).consent == [
        {
            "channel": "email",
            "purpose": "marketing",
            "contact_point": POINT,
            "granted": True,
            "since": to_text(NOON),
            "source": "web",
            "proof": {"event": event.message_id, "method": "web", "wording": "Yes, write to me"},
        }
    ]
    assert a_person().consent == []


@pytest.mark.parametrize(
    ("said", "wording"),
    [
        ({"text_version": "a", "version": "b", "wording": "c", "text": "d"}, "a"),
        ({"version": "b", "wording": "c", "text": "d"}, "b"),
        ({"wording": "c", "text": "d"}, "c"),
        ({"text": "d" * 130}, "d" * 120),
        ({}, ""),
    ],
)
def test_the_proof_has_the_version_or_the_words_themselves(said: dict[str, str], wording: str) -> None:
    (row,) = a_person(an_answer(True, NOON, ANN, **said)).consent
    assert row["proof"]["wording"] == wording


def test_a_no_by_text_message_is_about_the_number() -> None:
    both = {"channel": "sms", "phone": "+31 6 1234 5678"}
    person = a_person(an_answer(False, NOON, ANN, **both))
    assert [(one["channel"], one["contact_point"]) for one in person.consent] == [("sms", "+31612345678")]
    assert not person.denies("email", "marketing", POINT)


def test_a_no_at_one_address_says_nothing_of_another_and_one_without_address_is_about_all() -> None:
    value = a_person(an_answer(False, NOON, ANN)).facets["consent"]
    assert not denies(value, Question("email", "marketing", "other@shop.example"))
    assert not denies(value, Question("email", "news", POINT))
    nowhere = an_answer(False, NOON, ANN, email=None)
    assert a_person(nowhere).denies("email", "marketing", "other@shop.example")


def test_an_answer_keeps_its_proof() -> None:
    said = an_answer(True, NOON, ANN, text_version="2026-03", method="double-opt-in")
    (row,) = a_person(said).consent
    assert row["contact_point"] == POINT
    assert row["proof"] == {"event": said.message_id, "method": "double-opt-in", "wording": "2026-03"}


@pytest.mark.parametrize("denied", [True, False])
def test_a_message_is_not_sent_where_the_profile_denies_it_though_the_address_would_take_it(denied: bool) -> None:
    way = Way("email", "e_1", POINT, ContactPoint("e_1", granted={"marketing": NOON}))
    message = Message("u_1_m", "u_1", "e_1", "j", "c", "0", "t", "email", "marketing", NOON)
    choice = decide(Ask(message, a_person(an_answer(not denied, NOON, ANN)), (way,)), Policy(), NOON)
    assert (choice.do, choice.words) == (("drop", ("opted-out",)) if denied else ("send", ()))


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_of_staff_about_people_is_worth_nothing(name: str) -> None:
    said = {"granted": False, "order_id": "o1", "email": POINT}
    assert facets.of(an_event(name, properties=said, context={"traits": {"vip": True}, "locale": "fr"})) == {}


def test_the_proof_of_an_answer_is_clipped() -> None:
    long = an_event("Consent Updated", message_id="m" * 99, properties={"granted": True, "method": "n" * 99})
    assert a_person(long).consent[0]["proof"] == {"event": "m" * 64, "method": "n" * 32, "wording": ""}


@pytest.mark.parametrize("later", [-1, 1])
def test_an_imported_yes_never_takes_a_no_away_and_counts_where_there_is_none(later: int) -> None:
    old_list = msgspec.structs.replace(an_answer(True, NOON + later, ANN), backfill=True)
    assert denies(a_person(an_answer(False, NOON, ANN), old_list).whole["consent"], QUESTION)
    (row,) = a_person(old_list, an_answer(False, NOON, BOB)).consent
    assert not row["granted"]
    (row,) = a_person(old_list).consent
    assert row["granted"]


def test_a_yes_of_their_own_counts_beside_an_imported_one_and_an_imported_no_is_a_no() -> None:
    old_no = msgspec.structs.replace(an_answer(False, NOON + 2, ANN), backfill=True)
    own = an_answer(True, NOON + 1, ANN)
    assert not denies(a_person(an_answer(False, NOON, ANN), own).whole["consent"], QUESTION)
    assert denies(a_person(own, old_no).whole["consent"], QUESTION)
