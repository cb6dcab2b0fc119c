"""How everybody answers: added up by `learn_patterns`, known to who decides on messages."""

from collections.abc import Iterator, Sequence
from functools import cache

from segue.aws.everybody import Everybody
from segue.aws.patterns import Patterns
from segue.aws.settings import settings
from segue.keys import PersonId
from segue.messaging.adding_up import pattern_of
from segue.messaging.patterns import Known
from segue.profile.identities import Identity
from segue.profile.profiles import Profile
from segue.times import Millis
from segue.tracing import report
from segue.wiring.people import people, profiles
from segue.wiring.policies import policy

SAMPLED = 20_000  # identities: as many as tell an hour of the week from another
AT_ONCE = 250


@cache
def patterns() -> Patterns:
    """The pattern in the Playbook table."""
    return Patterns(settings().playbook)


def known(person: PersonId) -> Known:
    """How everybody answers, and which segments the person is in, both as they were a moment ago."""
    pattern = patterns().read()
    if not pattern.segments:
        return Known(pattern)
    return Known(pattern, frozenset(people().memberships([person])[person].segments))


def learn(now: Millis) -> None:
    """Looks at a sample of everybody, keeps what they do, and prints counts alone. Raises Unavailable."""
    sampled = Everybody(profiles()).sample(SAMPLED)
    found = pattern_of(_with_segments(sampled.rows), policy().zone, now)
    patterns().put(found)
    answers = sum(map(sum, found.shop.hours.values()))
    report("learned", people=found.shop.people, answers=answers, segments=len(found.segments))


def _with_segments(rows: Sequence[Identity]) -> Iterator[tuple[Profile, list[str]]]:
    """The people of these identities, some at a time, with the segments that they are in."""
    for place in range(0, len(rows), AT_ONCE):
        some = Everybody(profiles()).whole(rows[place : place + AT_ONCE])
        inside = people().memberships([one.id for one in some])
        yield from ((one, [*inside[one.id].segments]) for one in some)
