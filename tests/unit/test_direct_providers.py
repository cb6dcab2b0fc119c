"""What the providers of WhatsApp, Messenger, Instagram and X are asked."""

import json

import pytest

from segue.channels.instagram import meta_instagram
from segue.channels.messenger import meta_messenger
from segue.channels.outgoing import Sender
from segue.channels.whatsapp import aws_whatsapp, whatsapp_cloud
from segue.channels.x import x_dm
from segue.messages import Envelope, Message
from tests.builders import NOON

SENDER = Sender("10", "20", secret="token")
MESSAGE = Message("u_1_m", "u_1", "", "j", "c", "0", "t", "whatsapp", "marketing", NOON)
FREE = {"whatsapp.text": "Hello", "whatsapp.template": "", "whatsapp.language": "", "whatsapp.parameters": ""}
APPROVED = FREE | {"whatsapp.template": "cart_1", "whatsapp.language": "de", "whatsapp.parameters": "Kim\nTent"}


def asked(parts: dict[str, str], to: str = "+14255550199"):
    """The JSON that Meta is asked with."""
    return json.loads(whatsapp_cloud.outgoing(MESSAGE, Envelope(to, parts, ""), SENDER).body)


def test_free_text_is_text_and_an_approved_template_has_its_language_and_its_parameters_line_by_line():
    assert asked(FREE)["text"] == {"body": "Hello", "preview_url": True}
    texts = [{"type": "text", "text": one} for one in ("Kim", "Tent")]
    template = {"name": "cart_1", "language": {"code": "de"}, "components": [{"type": "body", "parameters": texts}]}
    assert asked(APPROVED)["template"] == template
    assert "text" not in asked(APPROVED)


def test_a_template_without_parameters_or_language_has_none_and_english():
    said = asked(APPROVED | {"whatsapp.language": "", "whatsapp.parameters": ""})
    assert said["template"] == {"name": "cart_1", "language": {"code": "en"}}


@pytest.mark.parametrize(("to", "name"), [("+14255550199", "to"), ("US.1234", "recipient")])
def test_who_has_no_number_is_named_by_the_id_of_the_business(to, name):
    said = asked(FREE, to)
    assert said[name] == to
    assert len({"to", "recipient"} & said.keys()) == 1
    assert said["biz_opaque_callback_data"] == "u_1_m"


def test_aws_and_meta_are_asked_with_the_same_message_of_the_sender_of_its_purpose():
    call = aws_whatsapp.outgoing(MESSAGE, Envelope("+14255550199", FREE, ""), SENDER)
    assert json.loads(call.parameters["message"]) == asked(FREE)
    assert call.parameters["originationPhoneNumberId"] == "20"


@pytest.mark.parametrize(("provider", "part"), [(meta_messenger, "messenger"), (meta_instagram, "instagram")])
def test_meta_is_asked_for_the_page_with_the_token_and_for_no_tag(provider, part):
    call = provider.outgoing(MESSAGE, Envelope("77", {part: "Hello"}, ""), SENDER)
    said = json.loads(call.body)
    assert (call.host, call.path, call.id) == ("graph.facebook.com", "/v23.0/20/messages", "message_id")
    assert call.headers["authorization"] == "Bearer token"
    assert (said["recipient"], said["message"]["text"], "tag" in said) == ({"id": "77"}, "Hello", False)
    assert said.get("messaging_type", "RESPONSE") == "RESPONSE"


@pytest.mark.parametrize(("to", "path"), [("77", "77"), ("7/../8?a", "7%2F..%2F8%3Fa")])
def test_x_is_asked_for_the_user_and_no_id_leads_elsewhere(to, path):
    call = x_dm.outgoing(MESSAGE, Envelope(to, {"x": "Hello"}, ""), SENDER)
    assert (call.method, call.host, call.path) == ("POST", "api.x.com", f"/2/dm_conversations/with/{path}/messages")
    assert (call.headers["authorization"], json.loads(call.body)) == ("Bearer token", {"text": "Hello"})
