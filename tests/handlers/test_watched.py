"""Log lines that alarms count: what was held back. None says who it was about."""

import json

from segue.deliveries import Delivery, Rejected
from segue.wiring.quarantine import quarantine
from tests.faults.shop import post


def lines(world, word):
    """The log lines of this word."""
    every = "".join(world.lambdas.output).splitlines()
    return [json.loads(one) for one in every if f'"message":"{word}"' in one]


def test_what_is_held_back_is_counted_when_it_is_new(world, capsys):
    for _ in range(2):
        post(world, {"type": "track", "event": "Lost of kim@shop.test", "messageId": "m0"})
    assert lines(world, "held-back") == [{"message": "held-back", "count": 1}]
    with world.aside():
        quarantine().keep([Rejected(Delivery("s", "segment", b"{}", {}, world.clock), "odd")])
    assert json.loads(capsys.readouterr().out) == {"message": "held-back", "count": 1}
