"""The score of effort by agent and channel, from a conversation's end to the API and the console."""

from collections.abc import Iterator
from typing import Any

import pytest

from segue.conversations.conversations import STATES
from segue.times import DAY, HOUR, MINUTE
from segue.wiring.conversations import conversations
from segue.wiring.links import links
from segue.wiring.tables import messages
from tests.faults.cloud.world import World
from tests.faults.shop import http, identified, message, post, reported
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.resumed import after
from tests.handlers.staff_requests import Api
from tests.handlers.starter import whole_starter

AMY, BOB = "agent-1", "id-of-amy@shop.test"  # whom the API's token names, and who signs in at the console
KIM, LEE = "kim@shop.test", "lee@shop.test"


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Kim and Lee wrote, somebody answered each, and both were asked."""
    with staffed(monkeypatch, whole_starter()) as made:
        yield after(made, both_asked)


def both_asked(world: World) -> None:
    """The day so far."""
    for user, address, agent in (("u1", KIM, AMY), ("u2", LEE, BOB)):
        post(world, identified(world, f"i-{user}", user, address))
        says(world, user, "customer", "Where is my parcel?")
        says(world, user, "agent", "It comes today.", agent=agent)
        tells(world, user, "Conversation Resolved", {"channel": "email"})
    world.pass_time(2 * HOUR)


def says(world: World, user: str, author: str, text: str, **said: Any) -> None:
    """A turn of a customer's conversation."""
    tells(world, user, "Conversation Turn", {"author": author, "text": text, "channel": "email", **said})


def tells(world: World, user: str, name: str, said: dict[str, Any]) -> None:
    """An event of a customer's conversation."""
    properties = {"conversation_id": f"t-{user}", **said}
    known = f"{name}-{user}-{world.clock}"
    reported(world, message(world, "track", known, event=name, userId=user, properties=properties))
    world.pass_time(MINUTE)


def answers(world: World, address: str, score: int) -> None:
    """A customer answers on the page behind the mail."""
    with world.aside():
        heads = [head for state in STATES for head in conversations().newest(state, 9, 1 << 50, {})]
        said = messages().of_people([key for one in heads for key in (one.person, *one.keys)])
        (path,) = {
            links().survey(one).partition("segue.test")[2]
            for one in said
            if one.template == "effort" and one.contact_point == links().key("email", address)
        }
    assert world.lambdas.invoke("surveys", http("POST", path, f"score={score}"))["statusCode"] == 200
    world.pass_time(MINUTE)


def told(world: World, query: str, role: str = "admin") -> Any:
    """What the API says."""
    status, said = Api(world, role, "conversations").get(f"/v1/effort?{query}")
    assert status == 200
    return said


def rows(world: World, by: str) -> dict[str, tuple[int, list[int]]]:
    """How many were asked, and the scores, by name."""
    return {one["name"]: (one["asked"], one["scores"]) for one in told(world, f"by={by}")["items"]}


def test_everybody_who_was_asked_is_counted_and_an_answer_moves_when_it_is_corrected(world: World) -> None:
    nothing = [0] * 7
    assert rows(world, "agent") == {AMY: (1, nothing), BOB: (1, nothing)}
    answers(world, KIM, 6)
    answers(world, KIM, 6)
    assert rows(world, "agent") == {AMY: (1, [0, 0, 0, 0, 0, 1, 0]), BOB: (1, nothing)}
    answers(world, KIM, 2)
    assert rows(world, "agent")[AMY] == (1, [0, 1, 0, 0, 0, 0, 0])
    assert rows(world, "channel") == {"email": (2, [0, 1, 0, 0, 0, 0, 0])}


def test_the_sums_say_how_many_answered_how_easy_it_was_and_that_it_is_few(world: World) -> None:
    answers(world, KIM, 7)
    said = told(world, "by=channel")["total"]
    assert (said["asked"], said["answered"], said["response"], said["unasked"]) == (2, 1, 50.0, 0)
    assert (said["mean"], said["low"], said["easy"], said["hard"], said["few"]) == (7.0, None, 100.0, 0.0, True)


def test_an_answer_counts_on_the_day_of_its_question(world: World) -> None:
    world.pass_time(DAY)
    answers(world, KIM, 4)
    days = [(one["asked"], one["answered"]) for one in told(world, "")["days"]]
    assert (len(days), days[-2:]) == (30, [(2, 1), (0, 0)])


def test_a_merge_of_the_two_changes_nothing(world: World) -> None:
    answers(world, KIM, 5)
    before = [rows(world, by) for by in ("agent", "channel", "topic", "queue")]
    both = {"keep": {"type": "user_id", "value": "u1"}, "absorb": {"type": "user_id", "value": "u2"}, "reason": "same"}
    assert Api(world).post("/v1/merges", both)[0] == 201
    world.pass_time(HOUR)
    assert [rows(world, by) for by in ("agent", "channel", "topic", "queue")] == before


def two_talks(world: World) -> tuple[str, str]:
    """Kim writes about something else days later: that conversation, and the one that was asked about."""
    world.pass_time(4 * DAY)
    tells(world, "u1", "Conversation Turn", {"author": "customer", "text": "More", "conversation_id": "t2-u1"})
    with world.aside():
        (stays,) = conversations().newest("open", 9, 1 << 50, {})
        (goes,) = [one for one in conversations().newest("resolved", 9, 1 << 50, {}) if "t-u1" in one.threads]
    return stays.id, goes.id


def test_answers_are_those_of_the_question_while_its_conversation_is_merged_by_hand_and_after(world: World) -> None:
    stays, goes = two_talks(world)
    for act in ("merge", "part"):
        asked = Api(world, "agent", "conversations").post(f"/v1/conversations/{stays}/{act}", {"conversation": goes})
        assert asked[0] == 200
        for score in (5, 6, 5):
            answers(world, KIM, score)
            assert rows(world, "agent") == {AMY: (1, [int(one == score) for one in range(1, 8)]), BOB: (1, [0] * 7)}
    assert told(world, "by=agent")["total"]["unasked"] == 0


def test_an_agent_sees_the_own_score_beside_that_of_all_and_every_channel(world: World) -> None:
    answers(world, LEE, 1)
    said = told(world, "by=agent", "agent")
    assert [one["name"] for one in said["items"]] == [AMY]
    assert said["total"]["answered"] == 1
    assert [one["name"] for one in told(world, "by=channel", "agent")["items"]] == ["email"]


@pytest.mark.parametrize(("query", "role", "status"), [
    ("by=weather", "admin", 422),
    ("from=yesterday", "admin", 400),
    ("from=2024-01-01&to=2026-01-01", "admin", 400),
    ("", "marketer", 403),
    ("", "privacy", 403),
])  # fmt: skip
def test_what_cannot_be_told_or_may_not_is_refused(world: World, query, role, status) -> None:
    assert Api(world, role, "conversations").get(f"/v1/effort?{query}")[0] == status


def test_the_console_draws_it_and_says_what_few_answers_mean(world: World) -> None:
    answers(world, KIM, 6)
    answers(world, LEE, 2)
    page = as_staff(world, "ann").get("/effort?days=7")
    assert page.status == 200
    assert all(page.reads(text) for text in (AMY, "Few answers", "may be chance", "2 asked", "All together"))
    assert page.body.count('class="effort-shares"') == 3
    assert as_staff(world, "ann").get("/effort?by=channel&days=x").reads("E-mail")


def test_in_the_console_an_agent_sees_nobody_elses_score(world: World) -> None:
    answers(world, KIM, 6)
    page = as_staff(world, "amy").get("/effort")
    assert page.reads("You, beside all together")
    assert not page.reads(AMY)
    assert as_staff(world, "max").get("/effort").status == 403


def test_before_anybody_was_asked_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with staffed(monkeypatch) as made:
        assert as_staff(made, "ann").get("/effort").reads("Nobody was asked in these days")


def test_an_answer_that_is_filed_before_its_conversation_waits_for_it(world: World) -> None:
    before = told(world, "by=channel")["total"]["unasked"]
    tells(world, "u9", "Survey Answered", {"survey": "ces", "score": 6, "channel": "chat"})
    assert told(world, "by=channel")["total"]["unasked"] == before
    says(world, "u9", "customer", "Where is my parcel?")
    world.pass_time(10 * MINUTE)
    assert told(world, "by=channel")["total"]["unasked"] == before + 1


def test_an_answer_of_no_conversation_is_of_nobody_in_the_end(world: World) -> None:
    before = told(world, "by=channel")["total"]["unasked"]
    tells(world, "u9", "Survey Answered", {"survey": "ces", "score": 6, "channel": "chat"})
    world.pass_time(HOUR)
    assert told(world, "by=channel")["total"]["unasked"] == before
    assert not world.region.queues.by_name["ConversationsQueue"].messages
