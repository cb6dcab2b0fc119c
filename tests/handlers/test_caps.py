"""Caps on the way from a message to its customer: held until there is room, dropped after the deadline, counted under
former ids too."""

from typing import Any

from segue.messages import Message
from segue.messaging.caps import Cap, Caps, Slot
from segue.times import DAY, HOUR
from segue.wiring.booking import booking
from tests.builders import NOON
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import added, identified, post
from tests.handlers.starter import started, starter_files
from tests.handlers.test_sending import KIM, the_messages

ONE_A_DAY = {"policies/caps.yaml": "caps: {a-day: {most: 1, within: 1d}}\n"}
CAPS = Caps((Cap("day", 1, DAY),))


def twice(more: dict[str, str]) -> dict[str, str]:
    """The starter playbook with two reminders of each cart."""
    texts = starter_files()
    return texts | {"journeys/again.yaml": texts["journeys/abandoned-cart.yaml"]} | more


def reminded(world: World, after: int = 3 * HOUR) -> list[Message]:
    """Both messages about a cart, so long after it was filled."""
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    world.pass_time(after)
    return sorted(the_messages(world), key=lambda one: one.state)


def test_a_message_for_which_there_is_no_room_waits_until_there_is() -> None:
    with started(twice(ONE_A_DAY)) as world:
        held, sent = reminded(world)
        assert (held.state, sent.state) == ("held", "sent")
        assert {**dict(held.considered)["capped"], "until": 0} == {"channel": "email", "cap": "a-day", "until": 0}
        world.pass_time(DAY)
        assert [one.state for one in the_messages(world)] == ["sent", "sent"]
        first, second = (mail.moment for mail in world.region.mailbox.mails)
    assert second - first >= DAY


def test_after_its_deadline_it_is_dropped_as_capped() -> None:
    soon = {"policies/messages.yaml": "within: {marketing: 12h}\n"}
    with started(twice(ONE_A_DAY | soon)) as world:
        dropped, sent = reminded(world)
    assert (dropped.state, dropped.reasons, sent.state) == ("dropped", ("capped",), "sent")


def test_where_no_cap_counts_a_message_nothing_is_written_of_its_person() -> None:
    with started(twice({"policies/caps.yaml": "caps: {a: {most: 1, within: 1d, purpose: transactional}}\n"})) as world:
        assert [one.state for one in reminded(world)] == ["sent", "sent"]
        assert not [one for one in rows(world, "ContactPoints") if one["pk"].startswith("person:")]


def test_what_the_provider_refuses_for_good_gives_its_slot_back() -> None:
    with started(twice(ONE_A_DAY)) as world:
        world.region.mailbox.reject = "MessageRejected"
        assert [one.state for one in reminded(world)] == ["failed", "failed"]
        (row,) = [one for one in rows(world, "ContactPoints") if one["pk"].startswith("person:")]
    assert row["slots"] == []


def slots() -> Any:
    found = booking().slots
    assert found
    return found


def test_slots_of_a_former_id_count_and_a_mark_counts_once() -> None:
    with started() as world, world.aside():
        assert slots().reserve(["u_1"], CAPS, Slot("m1", NOON, "email", "marketing"), NOON).free
        second = Slot("m2", NOON + HOUR, "email", "marketing")
        assert slots().reserve(["u_2", "u_1"], CAPS, second, NOON) == (False, NOON + DAY, "day")
        assert slots().reserve(["u_2", "u_1"], CAPS, second._replace(mark="m1"), NOON).free
        assert [one.mark for one in slots().read(["u_2", "u_1"])] == ["m1"]
        slots().release(["u_2", "u_1"], "m1")
        assert slots().read(["u_2", "u_1"]) == ()


def test_a_reservation_that_comes_again_writes_nothing() -> None:
    with started() as world, world.aside():
        for _ in range(3):
            assert slots().reserve(["u_1"], CAPS, Slot("m1", NOON, "email", "marketing"), NOON).free
        (row,) = [one for one in rows(world, "ContactPoints") if one["pk"] == "person:u_1"]
    assert (row["v"], len(row["slots"])) == (1, 1)
