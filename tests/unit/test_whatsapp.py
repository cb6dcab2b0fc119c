"""WhatsApp: messages, what becomes of ours, and who goes by a username."""

from typing import Any

import pytest

from segue.suppressions import suppressions
from tests.provider_words import became, ids, said

NUMBER, AT = "491511234567", "1795000000"
METADATA = {"display_phone_number": "49 30 1234", "phone_number_id": "555"}


def change(field: str = "messages", **value: Any) -> dict[str, Any]:
    inner = {"messaging_product": "whatsapp", "metadata": METADATA, **value}
    entry = {"id": "12", "changes": [{"field": field, "value": inner}]}
    return {"object": "whatsapp_business_account", "entry": [entry]}


def message(kind: str = "text", **said: Any) -> dict[str, Any]:
    contacts = [{"profile": {"name": "Kim"}, "wa_id": NUMBER}]
    return change(contacts=contacts, messages=[{"from": NUMBER, "id": "w1", "timestamp": AT, "type": kind, **said}])


def test_a_message_names_the_number_as_whatsapp_id_and_as_phone():
    (event,) = said("meta", message(text={"body": "Where is my parcel?"}))
    assert (event.event, event.channel, event.message_id) == ("Conversation Turn", "whatsapp", "whatsapp-w1")
    assert ids(event) == [("phone", f"+{NUMBER}"), ("whatsapp_id", NUMBER)]
    assert (event.original_timestamp, event.context["traits"]["name"]) == (1_795_000_000_000, "Kim")
    assert event.properties["conversation_id"] == f"whatsapp:555:{NUMBER}"


def test_who_goes_by_a_username_is_named_by_the_business_scoped_id():
    contacts = [{"profile": {"name": "Kim", "username": "kim.k"}, "user_id": "DE.77aB"}]
    one = {"from_user_id": "DE.77aB", "id": "w2", "timestamp": AT, "type": "text", "text": {"body": "Hi"}}
    (event,) = said("meta", change(contacts=contacts, messages=[one]))
    assert (ids(event), event.context["traits"]["username"]) == ([("whatsapp_id", "DE.77aB")], "kim.k")


def test_number_and_business_scoped_id_together_name_one_person():
    one = {
        "from": NUMBER,
        "from_user_id": "DE.77aB",
        "id": "w2",
        "timestamp": AT,
        "type": "text",
        "text": {"body": "Hi"},
    }
    (event,) = said("meta", change(messages=[one]))
    assert ids(event) == [("phone", f"+{NUMBER}"), ("whatsapp_id", NUMBER), ("whatsapp_id", "DE.77aB")]


def test_the_contact_of_another_message_is_not_the_sender():
    contacts = [{"profile": {"name": "Robin"}, "wa_id": "33123456789"}]
    one = {"from": NUMBER, "id": "w1", "timestamp": AT, "type": "text", "text": {"body": "Hi"}}
    (event,) = said("meta", change(contacts=contacts, messages=[one]))
    assert ("whatsapp_id", "33123456789") not in ids(event)
    assert "name" not in event.context["traits"]


@pytest.mark.parametrize(
    ("kind", "part", "wanted"),
    [
        ("image", {"id": "f1", "mime_type": "image/png", "caption": "Broken"}, {"text": "Broken"}),
        ("button", {"text": "Yes", "payload": "YES"}, {"text": "Yes", "payload": "YES"}),
        ("interactive", {"type": "list_reply", "list_reply": {"id": "l1", "title": "Berlin"}}, {"payload": "l1"}),
        ("reaction", {"message_id": "w0", "emoji": "👍"}, {"text": "👍", "reply_to": "w0", "kind": "reaction"}),
        ("edit", {"original_message_id": "w0", "message": {"type": "text", "text": {"body": "Two"}}}, {"text": "Two"}),
        ("revoke", {"original_message_id": "w0"}, {"turn_id": "w0", "change": "unsent"}),
        ("unsupported", {}, {"unsupported": "unsupported", "text": ""}),
    ],
)
def test_every_kind_of_message_is_a_turn(kind, part, wanted):
    (event,) = said("meta", message(kind, **{kind: part}))
    assert wanted.items() <= event.properties.items()


def test_an_edit_changes_the_message_that_it_names_and_has_an_id_of_its_own():
    part = {"original_message_id": "w0", "message": {"type": "text", "text": {"body": "Two"}}}
    (event,) = said("meta", message("edit", edit=part))
    assert (event.message_id, event.properties["turn_id"], event.properties["change"]) == (
        "whatsapp-w1",
        "w0",
        "edited",
    )


def test_media_are_named_by_their_id():
    part = {"id": "f1", "mime_type": "application/pdf", "filename": "invoice.pdf"}
    (event,) = said("meta", message("document", document=part))
    wanted = {"type": "document", "id": "f1", "name": "invoice.pdf", "mime_type": "application/pdf"}
    assert event.properties["attachments"] == [wanted]


def test_an_order_has_its_products():
    items = [{"product_retailer_id": "T-2", "quantity": 2, "item_price": 19.5, "currency": "EUR"}]
    (event,) = said("meta", message("order", order={"product_items": items, "text": "Please"}))
    assert event.properties["products"] == [{"product_id": "T-2", "quantity": 2.0, "price": 19.5}]


def status(kind: str, **said: Any) -> dict[str, Any]:
    one = {"id": "w7", "recipient_id": NUMBER, "status": kind, "timestamp": AT, "biz_opaque_callback_data": "our-1"}
    return change(statuses=[{**one, **said}])


@pytest.mark.parametrize("kind", ["sent", "delivered", "read", "failed"])
def test_a_status_names_our_message_and_the_provider_s(kind):
    (event,) = said("meta", status(kind))
    assert (event.event, event.message_id) == (f"Message {kind.title()}", f"whatsapp-w7-{kind}")
    assert event.properties == {"message_id": "our-1", "provider_message_id": "w7"}
    assert ids(event)[-1] == ("whatsapp_id", NUMBER)


def test_a_status_of_a_message_to_a_username_names_the_business_scoped_id():
    (event,) = said("meta", status("read", recipient_id=None, recipient_user_id="DE.77aB"))
    assert ids(event) == [("whatsapp_id", "DE.77aB")]


def test_a_failure_says_why():
    (event,) = said("meta", status("failed", errors=[{"code": 131026, "title": "Message undeliverable"}]))
    assert (event.properties["reason"], event.properties["detail"]) == ("131026", "Message undeliverable")


@pytest.mark.parametrize(("value", "granted"), [("stop", False), ("resume", True)])
def test_no_more_marketing_is_an_answer_to_the_question_of_consent(value, granted):
    one = {"wa_id": NUMBER, "category": "marketing_messages", "value": value, "timestamp": int(AT)}
    (event,) = said("meta", change("user_preferences", user_preferences=[one]))
    wanted = {"channel": "whatsapp", "purpose": "marketing", "granted": granted}
    assert (event.event, event.properties) == ("Consent Updated", wanted)


def test_what_the_business_wrote_in_its_own_app_is_the_agent_s():
    echo = {"from": "4930", "to": NUMBER, "id": "w8", "timestamp": AT, "type": "text", "text": {"body": "On its way"}}
    (event,) = said("meta", change("smb_message_echoes", message_echoes=[echo]))
    assert (event.properties["author"], ids(event)[-1]) == ("agent", ("whatsapp_id", NUMBER))


@pytest.mark.parametrize(
    ("payload", "wanted"),
    [
        (status("deleted"), "ignored:status-deleted"),
        (change(errors=[{"code": 130429}]), "ignored:account-error"),
        (message("system", system={"body": "changed"}), "ignored:system"),
        (change("message_template_status_update"), "ignored:message_template_status_update"),
        (status("teleported"), "quarantined:unknown-topic"),
        (message("hologram"), "quarantined:unknown-topic"),
        (change(messages=[{"from": "bla", "type": "text", "text": {"body": "Hi"}}]), "quarantined:no-identifier"),
    ],
)
def test_the_rest_is_left_out_by_name_or_kept_with_its_reason(payload, wanted):
    assert became("meta", payload) == wanted


@pytest.mark.parametrize(
    "content",
    [
        {"text": {"body": "STOP"}},
        {"kind": "button", "button": {"text": "Stop promotions", "payload": "x"}},
        {"text": {"body": "Abmelden, bitte!"}},
    ],
)
def test_a_stop_is_in_force_and_stays_a_turn(content):
    turn, answer = said("meta", message(**content))
    assert (turn.event, answer.event, answer.original_timestamp) == (
        "Conversation Turn",
        "Consent Updated",
        int(AT) * 1000,
    )
    found = [(one.address.value, one.purpose) for one in suppressions(answer)]
    assert found == [(f"+{NUMBER}", "marketing"), (NUMBER, "marketing")]
    assert answer.message_id == "whatsapp-w1-marketing"


def test_other_words_and_what_is_taken_back_answer_nothing():
    for words in ("Stop the delivery", "Start"):
        assert len(said("meta", message(text={"body": words}))) == 1
    edit = {"original_message_id": "w0", "message": {"type": "text", "text": {"body": "stop"}}}
    assert len(said("meta", message("edit", edit=edit))) == 1
