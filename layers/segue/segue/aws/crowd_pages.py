"""Everybody a page at a time with their memberships, as a back-fill goes over them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from segue.aws.members import Members
from segue.aws.pages import Pages
from segue.aws.parallel import side_by_side
from segue.aws.people import People
from segue.keys import PersonId
from segue.segments.membership import Membership


@dataclass(frozen=True)
class CrowdPages(Pages):
    """Everybody, what they are members of, and the list of members."""

    people: People
    members: Members

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
