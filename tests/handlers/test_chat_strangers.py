"""Chats cost nothing to open: whoever opens many still writes to no stranger often, and not to many."""

import json

import pytest

from segue.conversations.desk.moving import MOST_OF_ONE, MOST_TO_ONE, MOST_TYPED
from segue.handover.codes import MOST_OF_GUESTS
from segue.times import DAY, MINUTE
from tests.handlers.chats import anonymous, signed_in
from tests.handlers.test_chat_elsewhere import led

STRANGER = "stranger@else.test"


def led_to(world, guest, address=STRANGER, at="192.0.2.1"):
    """What a new browser's chat is told that is to go on there."""
    guest = anonymous(world, guest) if isinstance(guest, str) else guest
    guest.address = at
    guest.open().say("Hello")
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
    monkeypatch.setitem(MOST_TYPED, "email", 2)
    said = [led_to(world, f"a{number}", f"k{number}@else.test", f"192.0.2.{number}")[0] for number in range(3)]
    assert said == [201, 201, 429]
    assert led_to(world, signed_in(world, "u1"), "own@else.test")[0] == 201


def test_who_types_many_addresses_shuts_the_door_for_nobody_else(world):
    said = [led_to(world, f"a{number}", f"k{number}@else.test", f"2001:db8::{number}")[0] for number in range(12)]
    assert said == [201] * 10 + [429] * 2
    assert led_to(world, "another", "kim@else.test", "198.51.100.1")[0] == 201
    assert MOST_TYPED["email"] >= 100 * MOST_OF_ONE


def test_many_codes_of_one_chat_or_one_caller_use_up_nobody_elses(world):
    def coded(name, address, times):
        guest = anonymous(world, name)
        guest.address = address
        guest.open().say("Hello")
        asked = [led(guest, "code") and guest.status for _ in range(times)]
        world.pass_time(MINUTE)
        return asked

    assert coded("a1", "192.0.2.1", 6) == [201] * 5 + [429]
    assert [coded(f"b{number}", "192.0.2.1", 5) for number in range(3)] == [[201] * 5] * 3
    assert coded("c1", "192.0.2.1", 1) == [429]
    assert coded("d1", "192.0.2.2", 1) == [201]
    assert MOST_OF_GUESTS * 2 <= 10**6 // 100  # of the digits, in two halves of an hour that touch


def test_no_address_of_a_caller_is_written_down(world):
    led_to(world, "a1", at="203.0.113.77")
    assert "203.0.113" not in json.dumps(
        [list(world.table(name).items()) for name in ("Requests", "Ledger")], default=str
    )
