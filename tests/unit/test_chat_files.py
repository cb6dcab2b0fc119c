"""Files in a visitor's chat: nobody names another's into it."""

from typing import Any

import pytest

from segue.conversations.chat.turns import told
from segue.conversations.conversations import Turn
from tests.builders import NOON

OWN, OTHER = f"c_{'a' * 24}", f"c_{'b' * 24}"
FILE = {"name": "plan.pdf", "type": "application/pdf"}


def shown(**file: Any) -> dict[str, Any]:
    turn = Turn("t_1", OWN, NOON, "agent", "chat", attachments=(file,))
    (found,) = told(turn, lambda one: f"https://segue.test/f/{one['key']}")["attachments"]
    return found


def test_a_file_of_this_conversation_is_led_to() -> None:
    assert shown(**FILE, key=f"{OWN}/x/plan.pdf")["url"] == f"https://segue.test/f/{OWN}/x/plan.pdf"


@pytest.mark.parametrize("key", [f"{OTHER}/x/plan.pdf", "uploads/plan.pdf", OWN, f"/{OWN}/x", 7])
def test_an_event_that_names_another_conversation_s_file_leads_nowhere(key) -> None:
    assert shown(**FILE, key=key)["url"] == ""


def test_a_file_without_a_name_is_shown_too() -> None:
    assert shown(key=f"{OWN}/x/plan.pdf")["name"] == ""
