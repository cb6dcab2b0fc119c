"""Messages to apps: whose device it is, what the app is told, and what becomes of a token that is no more."""

import json

import pytest

from segue.times import HOUR
from tests.faults.cloud.world import World
from tests.faults.shop import added, message, post
from tests.handlers.starter import started, starter_files
from tests.handlers.test_sending import the_messages

GOOGLE = "arn:aws:sns:us-east-1:123456789012:app/GCM/shop"
APPLE = "arn:aws:sns:us-east-1:123456789012:app/APNS_SANDBOX/shop"
JOURNEY, STEP = "journeys/abandoned-cart.yaml", "template: abandoned-cart, channel: email, purpose: marketing"
NOTE = """
push:
  title: Your {{ cart.items.first.name }}
  body: It is still there
  link: "{{ shop.url }}"
"""


def by_push() -> dict[str, str]:
    """The starter playbook with a message to the app instead of the mail."""
    files = starter_files()
    journey = files[JOURNEY].replace(STEP, "template: note, channel: push, purpose: transactional")
    return files | {"templates/note.yaml": NOTE, JOURNEY: journey}


@pytest.fixture
def world(monkeypatch):
    """A shop with an app."""
    with started(by_push()) as made:
        monkeypatch.setenv("PUSH_FROM", f"{APPLE} {GOOGLE}")
        yield made


def opened(world: World, name: str, user: str, token: str = "t-1", system: str = "android") -> None:
    """Somebody opens the app on a device."""
    context = {"device": {"type": system, "token": token}}
    post(world, message(world, "track", name, userId=user, event="Application Opened", context=context))
    world.pass_time(1000)


def left(world: World, cart: str, user: str = "u1") -> None:
    """A cart is left for three hours."""
    post(world, added(world, f"m-{cart}", cart=cart, userId=user))
    world.pass_time(3 * HOUR)


def test_an_app_gets_it_once_with_what_it_needs_to_tell_us_of_it(world):
    opened(world, "m1", "u1")
    left(world, "c1")
    (one,), (sent,) = the_messages(world), world.region.mailbox.mails
    said = json.loads(json.loads(sent.request["Message"])["GCM"])["fcmV1Message"]["message"]
    assert said["notification"] == {"title": "Your Tent", "body": "It is still there"}
    assert said["data"]["message"] == sent.tags["message"] == one.id
    assert (sent.to, one.state, one.provider_id) == ("t-1", "sent", sent.id)


def test_apple_is_told_in_its_own_words_by_the_application_for_it(world):
    opened(world, "m1", "u1", "t-2", "iOS")
    left(world, "c1")
    (sent,) = world.region.mailbox.mails
    said = json.loads(json.loads(sent.request["Message"])["APNS_SANDBOX"])
    assert said["aps"]["alert"] == {"title": "Your Tent", "body": "It is still there"}
    assert sent.request["TargetArn"].startswith(APPLE.replace(":app/", ":endpoint/"))


def test_what_the_app_tells_of_it_is_kept_with_the_message(world):
    opened(world, "m1", "u1")
    left(world, "c1")
    tapped = {"message_id": the_messages(world)[0].id}
    post(world, message(world, "track", "m9", userId="u1", event="Push Notification Tapped", properties=tapped))
    world.pass_time(HOUR)
    assert "clicked" in the_messages(world)[0].outcomes


def test_a_token_that_is_no_more_gets_nothing_until_the_app_is_opened_again(world):
    opened(world, "m1", "u1")
    world.region.mailbox.disabled.add("t-1")
    left(world, "c1")
    assert [(one.state, one.reasons) for one in the_messages(world)] == [("failed", ("gone",))]
    left(world, "c2")
    assert {one.reasons for one in the_messages(world)} == {("gone",), ("suppressed-gone",)}
    opened(world, "m2", "u1")
    left(world, "c3")
    assert [sent.to for sent in world.region.mailbox.mails] == ["t-1"]


def test_an_app_belongs_to_who_used_it_last(world):
    opened(world, "m1", "u1")
    opened(world, "m2", "u2")
    left(world, "c1", "u1")
    left(world, "c2", "u2")
    assert [(one.state, one.reasons) for one in the_messages(world)] == [("dropped", ("passed-on",))]
    assert [sent.to for sent in world.region.mailbox.mails] == ["t-1"]


def test_a_device_that_no_application_is_for_ends_it(world, monkeypatch):
    monkeypatch.setenv("PUSH_FROM", APPLE)
    opened(world, "m1", "u1")
    left(world, "c1")
    assert [(one.state, one.reasons) for one in the_messages(world)] == [("failed", ("rejected",))]


def test_where_one_device_is_no_more_the_person_s_other_one_gets_it(world):
    opened(world, "m1", "u1", "t-1")
    opened(world, "m2", "u1", "t-2")
    world.region.mailbox.disabled.add("t-2")
    left(world, "c1")
    world.pass_time(HOUR)
    assert [sent.to for sent in world.region.mailbox.mails] == ["t-1"]
    assert [(one.state, one.struck) for one in the_messages(world)] == [("sent", ())]


def test_where_all_devices_are_no_more_it_ends(world):
    opened(world, "m1", "u1", "t-1")
    opened(world, "m2", "u1", "t-2")
    world.region.mailbox.disabled |= {"t-1", "t-2"}
    left(world, "c1")
    world.pass_time(HOUR)
    assert [(one.state, one.reasons) for one in the_messages(world)] == [("failed", ("gone",))]
