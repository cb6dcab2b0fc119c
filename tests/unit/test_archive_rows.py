"""What one event, or one message, is worth to the archive."""

from dataclasses import replace

import pytest

from segue.archive.numbers import Shop
from segue.archive.outcomes import message_rows
from segue.archive.rows import rows
from segue.messages import Message
from segue.times import MINUTE
from tests.builders import NOON, an_event

SHOP = Shop(b"secret", frozenset({"Quiz Finished"}), frozenset({"delivery"}))
KEY = "u_aaaaaaaaaaaaaaaaaaaaaaaa"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148"
TENT = {"product_id": "tent", "name": "Tent", "price": 20, "quantity": 2, "category": "Zelte & Planen"}
MESSAGE = Message(
    id="u_a_b",
    person=KEY,
    contact_point="",
    journey="abandoned-cart",
    key="cart-1",
    step="reminder~2",
    template="cart",
    channel="email",
    purpose="marketing",
    created=NOON,
    state="sent",
    decided=NOON + MINUTE,
    variant="short",
    outcomes={"delivered": NOON + 2 * MINUTE, "machine_opened": NOON + 3 * MINUTE},
)


def made(name, key=KEY, **said):
    """The rows of a track call; what is no property is a field of the event."""
    fields = {one: said.pop(one) for one in ("channel", "context", "source", "type", "anonymous_id") if one in said}
    return rows(an_event(name, NOON, properties=said, **({"source": "shop"} | fields)), key, SHOP)


def test_an_order_is_a_row_and_each_of_its_lines_another():
    given = {"order_id": "o-1", "total": 45, "currency": "EUR", "discount": 5, "coupon": "SPRING", "cart_id": "c-1"}
    order, line = made("Order Completed", products=[TENT], context={"userAgent": PHONE}, **given)
    assert (order["kind"], order["money"], order["discount"], order["coupon"]) == ("order", 4500, 500, True)
    assert (order["quantity"], order["device"], order["currency"]) == (2, "phone", "EUR")
    assert "product" not in order
    assert (line["name"], line["product"], line["category"]) == ("Order Line", "tent", "Zelte & Planen")
    assert (line["quantity"], line["money"], line["purchase"]) == (2, 4000, order["purchase"])
    assert line["id"] != order["id"]


def test_a_refund_is_what_went_back():
    refund, line = made("Order Refunded", order_id="o-1", total=20, currency="EUR", products=[{**TENT, "quantity": 1}])
    assert (refund["money"], refund["quantity"], line["name"]) == (2000, 1, "Return Line")
    assert refund["purchase"] == made("Order Completed", order_id="o-1")[0]["purchase"]


def test_one_order_has_one_number_whoever_tells_of_it():
    numbers = {made("Order Completed", order_id="o-1", source=one)[0]["purchase"] for one in ("shop", "payments")}
    assert len(numbers) == 1


def test_a_number_says_nothing_without_the_secret():
    other = rows(an_event("Order Completed", NOON, properties={"order_id": "o-1"}), KEY, Shop(b"another"))
    assert other[0]["purchase"] != made("Order Completed", order_id="o-1")[0]["purchase"]


@pytest.mark.parametrize(
    ("said", "page"),
    [
        ({"path": "/"}, "home"),
        ({"path": "/de/products/tent"}, "product"),
        ({"path": "/collections/all/products/tent"}, "product"),
        ({"path": "/collections/all"}, "list"),
        ({"path": "/checkouts/abc/thank-you"}, "thanks"),
        ({"path": "/jane-doe"}, "other"),
        ({"path": "/x", "page_type": "Product"}, "product"),
        ({"url": "https://shop.example/cart?x=1"}, "cart"),
        ({}, None),
    ],
)
def test_a_page_is_kept_as_its_kind(said, page):
    (row,) = rows(an_event(None, NOON, type="page", properties=said), KEY, SHOP)
    assert (row["kind"], row["name"], row.get("page")) == ("view", "Page Viewed", page)


@pytest.mark.parametrize(
    ("context", "medium", "campaign"),
    [
        ({"campaign": {"medium": "Email", "name": "Spring Sale"}}, "email", "spring sale"),
        ({"page": {"search": "?utm_medium=cpc&utm_campaign=brand&email=a%40b.example"}}, "cpc", "brand"),
        ({"page": {"url": "https://shop.example/?gclid=abc"}}, "cpc", None),
        ({"page": {"url": "https://shop.example/", "referrer": "https://www.google.com/"}}, "organic", None),
        ({"page": {"url": "https://shop.example/", "referrer": "https://blog.example/x"}}, "referral", None),
        ({"page": {"url": "https://shop.example/a", "referrer": "https://shop.example/"}}, None, None),
    ],
)
def test_how_a_visit_came(context, medium, campaign):
    (row,) = rows(an_event(None, NOON, type="page", context=context), KEY, SHOP)
    assert (row.get("medium"), row.get("campaign")) == (medium, campaign)


def test_a_turn_is_where_and_by_whom_and_about_what_never_what_was_said():
    turn = {"conversation_id": "zendesk:1", "turn_id": "t1", "topic": "delivery", "text": "Where is it?"}
    (row,) = made("Conversation Turn", channel="support", author="agent", agent_name="Zoe Miller", **turn)
    assert (row["author"], row["topic"], row["channel"]) == ("agent", "delivery", "helpdesk")
    assert len(row["agent"]) == 12
    assert "zoe" not in row["agent"].casefold()
    (again,) = made("Conversation Turn", key="e_bbbbbbbbbbbbbbbbbbbbbbbb", channel="support", **turn)
    assert again["id"] == row["id"]
    assert again["conversation"] == row["conversation"]


def test_a_topic_that_nobody_declared_is_not_kept():
    assert "topic" not in made("Conversation Turn", topic="my neighbour", conversation_id="c", text="x")[0]


def test_the_word_of_somebody_who_cannot_know_it_is_no_row():
    assert made("Conversation Resolved", source="web", conversation_id="zendesk:1") == []


def test_a_call_says_how_it_ended_and_how_long_it_was():
    (row,) = made("Call Ended", channel="phone", call_id="c", duration=90.0, answered=True, direction="inbound")
    assert (row["outcome"], row["ms"], row["author"], row["channel"]) == ("answered", 90_000, "customer", "phone")


def test_an_answer_names_the_question_that_was_asked():
    asked = replace(MESSAGE, data={"survey": "effort", "conversation": f"c_{'a' * 24}"}, outcomes={})
    sent, question = message_rows(asked, SHOP)
    (answer,) = made("Survey Answered", survey="ces", score=6, effort_question=MESSAGE.id, source="effort")
    assert (sent["name"], question["name"], question["kind"]) == ("Message Sent", "Survey Asked", "survey")
    assert (answer["score"], answer["scale"], answer["outcome"]) == (6, 7, "ces")
    assert answer["message"] == question["message"]


def test_consent_is_a_channel_a_purpose_and_an_answer():
    (row,) = made("Unsubscribed", channel="email")
    assert (row["kind"], row["channel"], row["purpose"], row["outcome"]) == (
        "consent",
        "email",
        "marketing",
        "withdrawn",
    )


def test_friction_has_the_part_of_the_page():
    (rage,) = made("Rage Clicked", element="button#buy.wide > span", path="/cart")
    assert (rage["kind"], rage["element"], rage["page"]) == ("friction", "button#buy.wide > span", "cart")
    (slow,) = made("Slow Page Viewed", seconds=3.2)
    assert slow["ms"] == 3200


def test_who_is_held_out_is_told_as_such():
    (row,) = made("Experiment Viewed", experiment_id="global", variation_id="holdout")
    assert (row["experiment"], row["variant"], row["holdout"]) == ("global", "holdout", True)


def test_a_name_that_nobody_declared_is_other():
    assert [made(one)[0]["name"] for one in ("Quiz Finished", "Jane Doe Called")] == ["Quiz Finished", "other"]


def test_a_message_is_a_row_for_each_thing_that_became_of_it():
    found = message_rows(MESSAGE, SHOP)
    assert [(one["name"], one["outcome"], one["time"][11:16]) for one in found] == [
        ("Message Sent", "sent", "12:01"),
        ("Message Delivered", "delivered", "12:02"),
        ("Message Machine Opened", "machine_opened", "12:03"),
    ]
    assert {(one["journey"], one["journey_step"], one["template"], one["variant"]) for one in found} == {
        ("abandoned-cart", "reminder", "cart", "short")
    }
    assert len({one["id"] for one in found}) == 3


def test_a_message_that_did_not_go_out_says_why():
    (row,) = message_rows(replace(MESSAGE, state="dropped", reasons=("no-consent", "capped"), outcomes={}), SHOP)
    assert (row["outcome"], row["reason"]) == ("dropped", "capped")


def test_reports_of_providers_and_tests_of_staff_are_no_rows():
    assert made("Email Opened", message_id=MESSAGE.id) == []
    assert message_rows(replace(MESSAGE, id="test_1"), SHOP) == []


def test_the_longest_name_of_an_experiment_is_whole():
    name = f"journey:{'j' * 32}:{'e' * 32}"
    (row,) = made("Experiment Viewed", experiment_id=name, variation_id="b")
    assert (row["experiment"], row["variant"], row["holdout"]) == (name, "b", False)
