"""Audiences: the members of a segment, page by page, at places that are text."""

from dataclasses import dataclass

from segue.aws.members import BEGINNING, Members
from segue.keys import PersonId


@dataclass(frozen=True)
class Audiences:
    """Who is in a segment, by the Members table."""

    members: Members

    def page(self, segment: str, most: int, place: str) -> tuple[list[PersonId], str | None]:
        """Up to `most` people from a place on, "" being the beginning, and the next place; None at the end."""
        shard, _, person = place.partition(":")
        found, further = self.members.page(segment, most, (int(shard), person) if place else BEGINNING)
        return [one for one, _ in found], f"{further[0]}:{further[1]}" if further else None

    def count(self, segment: str) -> int:
        """How many people are in it."""
        return self.members.count(segment)
