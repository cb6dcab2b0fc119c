"""Older versions of the playbook, for runs that go on with the text they began with."""

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from segue.aws.playbooks import Playbooks
from segue.journeys.flows import Journey

KINDS = ("journey", "segment", "policy")
KEPT = 20  # versions remembered; a version never changes


@dataclass
class Books:
    """Journeys by the place of a version."""

    playbooks: Playbooks
    compile: Callable[..., dict[str, Journey]]
    _known: dict[str, dict[str, Journey]] = field(default_factory=dict)
    _listened: dict[str, bool] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The version in force."""
        return self.playbooks.place

    @property
    def listened(self) -> bool:
        """Whether a journey of one of the last versions has a hold or an exit by a signal; looked up once a version."""
        place = self.place
        if place not in self._listened:
            self._listened = {place: any(map(self._listens, self.playbooks.before(place, KEPT)))}
        return self._listened[place]

    def _listens(self, place: str) -> bool:
        text = msgspec.json.encode(self.playbooks.at(place, "journey"))
        return b'"hold"' in text or b'"signal"' in text

    def journey(self, place: str, journey: str) -> Journey | None:
        """A journey as that version has it; None where it has none."""
        return self._journeys(place).get(journey)

    def _journeys(self, place: str) -> dict[str, Journey]:
        if place == self.place:
            return self.playbooks.made_of("journeys", KINDS, self.compile)
        if place not in self._known:
            made = self.compile(*(self.playbooks.at(place, kind) for kind in KINDS))
            self._known = {**dict(list(self._known.items())[-KEPT:]), place: made}
        return self._known[place]
