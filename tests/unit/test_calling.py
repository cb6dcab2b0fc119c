"""Webhooks of journeys: signed, called until they are answered, and what they answered stands with the run."""

import json
from dataclasses import replace
from typing import Any

import pytest

from segue.channels.any import standard_webhooks
from segue.errors import Conflict, Unavailable
from segue.http import Request
from segue.journeys.calling import Calling, Post
from segue.journeys.ears import EVERYTHING
from segue.journeys.instances import Instance
from segue.journeys.running import Found
from tests.builders import NOON
from tests.fake_journeys import KIM, a_journey
from tests.provider_samples import proof

SECRETS = ("whsec_bmV3", "whsec_b2xk")
CALL = {"url": "https://crm.example/in?a=1", "secret": "crm", "body": {"reason": "left", "mail": {"trait": "email"}}}
JOURNEY = a_journey({"call": CALL, "id": "tell"})
RUN = Instance("u_1", "j", "person", NOON, step="end", state="done", version=2)
ORDER = {"id": "msg_1", "person": "u_1", "journey": "j", "key": "person", "run": 1, "step": "tell", "book": "1"}
ASKED = ORDER | {"data": {"product": "tent"}, "time": NOON}


class Outside:
    """Everything that a call meets; `status`: what is answered, None for nothing."""

    def __init__(self, status: int | None = 200, run: Instance = RUN, moves: int = 0) -> None:
        self.status, self.run, self.moves = status, run, moves
        self.posts: list[Post] = []
        self.noted: list[str] = []
        self.place, self.ears = "1", EVERYTHING

    def read(self, person: str) -> Any:
        return KIM

    def find(self, persons: Any, journey: str, key: str) -> Found:
        return Found((self.run,))

    def answered(self, instance: Instance, step: str, said: str) -> None:
        if self.moves:
            self.moves -= 1
            raise Conflict("moved")
        self.noted.append(f"{step}: {said}")
        self.run = replace(self.run, outcomes={step: said})

    def journey(self, place: str, journey: str) -> Any:
        return JOURNEY if place == "1" else None

    def post(self, post: Post) -> int:
        self.posts.append(post)
        if self.status is None:
            raise Unavailable("unreachable", "TimeoutError")
        return self.status

    def call(self, **asked: Any) -> None:
        Calling(self, self, self, lambda name, now: SECRETS, self.post).call({**ASKED, **asked}, NOON)


@pytest.mark.parametrize("secret", SECRETS)
def test_a_call_is_signed_as_standard_webhooks_has_it_by_each_secret(secret: str) -> None:
    outside = Outside()
    outside.call()
    (post,) = outside.posts
    standard_webhooks.verify(proof(Request("POST", post.path, {}, dict(post.headers), post.body), (secret,)))
    assert (post.host, post.path, post.headers["webhook-id"]) == ("crm.example", "/in?a=1", "msg_1")


def test_it_says_who_where_and_what_the_text_adds() -> None:
    outside = Outside()
    outside.call()
    said = json.loads(outside.posts[0].body)
    assert (said["type"], said["timestamp"]) == ("journey.called", "2026-11-22T12:00:00.000Z")
    assert said["data"] == {
        **{one: ASKED[one] for one in ("person", "journey", "key", "run", "step", "data")},
        "reason": "left",
        "mail": "kim@shop.example",
    }


@pytest.mark.parametrize(("status", "said"), [(204, "called"), (301, "refused 301"), (410, "refused 410")])
def test_what_it_is_answered_stands_with_the_run(status: int, said: str) -> None:
    outside = Outside(status)
    outside.call()
    assert outside.noted == [f"tell: {said}"]


UNANSWERED = {None: "TimeoutError"} | {one: f"it answered {one}" for one in (408, 429, 500, 503)}


@pytest.mark.parametrize(("status", "why"), UNANSWERED.items())
def test_who_does_not_answer_is_called_again_and_the_run_says_why(status: int | None, why: str) -> None:
    outside = Outside(status)
    for _ in range(2):
        with pytest.raises(Unavailable):
            outside.call()
    assert (len(outside.posts), outside.noted) == (2, [f"tell: unanswered: {why}"])
    outside.status = 200
    outside.call()
    assert outside.noted[1:] == ["tell: called"]


def test_nobody_is_called_twice_because_the_run_moved_on_meanwhile() -> None:
    outside = Outside(moves=2)
    outside.call()
    assert (len(outside.posts), outside.noted) == (1, ["tell: called"])


def test_who_has_answered_is_not_called_again() -> None:
    outside = Outside(run=Instance("u_1", "j", "person", NOON, outcomes={"tell": "called"}))
    outside.call()
    assert outside.posts == []


@pytest.mark.parametrize("gone", [{"book": "9"}, {"step": "other"}])
def test_a_step_that_is_gone_is_not_called(gone: dict[str, str]) -> None:
    outside = Outside()
    outside.call(**gone)
    assert (outside.posts, outside.noted) == ([], [f"{gone.get('step', 'tell')}: no such step any more"])
