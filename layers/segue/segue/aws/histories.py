"""Everybody a page at a time, with all that the ledger has of them, as a simulation goes over them."""

from collections.abc import Sequence
from dataclasses import dataclass

from segue.aws.contact_points import ContactPoints
from segue.aws.ledger import Ledger
from segue.aws.pages import Pages
from segue.aws.parallel import side_by_side
from segue.contact_points import ContactPoint
from segue.keys import IdentityKey
from segue.profile.profiles import Profile
from segue.simulating.stories import Known


@dataclass(frozen=True)
class Histories(Pages):
    """People as a scan of their identities brings them, and the partitions of the ledger that are theirs."""

    ledger: Ledger
    contact_points: ContactPoints

    def known(self, people: Sequence[Profile]) -> list[Known]:
        """The same people with all their events."""
        keys = [key for one in people for key in one.identities]
        events = dict(zip(keys, side_by_side(self.ledger.partition, keys), strict=True))
        return [Known(one, {key: events[key] for key in one.identities}) for one in people]

    def points(self, keys: Sequence[IdentityKey]) -> dict[IdentityKey, ContactPoint]:
        """What is known of addresses today."""
        return self.contact_points.read_many(keys) if keys else {}
