"""By which channel an answer goes unless the agent says otherwise: the one that the customer chose last."""

import pytest

from segue.console.conversations.typed import wanted_by
from segue.conversations.conversations import Conversation, Turn


def moved(time: int, channel: str, agent: str = "customer") -> Turn:
    return Turn(f"t{time}", "c_1", time, "system", channel, agent=agent, detail={"moved": channel})


@pytest.mark.parametrize(
    ("turns", "wanted"),
    [
        ([], "chat"),
        ([moved(6, "email")], "email"),
        ([moved(6, "email"), moved(7, "sms")], "sms"),
        ([moved(4, "email")], "chat"),
        ([moved(6, "email", agent="amy")], "chat"),
    ],
)
def test_the_newest_channel_that_the_customer_chose_is_preset(turns, wanted):
    head = Conversation("c_1", "p_1", channel="chat", heard=5)
    assert wanted_by(head, turns) == wanted
