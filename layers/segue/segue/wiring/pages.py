"""`decide`."""

from functools import cache

from segue.intake.page_requests import Pages
from segue.keys import PersonId
from segue.wiring.collects import collecting
from segue.wiring.inbox import kept, people, visitors


@cache
def pages() -> Pages:
    """What a page is to show."""
    return Pages(visitors(), collecting(), segments_of, kept())


def segments_of(person: PersonId) -> list[str]:
    """The segments that somebody is in, as it was a moment ago."""
    return sorted(people().memberships([person])[person].segments)
