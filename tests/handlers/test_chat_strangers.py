"""Chats cost nothing to open: whoever opens many still writes to no stranger often, and not to many."""

import pytest

from segue.conversations.desk import moving
from segue.conversations.desk.moving import MOST_TO_ONE
from segue.times import DAY, MINUTE
from tests.handlers.chats import anonymous

STRANGER = "stranger@else.test"


def led_to(world, browser, address=STRANGER):
    """What a new browser's chat is told that is to go on there."""
    guest = anonymous(world, browser).open()
    guest.say("Hello")
    world.pass_time(MINUTE)
    told = guest.ask(
        "POST", f"/v1/chat/{guest.chat['id']}/move", {"channel": "email", "address": address}, guest.chat["token"]
    )
    return guest.status, told


def test_a_stranger_is_written_to_a_few_times_a_day_from_however_many_chats(world):
    for number in range(MOST_TO_ONE):
        assert led_to(world, f"a{number}")[0] == 201
    status, told = led_to(world, "another")
    assert (status, told["type"].rpartition(":")[2]) == (429, "too-often")
    assert len(world.region.mailbox.mails) == MOST_TO_ONE
    world.pass_time(DAY)
    assert led_to(world, "the-next-day")[0] == 201


def test_visitors_together_type_so_many_addresses_in_an_hour(world, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("segue.wiring.chat.MOST_TYPED", 2)
    assert moving.MOST_TYPED > MOST_TO_ONE
    said = [led_to(world, f"a{number}", f"k{number}@else.test")[0] for number in range(3)]
    assert said == [201, 201, 429]
