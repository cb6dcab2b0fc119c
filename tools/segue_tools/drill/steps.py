"""What goes wrong: poison, a provider that is down, somebody who wants to be forgotten."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from segue.aws.playbooks import FRESH_SECONDS
from segue_tools.api import Refused
from segue_tools.drill.scene import Scene
from segue_tools.progress import say

RETRY_SECONDS = 15  # in place of three minutes, while the provider is down
QUIET_SECONDS = 20  # in which a second mail would have come
TWO_SECONDS = 2  # the same of orders
JOURNEYS, MAILS = ("JourneysQueue",), ("EmailTransactionalQueue", "EmailMarketingQueue")
TEMPLATE = """
name: Drill
frame: mail
locale: en
subject: A drill
preview: Nothing to do.
reason: You get this because somebody plays a drill.
mjml: |
  <mj-section><mj-column><mj-text>This is a drill.</mj-text></mj-column></mj-section>
"""


def somebody(scene: Scene) -> tuple[str, str, str]:
    """A new customer: user id, address, person."""
    mark = uuid4().hex[:8]
    user, address = f"drill-{mark}", f"drill-{mark}@customers.example"
    traits = {"email": address, "firstName": "Drill"}
    scene.collect({"type": "identify", "userId": user, "messageId": f"i-{mark}", "traits": traits})
    who = {"type": "user_id", "value": user}
    found = scene.until("a new customer is known", lambda: scene.api("agent").post("/v1/people/find", who))
    return user, address, found["id"]


def poison(scene: Scene) -> None:
    """A call that is none, and an order that nobody took: both are found, set aside, and sent on."""
    mark = f"poison-{uuid4().hex[:8]}"
    scene.collect({"type": "track", "userId": mark, "messageId": mark})
    held = scene.until("it is held back, with its reason", lambda: _held(scene, mark))
    scene.must("Status says that something is held back", scene.state("quarantine") != "good")
    scene.look("/quarantine", "1-quarantine")
    scene.look("/status", "1-status-with-poison")
    body = {"reason": "a drill"}
    scene.api("admin").post(f"/v1/quarantine/{held['id']}/set-aside", body)
    scene.until("it is set aside, and nobody waits for it any more", lambda: not _held(scene, mark))
    _, _, person = somebody(scene)
    before = _letters(scene)
    order = json.dumps({"kind": "wake", "person": person, "drill": mark})
    with _impatient(scene, JOURNEYS, TWO_SECONDS), _denied(scene, "RunJourneysRole", "dynamodb:*"):
        scene.client("sqs").send_message(QueueUrl=scene.named(*JOURNEYS), MessageBody=order)
        scene.until("its order is tried five times and given up", lambda: _given_up(scene))
    scene.client("lambda").invoke(FunctionName=scene.named("KeepUndelivered"), Payload=b'{"source": "aws.events"}')
    letter = scene.until("it is kept as a dead letter", lambda: next(iter(_letters(scene) - before), ""))
    scene.must("Status says that something was not delivered", scene.state("dead-letters") == "bad")
    scene.look("/deadletters", "2-dead-letters")
    scene.look("/status", "2-status-with-dead-letter")
    scene.api("admin").post(f"/v1/deadletters/{letter}/redrive", {})
    scene.until("the cause is mended; sent on, it is open no more", lambda: letter not in _letters(scene))
    scene.look("/status", "2-status-after")


def outage(scene: Scene, seconds: int) -> None:
    """The provider of mails refuses everything for a while: nothing is lost, nothing goes out twice."""
    _, address, person = somebody(scene)
    with _template(scene), _impatient(scene, MAILS, RETRY_SECONDS):
        with _denied(scene, "SendEmailRole", "ses:SendEmail"):
            asked = {"who": {"id": person}, "template": "drill", "channels": ["email"]}
            message = scene.api("marketer").post("/v1/messages", asked)["id"]
            scene.wait(seconds)
            state = scene.api("marketer").get(f"/v1/messages/{message}")["state"]
            scene.must(
                f"after {seconds} seconds it waits: {state}", state not in ("sent", "failed", "dropped", "unknown")
            )
            scene.must("nothing has gone out", not scene.mails(address))
            scene.must("Status says that mails wait for their provider", scene.state("providers") != "good")
            scene.look("/status", "3-status-while-down")
            scene.look(f"/people/{person}/why/messages/{message}", "3-message-waits")
        scene.until("the provider is back, and it goes out", lambda: scene.mails(address))
        scene.wait(QUIET_SECONDS)
        scene.must("once", len(scene.mails(address)) == 1)
        scene.until("it is sent", lambda: scene.api("marketer").get(f"/v1/messages/{message}")["state"] == "sent")
        scene.look(f"/people/{person}/why/messages/{message}", "3-message-sent")


def erase(scene: Scene) -> None:
    """Somebody wants to be forgotten: nothing is found, and the receipt proves itself."""
    user, address, person = somebody(scene)
    scene.look(f"/people/{person}", "5-before")
    officer = scene.api("privacy")
    asked = {"identifier": {"type": "email", "value": address}, "reason": "a drill"}
    request = officer.post("/v1/privacy/erasures", asked)["id"]
    done = scene.until("it is done", lambda: _done(officer.get(f"/v1/privacy/requests/{request}")))
    scene.look(f"/privacy/{request}", "5-erased")
    scene.look(f"/people/{person}", "5-nobody")
    scene.must("nobody is known by the user id", unknown(scene, user))
    scene.must("it has a receipt with counts", done["receipt"] and done["receipt"]["counts"])
    chain = officer.get("/v1/privacy/receipts/verify")
    scene.must(f"all {chain['receipts']} receipts hold in their chain", chain["holds"])


def _held(scene: Scene, mark: str) -> Any:
    found = scene.api("admin").get("/v1/quarantine?" + urlencode({"state": "open", "limit": 50}))["items"]
    return next(
        (one for one in found if mark in json.dumps(scene.api("admin").get(f"/v1/quarantine/{one['id']}"))), None
    )


def _letters(scene: Scene) -> set[str]:
    asked = urlencode({"queue": "JourneysDeadLetters", "state": "open"})
    return {one["id"] for one in scene.api("admin").get(f"/v1/deadletters?{asked}")["items"]}


def _done(request: Any) -> Any:
    return request if request["state"] == "done" else None


def unknown(scene: Scene, user: str) -> bool:
    """Whether nobody is known by the user id."""
    try:
        scene.api("agent").post("/v1/people/find", {"type": "user_id", "value": user})
    except Refused:
        return True
    return False


@contextmanager
def _template(scene: Scene) -> Iterator[None]:
    """A template of its own; afterwards the playbook is as it was."""
    before = scene.api("admin").get("/v1/playbook")["files"]
    scene.api("admin").post("/v1/playbook/apply", {"files": {"templates/drill.yaml": TEMPLATE}})
    scene.wait(FRESH_SECONDS + 1)  # whoever has just looked at the playbook looks again after that
    try:
        yield
    finally:
        scene.api("admin").post("/v1/playbook/apply", {"files": before, "replace": True})


@contextmanager
def _impatient(scene: Scene, named: tuple[str, ...], seconds: int) -> Iterator[None]:
    """What these queues bring is tried again after seconds, not minutes."""
    queues, was = scene.client("sqs"), {}
    for one in map(scene.named, named):
        told = queues.get_queue_attributes(QueueUrl=one, AttributeNames=["VisibilityTimeout"])
        was[one] = told["Attributes"]["VisibilityTimeout"]
        queues.set_queue_attributes(QueueUrl=one, Attributes={"VisibilityTimeout": str(seconds)})
    try:
        yield
    finally:
        for one, timeout in was.items():
            queues.set_queue_attributes(QueueUrl=one, Attributes={"VisibilityTimeout": timeout})


@contextmanager
def _denied(scene: Scene, role: str, action: str) -> Iterator[None]:
    """A function may not do something that it needs: to a sender that is a provider who says not now."""
    roles, name = scene.client("iam"), scene.named(role)
    said = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": action, "Resource": "*"}]}
    roles.put_role_policy(RoleName=name, PolicyName="drill", PolicyDocument=json.dumps(said))
    say(f"    {role} may not {action}")
    try:
        yield
    finally:
        roles.delete_role_policy(RoleName=name, PolicyName="drill")


def _given_up(scene: Scene) -> bool:
    asked = {"QueueUrl": scene.named("JourneysDeadLetters"), "AttributeNames": ["ApproximateNumberOfMessages"]}
    return int(scene.client("sqs").get_queue_attributes(**asked)["Attributes"]["ApproximateNumberOfMessages"]) > 0
