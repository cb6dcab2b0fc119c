"""Answers to surveys by Typeform and Delighted, written afresh."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels.surveys import delighted, typeform
from segue.deliveries import Delivery, Parsed, understood
from segue.errors import Invalid, Unauthorized
from segue.events import Event
from segue.facets import support
from segue.http import Request
from segue.identifiers import identifiers_of
from segue.suppressions import suppressions
from segue.times import to_text
from tests.builders import NOON
from tests.provider_samples import PROVEN, proof

WHEN = to_text(NOON - 1000)


def by_typeform(*answers: tuple[str, str, str, Any], options: dict[str, Any] | None = None, **hidden: str) -> Parsed:
    """Each answer is (ref, type, title, what was answered)."""
    response = {
        "form_id": "f1",
        "token": "t1",
        "submitted_at": WHEN,
        "hidden": hidden,
        "definition": {
            "fields": [{"id": f"i-{ref}", "ref": ref, "type": kind, "title": title} for ref, kind, title, _ in answers]
        },
        "answers": [
            {
                ("number" if isinstance(value, int) else "text" if kind == "long_text" else kind): value,
                "type": kind,
                "field": {"id": f"i-{ref}", "type": kind},
            }
            for ref, kind, _, value in answers
        ],
    }
    body = json.dumps({"event_id": "e1", "event_type": "form_response", "form_response": response}).encode()
    believed = {"hidden": ["user_id", "email"], **(options or {})}
    return understood(Delivery("asked", "typeform", body, {}, NOON, believed), typeform.incoming)


def named(event: Event) -> dict[str, str]:
    return {one.type: one.value for one in identifiers_of(event)}


@pytest.mark.parametrize(
    ("ref", "kind", "title", "survey"),
    [
        ("q1", "nps", "Would you recommend us?", "nps"),
        ("ces_score", "opinion_scale", "How easy was it?", "ces"),
        ("q1", "rating", "CSAT: how was it?", "csat"),
        ("csat-1", "number", "How was it?", "csat"),
        ("q1", "opinion_scale", "Is it accessible?", "typeform:f1"),
        ("success", "rating", "Was it a success?", "typeform:f1"),
    ],
)
def test_a_question_is_about_what_it_says(ref, kind, title, survey):
    (event,) = by_typeform((ref, kind, title, 6), user_id="u1").events
    assert (event.event, event.channel, event.timestamp) == ("Survey Answered", "surveys", NOON - 1000)
    assert event.properties == {"survey": survey, "score": 6, "form_id": "f1"}
    assert (support.of(event)["surveys"] != {}) == (survey in support.SURVEYS)


def test_the_source_says_which_question_counts():
    asked = (("q1", "rating", "Weather?", 2), ("q2", "number", "All in all?", 5))
    (event,) = by_typeform(*asked, options={"field": "q2", "survey": "csat"}, user_id="u1").events
    assert (event.properties["survey"], event.properties["score"]) == ("csat", 5)


def test_a_form_with_two_scores_is_two_answers_with_one_comment():
    asked = (("nps", "nps", "?", 9), ("csat", "rating", "?", 4), ("why", "long_text", "Why?", "Fast."))
    found = by_typeform(*asked, user_id="u1", order_id="900", conversation_id="zendesk:7").events
    assert [(one.properties["survey"], one.properties["score"]) for one in found] == [("nps", 9), ("csat", 4)]
    assert {(one.properties["comment"], one.properties["order_id"]) for one in found} == {("Fast.", "900")}
    assert len({one.message_id for one in found}) == 2
    assert support.of(found[0])["surveys"]["nps"][-1] == "zendesk:7"


def test_who_answers_stands_in_hidden_fields_or_else_is_typed():
    typed = ("mail", "email", "Your address?", "kim@shop.example")
    assert named(by_typeform(typed).events[0]) == {"email": "kim@shop.example"}
    assert named(by_typeform(typed, user_id="u1").events[0]) == {"user_id": "u1"}
    assert named(by_typeform(typed, email="lee@shop.example").events[0]) == {"email": "lee@shop.example"}
    assert [one.reason for one in by_typeform(("q1", "nps", "?", 9)).rejected] == ["no-identifier"]


def test_a_parameter_of_a_link_says_who_answers_only_where_the_source_believes_it():
    typed, doubting = ("mail", "email", "Your address?", "kim@shop.example"), {"hidden": []}
    (event,) = by_typeform(typed, options=doubting, user_id="somebody-else", email="lee@shop.example").events
    assert named(event) == {"email": "kim@shop.example"}
    (held,) = by_typeform(options=doubting, user_id="somebody-else").rejected
    assert (held.reason, "user_id" in held.detail) == ("no-identifier", True)
    (event,) = by_typeform(options={"hidden": ["user_id"]}, user_id="u1", loyalty_id="7").events
    assert named(event) == {"user_id": "u1"}
    (unasked,) = understood(Delivery("asked", "typeform", held.delivery.body, {}, NOON), typeform.incoming).rejected
    assert unasked.reason == "no-identifier"


def test_options_of_typeform_are_known():
    typeform.check({})
    typeform.check({"hidden": ["user_id", "phone"]})
    typeform.check({"field": "q2", "survey": "nps"})
    for options in ({"survey": "mood"}, {"field": 3}, {"fields": []}, {"hidden": "user_id"}, {"hidden": ["name"]}):
        with pytest.raises(Invalid):
            typeform.check(options)


@pytest.mark.parametrize(("kind", "ignored", "rejected"), [("form_response_partial", 1, 0), ("form_deleted", 0, 1)])
def test_what_is_no_answer_is_none(kind, ignored, rejected):
    body = json.dumps({"event_type": kind}).encode()
    parsed = understood(Delivery("asked", "typeform", body, {}, NOON), typeform.incoming)
    assert (len(parsed.ignored), len(parsed.rejected)) == (ignored, rejected)


PERSON = {"id": "5", "email": "kim@shop.example", "phone_number": "+31612345678", "name": "Kim"}


def by_delighted(kind: str = "survey_response.created", **data: Any) -> Parsed:
    about = {"id": "7", "person": PERSON, "score": 6, "updated_at": NOON // 1000 - 1, **data}
    body = json.dumps({"event_type": kind, "event_id": "e1", "event_data": about}).encode()
    return understood(Delivery("asked", "delighted", body, {}, NOON), delighted.incoming)


@pytest.mark.parametrize(("stated", "survey"), [(None, "nps"), ("csat", "csat"), ("ces", "ces"), ("thumbs", "thumbs")])
def test_an_answer_by_delighted(stated, survey):
    said = {"comment": "Fast.", "person_properties": {"Order ID": 900}, "survey_type": stated}
    (event,) = by_delighted("survey_response.updated", **said).events
    assert (event.event, event.message_id, event.timestamp) == ("Survey Answered", "delighted-e1", NOON - 1000)
    assert event.properties == {"survey": survey, "score": 6, "comment": "Fast.", "response_id": "7", "order_id": "900"}
    wanted = {"email": "kim@shop.example", "phone": "+31612345678", "custom": "delighted_id:5"}
    assert named(event) == wanted


def test_who_wants_no_more_surveys_gets_mails_of_other_purposes():
    (event,) = by_delighted("survey_response.unsubscribed").events
    assert [(one.address.value, one.purpose) for one in suppressions(event)] == [("kim@shop.example", "surveys")]
    assert [one.reason for one in by_delighted("survey_response.deleted").rejected] == ["unknown-topic"]


BODY = b'{"event_type": "survey_response.created"}'
HEADER = {"typeform": "typeform-signature", "delighted": "x-delighted-webhook-signature"}


@pytest.mark.parametrize("name", HEADER)
@given(bit=st.integers(0, len(BODY) * 8 - 1), part=st.sampled_from(["body", "header"]))
def test_one_turned_bit_is_enough(name, bit, part):
    request, module = PROVEN[name]("s", BODY), {"typeform": typeform, "delighted": delighted}[name]
    was = request.body if part == "body" else request.headers[HEADER[name]].encode()
    turned = bytearray(was)
    turned[bit // 8 % len(was)] ^= 1 << bit % 8
    header = request.headers if part == "body" else {HEADER[name]: turned.decode("latin-1")}
    if part == "header" and name == "delighted" and turned.lower() == was:
        return  # hexadecimal digits in capitals are the same signature
    with pytest.raises(Unauthorized):
        module.verify(proof(Request("POST", "/", {}, header, bytes(turned) if part == "body" else BODY), ["s"]))


def test_known_answers_made_with_openssl():
    body = b'{"a":1}'
    for module, header, signature in (
        (typeform, "typeform-signature", "sha256=iKZ/JLvNrtDmyZdAS7eadDuvRMa6svTCcyjjAJ0i40I="),
        (
            delighted,
            "x-delighted-webhook-signature",
            "sha256=88a67f24bbcdaed0e6c997404bb79a743baf44c6bab2f4c27328e3009d22e342",
        ),
    ):
        module.verify(proof(Request("POST", "/", {}, {header: signature}, body), ["key"]))
