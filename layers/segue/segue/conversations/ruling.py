"""What holds where the shop's playbook says nothing of conversations."""

from dataclasses import dataclass

from segue.conversations.conversations import Conversation
from segue.times import DAY, HOUR, Millis


@dataclass(frozen=True)
class Usual:
    """Three days belong together, a week opens again; one queue, no clock."""

    window: Millis = 72 * HOUR
    reopens: Millis = 7 * DAY

    def queue(self, _topic: str, _language: str, _channel: str, /) -> str:
        """None: everybody sees everything."""
        return ""

    def due(self, _head: Conversation, _first: bool, /) -> Millis:
        """No clock runs."""
        return 0
