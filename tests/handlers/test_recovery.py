"""After a bad score or a complaint: a task for the staff, no marketing meanwhile, a word of apology; played on the
whole starter. An open case holds marketing by what the ledger says, and its end lets it go."""

import re
from typing import Any

from segue.times import DAY, HOUR, MINUTE
from tests.faults.shop import http
from tests.handlers.staff_requests import Api
from tests.handlers.starter_plays import Play, kim

SORRY, REMINDER = "We made that too hard", "Your Tent is waiting"


def writes(play: Play, text: str, thread: str = "email:1", **said: Any) -> None:
    """Kim writes a mail."""
    told = {"author": "customer", "text": text, "channel": "email", "conversation_id": thread, **said}
    play.tells("Conversation Turn", **told)
    play.passes(MINUTE)


def desk(play: Play, query: str = "") -> list[dict[str, Any]]:
    """The conversations of the inbox."""
    return Api(play.world, "agent", "conversations").get(f"/v1/conversations?{query}")[1]["items"]


def resolves(play: Play) -> None:
    """Staff settle what Kim wrote about."""
    for one in desk(play):
        if "task" not in one["tags"]:
            asked = Api(play.world, "agent", "conversations")
            assert asked.post(f"/v1/conversations/{one['id']}/resolve", {})[0] == 200
    play.passes(MINUTE)


def answers(play: Play, score: int) -> None:
    """Kim answers how easy it was, on the page behind the last mail."""
    path = re.findall(r"https://segue\.test(/s/[\w.~-]+)", play.html)[0]
    assert play.world.lambdas.invoke("surveys", http("POST", path, f"score={score}"))["statusCode"] == 200
    play.passes(MINUTE)


def asked(play: Play) -> None:
    """Kim wrote, it was settled, and two hours later she was asked."""
    writes(play, "Where is my parcel?")
    resolves(play)
    play.passes(2 * HOUR)


def test_a_bad_score_is_a_task_for_the_staff_and_an_apology() -> None:
    with kim() as play:
        asked(play)
        answers(play, 2)
        (task,) = desk(play, "queue=recovery")
        assert (task["state"], task["tags"]) == ("open", ["task"])
        assert task["continues"].startswith("c_")
        play.passes(HOUR)
        assert play.subjects[-1] == SORRY


def test_the_score_stands_on_the_conversation_and_the_person() -> None:
    with kim() as play:
        asked(play)
        answers(play, 2)
        (settled,) = desk(play, "state=resolved")
        person = Api(play.world).get(f"/v1/people/{play.person}")[1]
        assert settled["score"] == 2
        assert person["facets"]["support"]["effort"]["ces"]["case"] == settled["id"]


def test_a_good_score_is_no_task() -> None:
    with kim() as play:
        asked(play)
        answers(play, 6)
        play.passes(HOUR)
        assert desk(play, "queue=recovery") == []
        assert SORRY not in play.subjects


def test_a_task_tells_the_ledger_of_no_case() -> None:
    with kim() as play:
        asked(play)
        answers(play, 1)
        person = Api(play.world).get(f"/v1/people/{play.person}")[1]
        assert person["facets"]["support"]["open"] == []


def test_a_complaint_is_a_task_too() -> None:
    with kim() as play:
        play.hears("ConversationOpened", conversation="v1", channel="email", queue="", topic="complaint")
        play.passes(MINUTE)
        (task,) = desk(play, "queue=recovery")
        assert task["subject"].startswith("A complaint")


def leaves_a_cart(play: Play) -> None:
    """Something that the shop would remind of."""
    said = {"product_id": "p1", "name": "Tent", "price": 199, "quantity": 1, "currency": "EUR", "cart_id": "c1"}
    play.does("Product Added", **said)


def reminders(play: Play) -> list[str]:
    """What of the cart has reached Kim."""
    return [one for one in play.subjects if one == REMINDER]


def test_marketing_waits_while_a_case_is_open_and_goes_on_when_it_is_settled() -> None:
    with kim() as play:
        play.agrees()
        writes(play, "The tent has a hole")
        leaves_a_cart(play)
        play.passes(5 * HOUR)
        assert reminders(play) == []
        resolves(play)
        play.passes(DAY)
        assert len(reminders(play)) == 1


def test_without_a_case_nothing_waits() -> None:
    with kim() as play:
        play.agrees()
        leaves_a_cart(play)
        play.passes(5 * HOUR)
        assert len(reminders(play)) == 1


def test_a_bad_score_holds_marketing_for_two_weeks() -> None:
    with kim() as play:
        play.agrees()
        asked(play)
        answers(play, 2)
        leaves_a_cart(play)
        play.passes(3 * DAY)
        assert reminders(play) == []
