"""Orders to file what was said: ten to a request of the queue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from segue.aws.clients import client, unavailable
from segue.conversations.ordering import grace, is_filed, order_of
from segue.errors import Unavailable
from segue.events import Event
from segue.keys import IdentityKey, PersonId
from segue.times import SECOND, Millis

AT_ONCE = 10  # SQS's limit for one request


@dataclass(frozen=True)
class TurnOrders:
    """Puts orders on a queue."""

    queue: str

    def order(self, said: Sequence[tuple[PersonId, IdentityKey, Event]]) -> None:
        """Orders to file those of the events that belong into a conversation."""
        self._put([(order_of(*one), grace(one[-1])) for one in said if is_filed(one[-1])])

    def _put(self, orders: Sequence[tuple[Mapping[str, Any], Millis]]) -> None:
        """All of them; none asks nothing. Raises Unavailable where one was not taken: they may all be put again."""
        for start in range(0, len(orders), AT_ONCE):
            entries = [_entry(place, *one) for place, one in enumerate(orders[start : start + AT_ONCE])]
            with unavailable("not-ordered"):
                answer = client("sqs").send_message_batch(QueueUrl=self.queue, Entries=entries)
            if answer.get("Failed"):
                raise Unavailable("not-ordered", "the queue has not taken every order")


def _entry(place: int, order: Mapping[str, Any], wait: Millis) -> dict[str, Any]:
    later = {"DelaySeconds": wait // SECOND} if wait else {}
    return {"Id": str(place), "MessageBody": msgspec.json.encode(order).decode(), **later}
