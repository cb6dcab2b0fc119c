"""Simulations in the Requests table, and the queue that wakes them."""

from dataclasses import dataclass, replace
from typing import Any

import msgspec

from segue.aws.clients import client, unavailable
from segue.aws.items import to_item
from segue.aws.tables import Lost, get, put_if
from segue.errors import Conflict, NotFound
from segue.simulating.jobs import KIND, Simulation, row_of, simulation_of


@dataclass(frozen=True)
class StoredSimulations:
    """Simulations in a table; `queue` is the URL of the queue that `simulate` reads."""

    table: str
    queue: str

    def find(self, simulation: str) -> Simulation:
        """A simulation by its id. Raises NotFound, Unavailable."""
        with unavailable("read-failed"):
            row = get(self.table, {"pk": f"{KIND}#{simulation}", "sk": KIND})
        if row is None:
            raise NotFound("unknown-simulation", "there is no simulation of this id; they are kept for 30 days")
        return simulation_of(row)

    def begin(self, simulation: Simulation) -> Simulation:
        """Writes a new one down and wakes it; the one of this id that there is where it was asked for before."""
        try:
            known = self.save(simulation)
        except Conflict:
            known = self.find(simulation.id)
        if not known.ended:
            self.send(known)
        return known

    def save(self, simulation: Simulation) -> Simulation:
        """As it stands now. Raises Conflict when somebody else has saved it, Unavailable.

        What stands in the way may be what was saved here, where the answer to that was lost.
        """
        row = row_of(simulation)
        try:
            self._put(row, simulation.version)
        except Lost as lost:
            if to_item(lost.row) != to_item(row):
                raise
        return replace(simulation, version=simulation.version + 1)

    def _put(self, row: dict[str, Any], version: int) -> None:
        with unavailable("write-failed"):
            if version:
                put_if(self.table, row, "v = :v", v=version)
            else:
                put_if(self.table, row, "attribute_not_exists(pk)")

    def send(self, simulation: Simulation) -> None:
        """Wakes its step. Raises Unavailable."""
        body = msgspec.json.encode({"simulation": simulation.id, "step": simulation.step}).decode()
        with unavailable("write-failed"):
            client("sqs").send_message(QueueUrl=self.queue, MessageBody=body)
