"""Leaving: why a run is to end before any further step. Asked at every look, and once more before something is said."""

from collections.abc import Mapping

from segue.journeys.flows import Journey, Seen
from segue.journeys.questions import Segments
from segue.profile.profiles import Profile
from segue.segments.membership import Segment
from segue.times import Millis

OVER = "no longer in the segment"


def reason_to_leave(journey: Journey, key: str, seen: Seen) -> str:
    """Which exit leads out now, or that the segment of `while` does not hold any more; "" where the run goes on."""
    if not still_true(journey, seen.segments, (seen.profile, key), seen.now):
        return OVER
    return next((one.name for one in journey.exits if one.leads_out(seen)), "")


def still_true(journey: Journey, segments: Segments, about: tuple[Profile, str], now: Millis) -> bool:
    """Whether the segment of `while` holds, for the cart that the run is about where it is about one. A segment that
    the playbook does not hold asks for nothing."""
    profile, key = about
    segment = segments.get(journey.while_)
    if segment is None:
        return True
    verdict = segment.when.test(profile, now)
    return verdict.holds and (journey.each != "cart" or key in verdict.carts)


def goes_on(journey: Journey, segments: Mapping[str, Segment], about: tuple[Profile, str], now: Millis) -> bool:
    """The last look before a message leaves: nothing leads out of the journey."""
    profile, key = about
    return not reason_to_leave(journey, key, Seen(profile, now, now, segments))
