"""Templates as somebody would get them, and a test in the mailbox of the member of staff who asks."""

import json

import pytest

from segue.times import HOUR, MINUTE
from segue.wiring import staff
from tests.builders import a_mail
from tests.fake_cognito import FakeCognito
from tests.faults.shop import added, http, identified, post
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, starter_files
from tests.handlers.trail import newest

KIM, MAX = "kim@shop.test", "max@shop.test"
CART = "/v1/templates/abandoned-cart"
WHO = {"type": "user_id", "value": "u1"}


@pytest.fixture
def api():
    """Kim with a cart, and the API of a marketer."""
    with started() as world:
        post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
        world.pass_time(MINUTE)
        made = Api(world, "marketer", "playbook")
        made.post("/v1/playbook/apply", {"files": starter_files(), "replace": True})
        yield made


def test_a_preview_is_what_the_person_would_get(api):
    status, shown = api.post(f"{CART}/preview", {"who": WHO})
    assert (status, shown["channel"], shown["warnings"], shown["sms"]) == (200, "email", [], None)
    assert shown["parts"]["subject"] == "Your Tent is waiting"
    assert shown["preview"] == "Everything is still in your cart."
    assert shown["sizes"]["html"] == len(shown["parts"]["html"].encode())


def test_a_text_tells_a_marketer_no_contact_data_of_a_person(api):
    """Covered as everywhere else, and the customer is no less who they are: the rest stands there."""
    text = f"subject: '{{{{ person.traits.firstName }}}} {{{{ person.traits.email }}}}'\nmjml: {a_mail('x')}\n"
    asked = {"text": text, "who": WHO}
    subjects = [
        Api(api.world, role, "playbook").post("/v1/templates/new/preview", asked)[1]["parts"]["subject"]
        for role in ("marketer", "admin")
    ]
    assert subjects == ["Kim •••", f"Kim {KIM}"]


def test_without_anybody_it_is_shown_for_somebody_who_is_made_up(api):
    assert api.post(f"{CART}/preview", {})[1]["parts"]["subject"] == "Your cart is waiting"


def test_a_text_that_is_not_in_force_yet_is_shown_too_or_told_what_is_wrong(api):
    text = f"subject: Now {{{{ cart.items.size }}}}\nmjml: {a_mail('x')}\n"
    assert api.post("/v1/templates/new/preview", {"text": text})[1]["parts"]["subject"] == "Now 2"
    status, told = api.post("/v1/templates/new/preview", {"text": text.replace("items", "itmes")})
    assert (status, [(one["line"], one["column"]) for one in told["errors"]]) == (422, [(1, 22)])


@pytest.mark.parametrize(
    ("path", "body", "status", "reason"),
    [
        ("nothing", {}, 404, "unknown-template"),
        ("abandoned-cart", {"who": {"id": "a_nobody"}}, 404, "unknown-person"),
        ("abandoned-cart", {"channel": "emial"}, 400, "bad-channel"),
        ("abandoned-cart", {"channel": 7}, 422, ""),
    ],
)
def test_what_cannot_be_shown_is_said(api, path, body, status, reason):
    told = api.post(f"/v1/templates/{path}/preview", body)
    assert (told[0], reason in told[1]["type"]) == (status, True)


@pytest.mark.parametrize("role", ["agent", "privacy", ""])
def test_templates_are_for_marketers_and_admins(api, role):
    assert Api(api.world, role, "playbook").post(f"{CART}/preview", {})[0] == 403


def ask(api, monkeypatch, body, token=MAX, key=""):
    """Asks for a test with the token of a member of staff."""
    pool = FakeCognito({MAX: ("p", ["marketer"]), "machine": ("p", [])}, api.world.clock // 1000)
    monkeypatch.setattr(staff, "client", lambda _: pool)
    headers = {"authorization": f"Bearer {pool.token(token)}"} | ({"Idempotency-Key": key} if key else {})
    event = http("POST", f"{CART}/test", json.dumps(body), headers)
    claims = {"username": "max-1", "cognito:groups": "[marketer]"}
    event["requestContext"]["authorizer"] = {"jwt": {"claims": claims}}
    answer = api.world.lambdas.invoke("playbook", event)
    api.world.pass_time(MINUTE)
    return answer["statusCode"], json.loads(answer["body"])


def test_a_test_goes_to_the_mailbox_of_who_asks_and_is_marked_and_on_record(api, monkeypatch):
    status, told = ask(api, monkeypatch, {"who": WHO})
    (mail,) = api.world.region.mailbox.mails
    with api.world.aside():
        (entry,) = [one for one in newest(5) if one.action == "template-tested"]
    assert (status, told["to"], mail.to, mail.tags["message"]) == (202, MAX, MAX, told["id"])
    assert mail.request["Content"]["Simple"]["Subject"]["Data"] == "[Test] Your Tent is waiting"
    assert (entry.id, entry.actor, entry.evidence["template"]) == (told["id"], "max-1", "abandoned-cart")
    assert "unsubscribe/preview" in json.dumps(mail.request)


def test_the_same_test_under_one_key_is_one_mail(api, monkeypatch):
    assert ask(api, monkeypatch, {"who": WHO}, key="k") == ask(api, monkeypatch, {"who": WHO}, key="k")
    assert len(api.world.region.mailbox.mails) == 1


def test_who_has_no_mailbox_gets_no_test(api, monkeypatch):
    status, told = ask(api, monkeypatch, {"who": WHO}, token="machine")
    assert (status, "no-test" in told["type"], api.world.region.mailbox.mails) == (400, True, [])


def test_a_test_of_what_nobody_carries_is_told_to_go_nowhere(api, monkeypatch):
    status, told = ask(api, monkeypatch, {"who": WHO, "channel": "inapp"})
    assert (status, "goes nowhere" in told["detail"], api.world.region.mailbox.mails) == (400, True, [])


def test_a_test_that_the_provider_refuses_is_not_tried_again(api, monkeypatch):
    mailbox = api.world.region.mailbox
    mailbox.reject = "MessageRejected"
    assert ask(api, monkeypatch, {"who": WHO})[0] == 202
    mailbox.reject = ""
    api.world.pass_time(HOUR)
    assert mailbox.mails == []
