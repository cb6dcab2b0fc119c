"""The chat on the running stack: words are at the desk when they are answered, and an answer is in the chat."""

import hashlib
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest

from tests.local.waiting import eventually

pytestmark = pytest.mark.thorough

SECOND = 1.0
PATIENCE = 30_000  # ms


@dataclass
class Talk:
    """A visitor's chat."""

    outputs: dict[str, Any]
    call: Callable[..., Any]
    who: dict[str, str]
    chat: dict[str, Any] = field(default_factory=dict)

    def open(self) -> "Talk":
        """Opens it, or finds it again."""
        answer = self.call(
            "POST", f"{self.outputs['api']}/v1/chat", {"writeKey": self.outputs["write_key"], **self.who}
        )
        assert answer.status == 200, answer.body
        self.chat = answer.json
        return self

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """A request with the chat's token."""
        where = f"{self.outputs['api']}/v1/chat/{self.chat['id']}{path}"
        return self.call(method, where, body, {"Authorization": f"Bearer {self.chat['token']}"})

    def say(self, text: str, client: str = "", **more: Any) -> Any:
        """Says something."""
        answer = self.ask("POST", "/turns", {"text": text, "clientId": client or uuid4().hex, **more})
        assert answer.status == 201, answer.body
        return answer.json["turn"]

    @property
    def texts(self) -> list[str]:
        """What it shows when it is opened."""
        return [one["text"] for one in self.open().chat["turns"]]


@pytest.fixture
def talk(outputs, call) -> Callable[..., Talk]:
    """`talk(anonymousId="a1")` is a visitor."""
    return lambda **who: Talk(outputs, call, who)


@pytest.fixture
def signed_in(outputs, talk) -> Callable[[str], Talk]:
    """`signed_in("u1")` is somebody with the proof of the shop's server."""

    def made(user: str, **more: str) -> Talk:
        proof = hmac.new(outputs["user_secret"].encode(), user.encode(), hashlib.sha256).hexdigest()
        return talk(userId=user, userHash=proof, **more)

    return made


def at_the_desk(ask: Callable[..., Any], text: str) -> dict[str, Any]:
    """The conversation whose last words these are."""
    items = eventually(lambda: ask("agent", "GET", "/v1/conversations?channel=chat").json["items"])
    found = [one for one in items if one["preview"] == text]
    assert len(found) == 1
    return found[0]


def test_words_are_at_the_desk_once_and_an_answer_is_in_the_chat_within_the_second(talk, ask):
    mark = uuid4().hex
    kim = talk(anonymousId=mark).open()
    first = kim.say(f"Where is my tent? {mark}", "c1")
    assert kim.say(f"Where is my tent? {mark}", "c1") == first
    found = at_the_desk(ask, first["text"])
    began = time.monotonic()
    assert ask("agent", "POST", f"/v1/conversations/{found['id']}/turns", {"text": "On its way"}).status == 201
    new = kim.ask("GET", "?after=").json
    assert [one["text"] for one in new["turns"]] == [first["text"], "On its way"]
    assert time.monotonic() - began < 4 * SECOND  # functions that run for the first time among it
    assert kim.ask("GET", f"?after={new['mark']}").status == 204
    time.sleep(5 * SECOND)  # file_turns has been there meanwhile
    assert kim.texts == [first["text"], "On its way"]


def test_who_signs_in_sees_it_on_another_device_and_a_stranger_on_the_same_one_does_not(talk, signed_in):
    mark = uuid4().hex
    talk(anonymousId=mark).open().say("Before I signed in")
    kim = signed_in(f"kim-{mark}", anonymousId=mark).open()
    kim.say("I am Kim")
    both = ["Before I signed in", "I am Kim"]
    eventually(lambda: signed_in(f"kim-{mark}").texts == both)  # once it is known that browser and user are one
    assert signed_in(f"lee-{mark}", anonymousId=mark).texts == []
    assert talk(anonymousId=mark).texts == ["Before I signed in"]


def test_too_much_at_once_is_told_to_wait(talk):
    kim = talk(anonymousId=uuid4().hex).open()
    bodies = [{"text": "Again", "clientId": f"c{number}"} for number in range(70)]
    refused = next(one for one in (kim.ask("POST", "/turns", body) for body in bodies) if one.status != 201)
    assert (refused.status, refused.json["type"].rpartition(":")[2]) == (429, "too-often")
    assert 0 < int(refused.headers["Retry-After"]) <= 60


def test_the_demo_shop_has_the_chat(page, outputs, ask):
    page.set_default_timeout(PATIENCE)
    page.goto(outputs["shop"])
    page.get_by_role("button", name="Chat with us").click()
    text = f"Do you ship to Ireland? {uuid4().hex}"
    page.get_by_label("Your message").fill(text)
    page.keyboard.press("Enter")
    found = eventually(lambda: [one for one in _chats(ask) if one["preview"] == text[:120]])[0]
    ask("agent", "POST", f"/v1/conversations/{found['id']}/turns", {"text": "We do"})
    page.get_by_role("log").get_by_text("We do").wait_for()


def _chats(ask: Callable[..., Any]) -> list[dict[str, Any]]:
    return ask("agent", "GET", "/v1/conversations?channel=chat").json["items"]
