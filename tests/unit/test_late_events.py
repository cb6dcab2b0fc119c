"""Which events are of the time before an erasure."""

import pytest

from segue.clocks import event_time
from segue.profile.identities import is_late
from segue.times import DAY, HOUR
from tests.builders import an_event

ERASED = 1_700_000_000_000


@pytest.mark.parametrize(
    ("given", "sent", "received", "late"),
    [
        (-HOUR, DAY, DAY, True),  # an app that was offline
        (-HOUR, -HOUR, DAY, True),  # a request that was a day under way, taken for a clock that is a day behind
        (HOUR, HOUR, DAY, False),  # the same, of something that happened afterwards
        (-9 * DAY, -9 * DAY, DAY, True),  # however long it was under way
        (-HOUR, -HOUR, HOUR, True),  # or this clock is behind by two hours: nobody can tell
        (2 * HOUR, 2 * HOUR, -HOUR, True),  # a clock that is ahead
        (0, 0, 0, True),
    ],
)
def test_an_event_is_late_if_it_may_have_happened_before(given: int, sent: int, received: int, late: bool) -> None:
    at = event_time(ERASED + given, ERASED + received, ERASED + sent)
    told = an_event(at=at, original_timestamp=ERASED + given, received_at=ERASED + received)
    assert is_late(told, ERASED) is late
    assert not is_late(told, 0)
