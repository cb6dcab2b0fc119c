"""Suppressions at contact points, side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from segue.aws.clients import unavailable
from segue.aws.contact_points import ContactPoints
from segue.aws.parallel import side_by_side
from segue.identifiers import Identifier
from segue.keys import IdentityKey
from segue.suppressions import Suppression


@dataclass(frozen=True)
class Suppress:
    """Forbids writing to addresses; `key` makes the keys of their rows."""

    contact_points: ContactPoints
    key: Callable[[Identifier], IdentityKey]

    def __call__(self, found: Sequence[Suppression]) -> None:
        """In force when it returns. Raises Unavailable."""
        with unavailable("write-failed"):
            side_by_side(self._suppress, found)

    def _suppress(self, one: Suppression) -> None:
        self.contact_points.suppress(self.key(one.address), one.reason, one.moment, one.purpose)
