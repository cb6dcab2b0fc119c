"""Messages out on the running stack: a mail, a text message and one for the inbox each arrive once, what is reported of
them settles them, and a message that waits for its hour is stopped."""

import hashlib
import hmac
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from segue.aws.playbooks import FRESH_SECONDS
from tests.local.reports import delivered_mail, delivered_text, from_sns
from tests.local.waiting import eventually
from tests.provider_samples import PROVEN
from tests.recorded_webhooks import PAYLOADS

pytestmark = pytest.mark.thorough

QUIET = 6  # seconds in which a second one would have come
RING = "+120655501"  # and two digits: numbers of films, which nobody has
recorded = pytest.mark.skipif(not PAYLOADS.exists(), reason="no recordings: the folder ../shared/data is not here")
TEMPLATE = """
name: Ready to be fetched
frame: mail
locale: en
subject: Order {{ run.data.order }} is ready
preview: Come by when it suits.
reason: You get this because you ordered at {{ shop.name }}.
mjml: |
  <mj-section><mj-column><mj-text>Order {{ run.data.order }} waits for you.</mj-text></mj-column></mj-section>
sms: Order {{ run.data.order }} is ready
inapp:
  title: Order {{ run.data.order }} is ready
  body: It waits for you.
"""
JOURNEY = """
name: News
entry: {api: true}
steps:
  - send: {template: ready, channel: email, purpose: marketing, within: 7d}
"""


@pytest.fixture(scope="module")
def applied(ask) -> Iterator[None]:
    """A template for three channels, a journey with marketing, and no marketing today or tomorrow; afterwards as it
    was."""
    before = ask("admin", "GET", "/v1/playbook").json["files"]
    days = [(datetime.now(UTC) + timedelta(days=one)).date().isoformat() for one in (0, 1)]
    hours = f"days_off: [{', '.join(days)}]\n"
    files = {"templates/ready.yaml": TEMPLATE, "journeys/news.yaml": JOURNEY, "policies/quiet-hours.yaml": hours}
    answer = ask("admin", "POST", "/v1/playbook/apply", {"files": files})
    assert answer.status in (200, 201), answer.body
    time.sleep(FRESH_SECONDS + 1)  # whoever has just looked at the playbook looks again after that
    yield
    ask("admin", "POST", "/v1/playbook/apply", {"files": before, "replace": True})


@pytest.fixture(scope="module")
def customer(ask, collect) -> Callable[[str], dict[str, str]]:
    """`customer("email")`: somebody new, with the address of that channel where it needs one."""

    def made(channel: str) -> dict[str, str]:
        mark = uuid4().hex[:8]
        number = f"{RING}{int(mark, 16) % 100:02}"
        traits = {"email": {"email": f"{mark}@customers.example"}, "sms": {"phone": number}}.get(channel, {})
        said = {"type": "identify", "userId": f"user-{mark}", "messageId": f"i-{mark}", "traits": traits}
        collect([said | {"context": {"timezone": "Europe/Berlin"}}])
        eventually(lambda: ask("agent", "POST", "/v1/people/find", user(f"user-{mark}")).status == 200)
        return {"name": f"user-{mark}", "address": "".join(traits.values())}

    return made


@pytest.fixture(scope="module")
def sent(outputs, call, token, customer, read, applied) -> dict[str, dict[str, str]]:
    """A message on each channel, to a customer each; each asked for twice, as after a lost answer."""
    found = {}
    for channel in ("email", "sms", "inapp"):
        who = customer(channel)
        body = {"who": user(who["name"]), "template": "ready", "channels": [channel], "data": {"order": who["name"]}}
        headers = {"Authorization": f"Bearer {token('marketer')}", "Idempotency-Key": who["name"]}
        answers = [call("POST", f"{outputs['api']}/v1/messages", body, headers) for _ in range(2)]
        assert [one.status for one in answers] == [201, 201], answers[0].body
        found[channel] = who | {"id": answers[0].json["id"]}
    for one in found.values():
        eventually(lambda one=one: read(one["id"])["state"] == "sent")
    time.sleep(QUIET)
    return found


@pytest.fixture(scope="module")
def read(ask) -> Callable[[str], dict[str, Any]]:
    """`read(id)`: a message as staff see it."""
    return lambda identity: ask("marketer", "GET", f"/v1/messages/{identity}").json


@pytest.fixture(scope="module")
def mails(outputs, call) -> Callable[[str], list[dict[str, Any]]]:
    """`mails("kim@customers.example")`: what came there."""

    def arrived(address: str) -> list[dict[str, Any]]:
        boxes = call("GET", f"{outputs['api']}/local/mail.json").json["messages"].values()
        return [mail for box in boxes for mail in box if address in mail["To"]]

    return arrived


@pytest.fixture(scope="module")
def texts(outputs, call) -> Callable[[str], list[dict[str, Any]]]:
    """`texts("+12065550143")`: what that telephone got."""
    return lambda number: call("GET", f"{outputs['api']}/local/sms.json").json["sms_messages"].get(number, [])


@pytest.fixture(scope="module")
def inbox(outputs, call) -> Callable[[str], Any]:
    """`inbox(user_id)`: what the shop's page shows somebody who is logged in."""

    def shown(name: str) -> Any:
        proof = hmac.new(outputs["user_secret"].encode(), name.encode(), hashlib.sha256).hexdigest()
        body = {"writeKey": outputs["write_key"], "userId": name, "userHash": proof}
        return call("POST", f"{outputs['api']}/v1/inbox", body)

    return shown


@pytest.fixture(scope="module")
def report(outputs, call) -> Callable[[str, dict[str, Any]], None]:
    """`report("ses", {...})` posts to a source what SNS would, with the source's secret."""

    def posted(source: str, said: dict[str, Any]) -> None:
        body = from_sns(said)
        known = outputs["sources"][source]
        answer = call("POST", known["url"], body, dict(PROVEN[source](known["secret"], body).headers))
        assert answer.status == 200, answer.body

    return posted


def user(name: str) -> dict[str, str]:
    """Whom a user id names."""
    return {"type": "user_id", "value": name}


@recorded
def test_a_mail_arrives_once_and_ses_settles_it(sent, mails, read, report) -> None:
    (mail,) = mails(sent["email"]["address"])
    assert mail["Subject"] == f"Order {sent['email']['name']} is ready"
    assert read(sent["email"]["id"])["outcomes"] == {}
    report("ses", delivered_mail(sent["email"]["address"], sent["email"]["id"]))
    eventually(lambda: "delivered" in read(sent["email"]["id"])["outcomes"])


@recorded
def test_a_text_message_arrives_once_and_its_carrier_settles_it(sent, texts, read, report) -> None:
    told = f"Order {sent['sms']['name']} is ready"
    (text,) = [one for one in texts(sent["sms"]["address"]) if one["Message"] == told]
    ours = text["MessageAttributes"]["message"]["StringValue"]
    assert (ours, read(ours)["outcomes"]) == (sent["sms"]["id"], {})
    report("aws_sms", delivered_text(sent["sms"]["address"], ours))
    eventually(lambda: "delivered" in read(ours)["outcomes"])


def test_a_message_in_the_inbox_is_there_once_and_being_read_settles_it(sent, inbox, read, collect) -> None:
    who, identity = sent["inapp"]["name"], sent["inapp"]["id"]
    (shown,) = inbox(who).json["messages"]
    assert (shown["id"], shown["title"], shown["read"]) == (identity, f"Order {who} is ready", False)
    said = {"message_id": identity, "channel": "inapp"}
    collect([{"type": "track", "event": "Message Read", "userId": who, "messageId": f"r-{who}", "properties": said}])
    eventually(lambda: "opened" in read(identity)["outcomes"])
    eventually(lambda: inbox(who).json == {"messages": [shown | {"read": True}], "unread": 0})


def test_nobody_reads_an_inbox_by_a_user_id_alone(sent, outputs, call) -> None:
    body = {"writeKey": outputs["write_key"], "userId": sent["inapp"]["name"], "userHash": "0" * 64}
    answer = call("POST", f"{outputs['api']}/v1/inbox", body)
    assert (answer.status, answer.json["type"].rpartition(":")[2]) == (401, "bad-user-hash")


@pytest.mark.usefixtures("applied")
def test_marketing_waits_for_its_hour_and_is_stopped_before(ask, customer, read, mails) -> None:
    who = customer("email")
    started = ask("marketer", "POST", "/v1/journeys/news/start", {"who": user(who["name"])})
    assert started.status == 202, started.body
    listed = f"/v1/people/{started.json['person']}/messages"
    (held,) = eventually(lambda: [one for one in ask("agent", "GET", listed).json["items"] if one["state"] == "held"])
    assert held["until"] > datetime.now(UTC).isoformat()
    assert ask("agent", "POST", f"/v1/messages/{held['id']}/stop").json["state"] == "dropped"
    assert read(held["id"])["reasons"] == ["stopped-by-staff"]
    assert mails(who["address"]) == []
