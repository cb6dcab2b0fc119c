"""What providers have put off: one row of the Requests table, an attribute a channel, written once a minute at most by
each instance of a sender and read by who looks at the status."""

from dataclasses import dataclass, field

from segue.aws.clients import client, unavailable
from segue.aws.items import to_attribute, to_item
from segue.aws.tables import get
from segue.messaging.put_off import PutOff, again, put_off_of
from segue.times import MINUTE, Millis

KEY = {"pk": "sending", "sk": "put-off"}


@dataclass(frozen=True)
class StoredPutOff:
    """In a table. All of it raises Unavailable."""

    table: str
    said: dict[str, Millis] = field(default_factory=dict)

    def note(self, channel: str, reason: str, now: Millis) -> None:
        """A channel's provider does not take messages now."""
        if now - self.said.get(channel, -MINUTE) < MINUTE:
            return
        before = next((one for one in self._all() if one.channel == channel), None)
        with unavailable("write-failed"):
            client("dynamodb").update_item(
                TableName=self.table,
                Key=to_item(KEY),
                UpdateExpression="SET #channel = :told",
                ExpressionAttributeNames={"#channel": channel},
                ExpressionAttributeValues={":told": to_attribute(again(before, channel, reason, now)._asdict())},
            )
        self.said[channel] = now

    def lasting(self, now: Millis) -> list[PutOff]:
        """The channels whose messages wait, that which has done so longest in front."""
        return sorted((one for one in self._all() if one.lasts(now)), key=lambda one: (one.since, one.channel))

    def _all(self) -> list[PutOff]:
        with unavailable("read-failed"):
            return put_off_of(get(self.table, KEY) or {})
