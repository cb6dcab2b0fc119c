"""The example of a channel: a journey's message is a letter in the bucket, once."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from examples.channel import app
from segue.times import HOUR
from segue_tools.places import ROOT
from tests.faults.cloud import stack
from tests.faults.shop import added, identified, post
from tests.handlers.starter import started, starter_files
from tests.handlers.test_sending import the_messages

EXAMPLE = ROOT / "examples" / "channel"
LETTER = (EXAMPLE / "README.md").read_text().split("```yaml\n")[1].split("```")[0]
JOURNEY = "journeys/abandoned-cart.yaml"
STEP = "send: {template: letter, channel: custom, purpose: marketing}"


class Bucket:
    """What S3 was given, by key."""

    def __init__(self) -> None:
        self.letters: dict[str, dict[str, Any]] = {}

    def put_object(self, **said: Any) -> None:
        self.letters[said["Key"]] = said


@pytest.fixture
def bucket(monkeypatch):
    """The bucket that the function writes into."""
    made = Bucket()
    monkeypatch.setattr(app, "store", lambda: made)
    monkeypatch.setenv("BUCKET", "letters")
    return made


@pytest.fixture
def called(monkeypatch, bucket):
    """What the function was called with, in a world in which Kim has left a cart."""
    files = starter_files() | {"templates/letter.yaml": LETTER}
    old = "send: {template: abandoned-cart, channel: email, purpose: marketing}"
    files[JOURNEY] = files[JOURNEY].replace(old, STEP)
    with started(files) as world:
        monkeypatch.setenv("CUSTOM_MARKETING_QUEUE", stack.named("CustomMarketingQueue"))
        calls = []

        def invoke(params):
            calls.append(params)
            return json.dumps(app.handler(params["Payload"], None)).encode()

        monkeypatch.setattr(world.region.mailbox, "invoke", invoke)
        post(world, identified(world, "m0", "u1", "kim@shop.test"), added(world, "m1", userId="u1"))
        world.pass_time(3 * HOUR)
        (message,) = the_messages(world)
    return message, calls


def test_a_message_is_a_letter_under_its_id(called, bucket):
    message, (call,) = called
    assert (message.state, message.channel, call["FunctionName"]) == ("sent", "custom", "segue-channel-letters")
    ((key, letter),) = bucket.letters.items()
    assert key == f"letters/{message.id}.txt"
    assert b"Your Tent is waiting." in letter["Body"]
    assert letter["Metadata"]["person"] == message.person


def test_the_same_message_again_is_the_same_letter(called, bucket):
    _, (call,) = called
    app.handler(call["Payload"], None)
    assert len(bucket.letters) == 1


def test_cfn_lint_has_nothing_to_say_about_its_template():
    lint = Path(sys.executable).parent / "cfn-lint"
    done = subprocess.run([lint, EXAMPLE / "template.yaml"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_segue_may_call_it_by_its_name():
    assert "FunctionName: segue-channel-letters" in (EXAMPLE / "template.yaml").read_text()
    assert "function: segue-channel-letters" in LETTER
