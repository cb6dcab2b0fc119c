"""The page of an identifier that several people share: a till, a family's tablet. It is nobody."""

from segue.console.customers.evidences import end_view, eyes_of, kind_of
from segue.console.customers.sides import facts
from segue.console.customers.timelines import filters, told, wanted
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.profile.profiles import Profile

MOST = 8  # people who are listed


def device(visit: Visit, desk: Desk, profile: Profile) -> Shown:
    """What it is, who was seen on it, and what happened there without anybody known."""
    links = desk.identity.links.of(profile, visit.roles)
    ids = list(dict.fromkeys(one.person for one in links if one.person))[:MOST]
    people = [facts(desk.reading.person(one), eyes_of(visit, desk)) for one in ids]
    own = [end for one in links for end in (one.left, one.right) if end.key == profile.id]
    moments, further = desk.reading.timeline(profile, wanted(visit))
    thing = {"id": profile.id, "kind": kind_of(profile.id), "end": end_view(own[0]) if own else None}
    timeline = {**told(visit, moments, further), "filters": filters(visit), "after_day": ""}
    return page(visit, "device.html", person=thing, people=people, **timeline)
