"""Filing and staff over one store in memory; everybody is Kim."""

from typing import Any

from segue.conversations.contributions import contribution_of
from segue.conversations.conversations import Conversation
from segue.conversations.desk.acts import Act
from segue.conversations.desk.desking import Desking
from segue.conversations.desk.replying import Destination
from segue.conversations.filing import Filed, Filing
from segue.conversations.ports import Whose
from segue.conversations.routing.ruling import Ruling
from segue.conversations.understanding import Understanding
from segue.times import Millis
from tests.builders import NOON, an_event
from tests.fake_conversations import FakeConversations

KIM = "u_kim"


class Desk:
    """A model takes all about tents for deliveries."""

    def __init__(self) -> None:
        self.store = FakeConversations()
        understanding = Understanding(Ruling, lambda text: ("delivery", 0.9) if "tent" in text else ("", 0.1))
        self.filing = Filing(self.store, lambda person: Whose(person, (person, "a_kim")), understanding)
        self.staff = Desking(self.store, lambda head, channel: Destination(channel, "p_1", thread=head.threads[-1]))

    def says(self, text: str = "Hi", thread: str = "chat:1", at: Millis = 0, **said: Any) -> Filed:
        """The customer, or whoever `author` is, says something so long after noon."""
        channel, name = said.pop("by", "chat"), said.pop("event", "Conversation Turn")
        addresses, past = said.pop("addresses", ()), said.pop("past", False)
        told = {"conversation_id": thread, "author": "customer", "text": text, **said}
        event = an_event(
            name,
            at=NOON + at,
            channel=channel,
            properties=told,
            message_id=f"{thread}{at}{name}",
            backfill=past,
            source="shop",
        )
        found = contribution_of(event, KIM, addresses)
        assert found
        return self.filing.file(KIM, found, NOON + at)

    def resolves(self, head: Conversation, at: Millis) -> Conversation:
        """An agent resolves it."""
        return self.staff.resolve(head.id, Act("amy", NOON + at, f"resolve-{at}"))
