"""Older versions of the playbook, for runs that go on with the text they began with."""

from collections.abc import Callable
from dataclasses import dataclass, field

from segue.aws.playbooks import EARS, Playbooks
from segue.journeys.ears import Ears, ears_of
from segue.journeys.flows import Journey

KINDS = ("journey", "segment", "policy")
KEPT = 20  # versions remembered; a version never changes


@dataclass
class Books:
    """Journeys by the place of a version."""

    playbooks: Playbooks
    compile: Callable[..., dict[str, Journey]]
    _known: dict[str, dict[str, Journey]] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The version in force."""
        return self.playbooks.place

    @property
    def ears(self) -> Ears:
        """What runs may hear by the text of any version up to the one in force."""
        return self.playbooks.made_of("ears", (EARS,), ears_of)

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
