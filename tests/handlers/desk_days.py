"""An hour at the desk of that shop: what customers write and say by which channel, and what the staff do about it."""

from dataclasses import dataclass
from typing import Any

from segue.conversations.conversations import STATES, Conversation
from segue.conversations.desk.acts import Act, Words
from segue.times import LATEST, MINUTE
from segue.wiring.conversations import conversations, desk_of_conversations
from segue.wiring.people import profiles
from tests.faults.cloud.world import World
from tests.faults.shop import reported
from tests.handlers.console_staff import as_staff
from tests.handlers.shop_days import NAMES, Days

AMY, ANN = "id-of-amy@shop.test", "id-of-ann@shop.test"  # user names of the pool
# (minutes until it is said, whose place in NAMES, channel, thread, words)
SAID = (
    (0, 3, "email", "mail-3", "Hello, the tent pegs of my order 1107 are missing. Could you send them?"),
    (3, 5, "whatsapp", "wa-5", "Do the Heron boots run small? I am between 41 and 42."),
    (9, 0, "chat", "chat-0", "Hi! My lantern flickers since yesterday."),
    (1, 0, "chat", "chat-0", "It is the Lumen of order 1375."),
    (6, 9, "sms", "sms-9", "When do you open on Saturday?"),
    (5, 11, "email", "mail-11", "I would like to return the sleeping mat, it arrived with a hole."),
    (4, 13, "instagram", "ig-13", "Is the orange one coming back?"),
    (2, 0, "email", "mail-0", "I had to leave the chat. Is there a spare part for the lantern?"),
)


@dataclass
class DeskDays:
    """What happens at a desk; the same every time."""

    days: Days

    @property
    def world(self) -> World:
        """Where it happens."""
        return self.days.world

    def play(self) -> None:
        """Everybody writes; some are answered, one is resolved, one calls."""
        for at, (minutes, place, channel, thread, text) in enumerate(SAID):
            self.world.pass_time(minutes * MINUTE)
            self.says(NAMES[place], channel, thread, text, f"s-{at}")
        self.answer(NAMES[0], "Sorry about that. Does it flicker on the battery, too?", AMY)
        self.note(NAMES[0], "Third Lumen this week. @ann is it the batch of October?", AMY)
        self.answer(NAMES[9], "From ten to six.", ANN)
        self.says(NAMES[0], "chat", "chat-0", "Yes, on both.", "s-20")
        self.calls(NAMES[7])

    def says(self, name: str, channel: str, thread: str, text: str, key: str, **more: Any) -> None:
        """Words of a customer."""
        said = {"conversation_id": thread, "author": "customer", "text": text, "turn_id": key, "channel": channel}
        self.days.say(name, self.days.track("Conversation Turn", {**said, **more}), by=reported)
        self.world.pass_time(MINUTE)

    def calls(self, name: str) -> None:
        """A customer rings."""
        said = {"call_id": f"call-{NAMES.index(name)}", "direction": "inbound"}
        self.days.say(name, self.days.track("Call Started", said), by=reported)
        self.world.pass_time(MINUTE // 2)

    def answer(self, name: str, text: str, by: str) -> None:
        """One of the staff answers."""
        talk = self.of(name).id
        with self.world.aside():
            desk_of_conversations().say(talk, Words(text), Act(by, self.world.clock, text))
        self.world.pass_time(MINUTE)

    def note(self, name: str, text: str, by: str) -> None:
        """One of the staff notes something."""
        talk = self.of(name).id
        with self.world.aside():
            desk_of_conversations().say(talk, Words(text, "note"), Act(by, self.world.clock, text))

    def of(self, name: str) -> Conversation:
        """The newest conversation of a customer."""
        with self.world.aside():
            heads = [one for state in STATES for one in conversations().newest(state, 50, LATEST, {})]
            people = profiles().read_many({one.person for one in heads})
        named = [one for one in heads if (who := people[one.person]) and who.traits.get("name") == name]
        return max(named, key=lambda one: one.began)


def played(world: World) -> DeskDays:
    """Two days of a shop whose staff are known by name, and the hour of its desk."""
    days = Days(world)
    days.play()
    for name in ("amy", "ann"):
        as_staff(world, name)  # known by name from then on
    desk = DeskDays(days)
    desk.play()
    return desk
