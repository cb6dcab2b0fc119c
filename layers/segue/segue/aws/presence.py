"""Who of the staff is there: a small row each in the Requests table, which goes by itself."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from segue.aws.clients import client
from segue.aws.items import to_item
from segue.aws.queries import query
from segue.aws.tables import Lost, get, put_if
from segue.conversations.routing.presence import AWAY, Agent
from segue.times import DAY, SECOND

PARTITION = "presence"
MOST = 500  # of the staff


@dataclass(frozen=True)
class Presence:
    """Rows of a table; the newest word of each holds."""

    table: str

    def say(self, agent: Agent) -> None:
        """Somebody is there, or away."""
        client("dynamodb").put_item(TableName=self.table, Item=to_item(_row(agent)))

    def beat(self, agent: Agent) -> bool:
        """An open inbox says that somebody is there; False where they have just said that they are away."""
        with suppress(Lost):
            put_if(self.table, _row(agent), "attribute_not_exists(pk) OR state_ <> :away", away=AWAY)
            return True
        return False

    def all(self) -> list[Agent]:
        """Everybody who has said a word lately, by name."""
        return [_agent(row) for row in query(self.table, "pk = :pk", MOST, newest_first=False, pk=PARTITION)]

    def one(self, name: str) -> Agent | None:
        """The last word of one of them."""
        row = get(self.table, {"pk": PARTITION, "sk": name})
        return _agent(row) if row else None


def _row(agent: Agent) -> dict[str, Any]:
    return {
        "pk": PARTITION,
        "sk": agent.name,
        "state_": agent.state,
        "queues": list(agent.queues),
        "until": agent.until,
        "ttl": (agent.until + DAY) // SECOND,
    }


def _agent(row: Mapping[str, Any]) -> Agent:
    return Agent(row["sk"], row["state_"], tuple(row["queues"]), row["until"])
