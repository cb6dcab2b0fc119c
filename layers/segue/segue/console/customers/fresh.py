"""What is new on the timeline that somebody looks at: one small read a second, and a page only when there is something.

The newest part of the page is shown anew as a whole, down to the moment with which it ended when it was opened: what
comes late stands in its place, and nothing stands there twice.
"""

from dataclasses import replace
from typing import Any

from segue.api.timeline import place_of
from segue.console.customers import timelines
from segue.console.customers.people import timeline
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.times import SECOND, Millis

LATELY: Millis = 15 * SECOND  # longer than any line takes to be there, and than a browser waits between two looks
MOST = 120  # moments that are shown anew


def show_new(visit: Visit, desk: Desk) -> Shown:
    """204 while nothing new is told of the person; else the newest part of the timeline. Raises Invalid."""
    person, seen = visit.args["person"], visit.asked("seen")
    told = [one.time for one in desk.live.lately(visit.now - LATELY) if one.person == person]
    newest = max(told, default=0)
    if newest <= (int(seen) if seen.isdecimal() else 0):
        return Shown(204)
    profile, until = desk.reading.person(person), place_of(visit.asked("until"))
    membership = desk.reading.membership(profile)
    moments, _ = timeline(visit, desk, (profile, membership), replace(timelines.wanted(visit), limit=MOST))
    kept = [one for one in moments if one.place >= until]
    facts: dict[str, Any] = timelines.told(visit, kept, "") | {"poll": timelines.watching(visit, until, newest)}
    return page(visit, "timeline_new.html", person={"id": profile.id}, after_day="", oob=True, **facts)
