"""Crowds of a simulation: one person after the other, those left out whom nothing can move."""

from collections.abc import Iterable, Sequence

from segue.facets import HISTORY, Facets
from segue.profile.profiles import Profile
from segue.segments.membership import NAMES
from segue.simulating.families import play
from segue.simulating.scenes import SEGMENTS, Scene
from segue.simulating.stories import Known, Said, Story

FACETS = {
    **dict.fromkeys(("OrderPlaced", "OrderRefunded"), "orders"),
    "CheckoutStarted": "carts",
    "ConsentChanged": "consent",
    "ReplenishmentDue": "predictions",
}


def may_enter(scene: Scene, profile: Profile) -> bool:
    """False where neither an event nor time alone can have moved this person into the journeys: none of the facets that
    decide on it holds anything, and nobody of whom nothing is known comes in by them."""
    told = _told(profile.facets)
    wanted = {FACETS[one] for one in scene.heard & FACETS.keys()} | scene.facets - {NAMES}
    if told & wanted or scene.heard - FACETS.keys() - {*SEGMENTS}:
        return True
    blank = Profile(profile.id, {NAMES: profile.facets.get(NAMES, {})}, profile.identities)
    verdicts = [one.when.test(blank, scene.since) for one in scene.asked]
    return any(one.holds or one.until for one in verdicts)


def played(scene: Scene, others: Scene, known: Iterable[Known]) -> list[tuple[Story, Sequence[Said]]]:
    """What happened to each; and what the other journeys said to whoever got a message."""
    found: list[tuple[Story, Sequence[Said]]] = []
    for one in known:
        story = play(scene, one)
        gone = others.journeys and any(not said.reason for said in story.said.values())
        more = [*play(others, one).said.values()] if gone else ()
        found.append((story, more))
    return found


def _told(facets: Facets) -> set[str]:
    """The facets of which anything is known."""
    return {*facets, *facets.get(HISTORY, {})} - {HISTORY}
