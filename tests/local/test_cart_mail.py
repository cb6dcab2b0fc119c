"""A cart posted as a real SDK posts it, on the running stack: left alone it ends as one mail, ordered as none."""

import base64
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from segue.aws.playbooks import FRESH_SECONDS
from tests.local.waiting import eventually

RECORDINGS = Path(__file__).resolve().parents[3] / "shared" / "data" / "clients" / "segment-analytics-next"
FILE = "segments/abandoned-cart.yaml"
QUIET = 6  # seconds in which a second mail would have come
EMAIL = "müller@example.com"


@pytest.fixture(scope="module")
def impatient(ask) -> Iterator[None]:
    """The playbook with three seconds in place of two hours; afterwards as it was."""
    text = ask("admin", "GET", "/v1/playbook").json["files"][FILE]
    answer = ask("admin", "POST", "/v1/playbook/apply", {"files": {FILE: text.replace("2h", "3s")}})
    assert answer.status in (200, 201), answer.body
    time.sleep(FRESH_SECONDS + 1)  # whoever has just looked at the playbook looks again after that
    yield
    ask("admin", "POST", "/v1/playbook/apply", {"files": {FILE: text}})


@pytest.fixture(scope="module")
def replay(outputs, call, as_sdk) -> Callable[[str, bool], None]:
    """`replay("lou", ordered=True)` posts the recording as a customer of this name, bytes and headers as recorded."""
    if not RECORDINGS.is_dir():
        pytest.skip("the SDK recordings are not here")

    def post(name: str, ordered: bool) -> None:
        for path in sorted(RECORDINGS.glob("*.json")):
            made = json.loads(path.read_text())
            if made["method"] == "POST" and (ordered or b"Order Completed" not in body_of(made)):
                body = renamed(body_of(made), name)
                answer = call("POST", outputs["ingest"] + made["path"], body, headers_of(made) | as_sdk)
                assert (answer.status, answer.json) == (200, {"success": True})

    return post


def body_of(made: dict[str, Any]) -> bytes:
    """The recorded bytes."""
    return base64.b64decode(made["body_base64"])


def renamed(body: bytes, name: str) -> bytes:
    """The recording told of somebody else: every id of its own."""
    said = body.decode().replace("019mr8mf4r", f"user-{name}").replace("6df15aa0", f"{name}-6df1")
    return said.replace(EMAIL, f"{name}@example.com").replace('"ajs-next-', f'"{name}-').encode()


def headers_of(made: dict[str, Any]) -> dict[str, str]:
    """What the SDK sent, but for the write key, which is another stack's."""
    return {name: value for name, value in made["headers"] if name.lower() in ("content-type", "user-agent", "origin")}


@pytest.fixture(scope="module")
def inbox(outputs, call) -> Callable[[str], list[dict[str, Any]]]:
    """`inbox("lou")`: the mails to this customer."""

    def read(name: str) -> list[dict[str, Any]]:
        boxes = call("GET", f"{outputs['api']}/local/mail.json").json["messages"].values()
        return [mail for box in boxes for mail in box if f"{name}@example.com" in mail["To"]]

    return read


@pytest.fixture(scope="module")
def mails(impatient, replay, inbox) -> dict[str, list[dict[str, Any]]]:
    """What came to whoever ordered, and to whoever left the same cart a moment later: once that mail is there and a
    while is over, neither will get another one."""
    replay("kit", ordered=True)
    replay("lou", ordered=False)
    eventually(lambda: inbox("lou"))
    time.sleep(QUIET)
    return {one: inbox(one) for one in ("kit", "lou")}


def test_a_cart_left_alone_ends_as_exactly_one_mail(mails) -> None:
    (mail,) = mails["lou"]
    assert "Monopoly" in mail["BodyHtml"]
    assert "18.99 EUR" in mail["BodyHtml"]
    assert "https://www.example.com/product/path.jpg" in mail["BodyHtml"]
    assert "/unsubscribe/" in mail["BodyText"]


def test_a_cart_that_is_ordered_ends_as_none(mails) -> None:
    assert mails["kit"] == []
