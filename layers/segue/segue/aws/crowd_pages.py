"""Everybody a page at a time, as a back-fill goes over them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from segue.aws.everybody import Everybody, Part
from segue.aws.members import Members
from segue.aws.parallel import side_by_side
from segue.aws.people import People
from segue.keys import PersonId
from segue.profile.profiles import Profile
from segue.segments.fills import PARTS
from segue.segments.membership import Membership

PAGE = 250  # identities between two saves


@dataclass(frozen=True)
class CrowdPages:
    """Reads that are not strongly consistent."""

    everybody: Everybody
    people: People
    members: Members

    def read(self, part: int, after: str) -> tuple[list[Profile], str | None]:
        """People of a page, and the key behind which the part goes on; None at its end."""
        rows, further = self.everybody.page(Part(part, PARTS, after), PAGE)
        return self.everybody.whole(rows), further.after if further else None

    def memberships(self, persons: Sequence[PersonId]) -> dict[PersonId, Membership]:
        """Their memberships."""
        return self.people.memberships(persons)

    def each(self, act: Callable[[PersonId], object], persons: Sequence[PersonId]) -> None:
        """Does it for all of them, some side by side."""
        side_by_side(act, persons)

    def listed(self, memberships: dict[PersonId, Membership]) -> None:
        """Makes sure that they are among the members of their segments."""
        inside = [
            (one, person, since) for person, found in memberships.items() for one, since in found.segments.items()
        ]
        side_by_side(lambda member: self.members.enter(*member), inside)
