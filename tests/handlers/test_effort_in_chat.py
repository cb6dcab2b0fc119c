"""How easy it was, asked in the chat that was there: a turn with seven buttons, once, whose answer counts."""

from typing import Any

from segue.times import HOUR, MINUTE
from segue.wiring.conversations import conversations
from tests.handlers.starter_plays import Play, kim


def chats(play: Play, text: str, **said: Any) -> None:
    """Kim writes in the chat of the site."""
    told = {"author": "customer", "text": text, "channel": "chat", "conversation_id": "chat:1", **said}
    play.tells("Conversation Turn", **told)
    play.passes(MINUTE)


def head(play: Play) -> Any:
    """Kim's one conversation."""
    with play.world.aside():
        states = ("open", "waiting", "resolved")
        (one,) = [one for state in states for one in conversations().newest(state, 9, 1 << 50, {})]
    return one


def asks(play: Play) -> list[Any]:
    """The turns that ask something."""
    with play.world.aside():
        return [one for one in conversations().turns(head(play).id, 50) if one.kind == "ask"]


def settled(play: Play, hours: int = 2) -> None:
    """What Kim wrote about is settled, and so many hours have passed."""
    chats(play, "Where is my parcel?")
    play.tells("Conversation Resolved", conversation_id="chat:1", channel="chat")
    play.passes(MINUTE + hours * HOUR)


def test_the_question_stands_in_the_chat_once_with_seven_buttons() -> None:
    with kim() as play:
        settled(play, 4)
        (asked,) = asks(play)
        assert [one["title"] for one in asked.detail["choices"]] == list("1234567")
        assert asked.text.startswith("The shop made it easy")
        assert play.subjects == []


def test_a_pressed_button_is_the_answer() -> None:
    with kim() as play:
        settled(play)
        pressed = asks(play)[0].detail["choices"][5]["id"]
        chats(play, "6", payload=pressed)
        assert (head(play).score, head(play).state) == (6, "resolved")


def test_who_writes_again_meanwhile_is_not_asked() -> None:
    with kim() as play:
        settled(play, 0)
        chats(play, "It is still not here")
        play.passes(3 * HOUR)
        assert asks(play) == []
