"""Everybody's identities a page at a time, as a reconciliation goes over them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from segue.aws.everybody import Everybody, Part
from segue.aws.parallel import side_by_side
from segue.keys import IdentityKey
from segue.profile.identities import Identity
from segue.reconciling.comparing import Found
from segue.touring import PARTS

PAGE = 100  # identities between two saves; each is a look into the ledger


@dataclass(frozen=True)
class IdentityPages:
    """Reads that are not strongly consistent."""

    everybody: Everybody

    def read(self, part: int, after: str) -> tuple[list[Identity], str | None]:
        """Identities of a page, and the key behind which the part goes on; None at its end."""
        rows, further = self.everybody.page(Part(part, PARTS, after), PAGE)
        return rows, further.after if further else None

    def each(self, act: Callable[[IdentityKey], Found], keys: Sequence[IdentityKey]) -> list[Found]:
        """Does it for all of them, some side by side."""
        return list(side_by_side(act, keys))
