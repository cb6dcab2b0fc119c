"""Rows: a table of which each row is one event, as a mapping of columns to fields says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from segue.channels.drafts import stated_id
from segue.errors import Invalid
from segue.events import Event
from segue.imports.columns import Clock, Names, clock_of, names, plain, truth, values, who
from segue.imports.parts import Found, Origin, Part
from segue.ledger import derived_id

CONSENT = "Consent Updated"
KNOWN = ("event", "time", "time_format", "time_zone", "id", "who", "properties", "traits", "constants", "channel")


@dataclass(frozen=True)
class Rows:
    """`event` names the track message; without one each row is an identify message. `id` are the columns that make two
    rows one thing; without them two rows that say the same are one."""

    event: str
    clock: Clock
    who: Names
    properties: Names = field(default_factory=dict)
    traits: Names = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    id: tuple[str, ...] = ()
    channel: str = "import"

    def __call__(self, found: Found, origin: Origin) -> Iterator[Part]:
        """The event of a row. Raises Invalid (bad-time, bad-consent, no-identifier)."""
        row = found.value
        at = self.clock.at(row)
        event = Event(
            type="track" if self.event else "identify",
            event=self.event or None,
            message_id="",
            timestamp=at,
            original_timestamp=at,
            received_at=0,
            source=origin.source,
            channel=self.channel,
            properties=self._said(row),
            traits=values(row, self.traits),
            **who(row, self.who),
        )
        yield origin.marked(msgspec.structs.replace(event, message_id=self._id(row, event)))

    def _said(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """An answer to the question of consent that is no answer would be kept, and whoever said no written to."""
        said = {**self.constants, **values(row, self.properties)}
        return {**said, "granted": truth(said.get("granted"))} if self.event == CONSENT else said

    def _id(self, row: Mapping[str, Any], event: Event) -> str:
        """The same whenever the row is imported again, released or not."""
        stated = [str(plain(row.get(one))) for one in self.id]
        return stated_id(event.source, event.title, *stated) if stated else derived_id(event)


def compile_rows(spec: Mapping[str, Any]) -> Rows:
    """The mapping of a playbook-like text. Raises Invalid("bad-mapping")."""
    unknown = sorted(set(spec) - set(KNOWN))
    if unknown:
        raise Invalid("bad-mapping", f"{', '.join(unknown)}: a mapping has {', '.join(KNOWN)}, or `orders`")
    constants, given = spec.get("constants") or {}, spec.get("id") or []
    if not isinstance(constants, Mapping):
        raise Invalid("bad-mapping", "`constants` gives properties their values")
    if not names(spec, "who"):
        raise Invalid("bad-mapping", "`who` names the columns that name the customer")
    return Rows(
        event=str(spec.get("event") or ""),
        clock=clock_of(spec),
        who=names(spec, "who"),
        properties=names(spec, "properties"),
        traits=names(spec, "traits"),
        constants=constants,
        id=(given,) if isinstance(given, str) else tuple(map(str, given)),
        channel=str(spec.get("channel") or "import"),
    )
