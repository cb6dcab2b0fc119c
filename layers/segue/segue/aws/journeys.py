"""The Journeys table: one row per person, journey and key."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from segue.aws.items import from_item, to_item
from segue.aws.tables import batch_get, put_if, query
from segue.journeys.instances import Instance
from segue.keys import PersonId

MOST = 100


@dataclass(frozen=True)
class Instances:
    """Running and ended instances."""

    table: str

    def find(self, persons: Iterable[PersonId], journey: str, key: str) -> Instance | None:
        """The instance for this key under any of the ids that the person has had; strongly consistent."""
        keys = [to_item({"pk": one, "sk": f"{journey}#{key}"}) for one in sorted(set(persons))]
        found = [_instance(from_item(item)) for item in batch_get(self.table, keys)]
        return min(found, key=lambda one: one.entered, default=None)

    def of_people(self, persons: Iterable[PersonId]) -> list[Instance]:
        """All instances under these ids, newest first."""
        rows = [row for one in persons for row in query(self.table, "pk = :pk", MOST, newest_first=True, pk=one)]
        return sorted(map(_instance, rows), key=lambda one: -one.entered)

    def save(self, instance: Instance) -> None:
        """Replaces the version that was read. Raises Conflict when it has moved on."""
        row = asdict(instance) | {"version": instance.version + 1}
        row |= {"pk": row.pop("person"), "sk": f"{instance.journey}#{instance.key}", "state_": row.pop("state")}
        if instance.version == 0:
            put_if(self.table, row, "attribute_not_exists(pk)")
        else:
            put_if(self.table, row, "version = :version", version=instance.version)


def _instance(row: dict[str, Any]) -> Instance:
    known = {name: value for name, value in row.items() if name not in ("pk", "sk", "state_")}
    return Instance(person=row["pk"], state=row["state_"], **known)
