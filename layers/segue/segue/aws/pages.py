"""Everybody a page at a time, as a tour goes over them."""

from dataclasses import dataclass

from segue.aws.everybody import Everybody, Part
from segue.profile.profiles import Profile
from segue.touring import PARTS

PAGE = 250  # identities between two saves


@dataclass(frozen=True)
class Pages:
    """Reads that are not strongly consistent."""

    everybody: Everybody

    def read(self, part: int, after: str) -> tuple[list[Profile], str | None]:
        """People of a page, and the key behind which the part goes on; None at its end."""
        rows, further = self.everybody.page(Part(part, PARTS, after), PAGE)
        return self.everybody.whole(rows), further.after if further else None
