"""Of a customer with many messages and runs the last ones are told."""

from dataclasses import replace

from segue.aws.journeys import Instances
from segue.aws.settings import settings
from segue.journeys.instances import Instance
from segue.messages import Message, message_id
from segue.wiring.tables import messages
from tests.builders import NOON
from tests.faults.cloud.world import World

MANY = 230


def test_of_many_messages_the_newest_are_told(world: World) -> None:
    made = [
        Message(
            message_id("u_1", ("news", "person", str(at)), "e_1"), "u_1", "e_1", "news", "person", str(at), *PLAIN, at
        )
        for at in range(NOON, NOON + MANY)
    ]
    with world.aside():
        messages().intend_all(made)
        told = messages().of_people(["u_1"])
    assert [one.created for one in told] == list(range(NOON + MANY - 1, NOON + MANY - 201, -1))


PLAIN = ("t", "email", "marketing")


def test_of_many_runs_the_newest_are_told(world: World) -> None:
    first = Instance("u_1", "left", "0", NOON, "0", NOON)
    with world.aside():
        runs = Instances(settings().journeys)
        for at in range(MANY):
            runs.save(replace(first, key=str(at), entered=NOON + at))
        told = runs.of_people(["u_1"])
    assert [one.entered for one in told] == list(range(NOON + MANY - 1, NOON - 1, -1))
