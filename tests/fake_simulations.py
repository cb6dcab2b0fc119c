"""One person's events played through journeys, from noon of a day on."""

from collections.abc import Mapping, Sequence
from typing import Any

from segue import facets
from segue.events import Event
from segue.journeys.compiling import compile_journeys
from segue.messaging.policies import Policy
from segue.profile.profiles import Profile
from segue.segments.compiling import compile_segments
from segue.simulating.families import play
from segue.simulating.scenes import Scene
from segue.simulating.stories import Known, Story
from segue.times import DAY
from tests.builders import NOON

SEND = {"send": {"template": "t", "channel": "email", "purpose": "marketing"}}
SEGMENTS = {
    "idle": {"when": {"cart": {"untouched_for": "2h"}}},
    "buyers": {"when": {"ordered": {"at_least": 1}}},
    "vips": {"when": {"trait": "vip", "equals": True}},
}
FREE = Policy(consent={"email/marketing": "until-opt-out"})


def a_scene(journeys: Mapping[str, Any], days: int = 30, policy: Policy = FREE, key: Any = None) -> Scene:
    """These journeys, over so many days."""
    made = compile_journeys(journeys, SEGMENTS, {})
    segments = compile_segments(SEGMENTS, {})
    named = key or (lambda kind, value: f"{kind}:{value}")
    return Scene(made, segments, NOON, NOON + days * DAY, named, policy)


def known(*parts: Sequence[Event]) -> Known:
    """A person whose identities have these events; the first is the user id's."""
    keys = tuple(f"{code}_{'a' * 24}" for code in ("u", "a")[: len(parts)])
    everything = facets.absorb({}, [one for events in parts for one in events])
    return Known(Profile(keys[0], everything, keys), dict(zip(keys, parts, strict=True)))


def played(journey: Mapping[str, Any], *events: Event, **scene: Any) -> Story:
    """What happens to somebody with these events in journey `j`."""
    return play(a_scene({"j": journey}, **scene), known(events))


def ends(story: Story) -> list[tuple[str, str]]:
    """How the runs ended."""
    return [(one.state, one.why) for one in story.runs]


def ways(story: Story) -> list[str]:
    """The steps that the run came to after its first."""
    return [one.after for one in story.passed]


def sent(story: Story) -> list[int]:
    """When messages would go out."""
    return [one.message.created for one in story.said.values() if not one.reason]
