"""Who of those that an import names is known already."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from segue.aws.clients import unavailable
from segue.aws.items import from_item, to_item
from segue.aws.tables import batch_get
from segue.deliveries import strongest
from segue.events import Event
from segue.identifiers import Identifier
from segue.keys import IdentityKey


@dataclass(frozen=True)
class KnownPeople:
    """Rows of a table of identities; remembers whom it was asked for."""

    table: str
    key: Callable[[Identifier], IdentityKey]
    seen: set[IdentityKey] = field(default_factory=set)

    def __call__(self, events: Sequence[Event]) -> tuple[int, int]:
        """(new, matched) people under the events' strongest identifiers, each once. Raises Unavailable."""
        asked = {self.key(strongest(one)) for one in events} - self.seen
        self.seen.update(asked)
        with unavailable("read-failed"):
            rows = batch_get(self.table, [to_item({"pk": one}) for one in sorted(asked)], strong=False)
            matched = len({from_item(row)["pk"] for row in rows})
        return len(asked) - matched, matched
