"""Sums: what stories come to, as counts that add up page by page, and nothing of anybody but some ids."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from segue.journeys.instances import END
from segue.messaging.policies import Policy
from segue.simulating.stories import Passed, Said, Story
from segue.simulating.turns import in_turn
from segue.times import DAY, Millis, to_text

ENTRY = "entry"  # what the beginning is called among the steps
SAMPLE = 5  # people whose path is told
CAPPED = "capped"
Counts = dict[str, int]
Sums = dict[str, Any]  # names of counts, and "sample"
COUNTED = (
    *("entered", "ended", "inside", "passed", "messages", "dropped", "others"),
    *("held", "crowded", "crowding"),
)
NUMBERS = ("people", "runs", "moved", "crowded_people")


def empty() -> Sums:
    """Nobody yet."""
    return {**dict.fromkeys(NUMBERS, 0), **{name: {} for name in COUNTED}, "sample": []}


def add(left: Sums, right: Sums) -> Sums:
    """Both together; of the samples the first ones."""
    both: Sums = {name: left[name] + right[name] for name in NUMBERS}
    both |= {name: added(left.get(name, {}), right.get(name, {})) for name in COUNTED}
    return {**both, "sample": [*left["sample"], *right["sample"]][:SAMPLE]}


def added(left: Counts, right: Counts) -> Counts:
    """Counts by name, added up."""
    return {name: left.get(name, 0) + right.get(name, 0) for name in {**left, **right}}


def sum_of(story: Story, journey: str, others: Sequence[Said], policy: Policy) -> Sums:
    """One person's part: the runs of the journey, its messages, and where these have to wait for `others`, which are
    those that other journeys would have sent."""
    everything = in_turn((*story.said.values(), *others), policy)
    said = [one for one in everything if one.message.journey == journey and one.message.id in story.said]
    gone = [one for one in said if not one.reason]
    entered = [one for one in story.entered if one.journey == journey]
    runs = [one for one in story.runs if one.journey == journey]
    found = empty() | {
        "people": 1,
        "runs": len(entered),
        "moved": int(bool(entered)),
        "entered": _counted(day(one.time) for one in entered),
        "ended": _counted(f"{one.state}|{one.why}" for one in runs if not one.running),
        "inside": _counted(one.step for one in runs if one.running),
        "passed": _counted(f"{one.before}>{one.after}" for one in story.passed if one.journey == journey),
        "messages": _counted(map(_message, gone)),
        "dropped": _counted(one.reason for one in said if one.reason),
        "others": story.others,
        "held": _counted(word for one in gone for word in one.waits),
        "sample": [_path(story, journey, gone)] if entered else [],
    }
    return found | _crowds(said, [one for one in everything if one not in said and not one.reason], policy)


def day(moment: Millis) -> str:
    """The day in UTC."""
    return to_text(moment)[:10]


def _crowds(own: Sequence[Said], others: Sequence[Said], policy: Policy) -> Sums:
    """The days on which there is no room under the caps for a message of this journey; and who else sends before it."""
    full = [one for one in own if CAPPED in (one.reason, *one.waits)]
    longest = max((one.within for one in policy.caps.caps), default=0)
    before = [it for it in others if any(0 <= one.message.created - it.message.created < longest for one in full)]
    days = dict.fromkeys((day(one.message.created) for one in full), 1)
    crowding = _counted(one.message.journey for one in before)
    return {"crowded": days, "crowded_people": int(bool(full)), "crowding": crowding}


def _path(story: Story, journey: str, gone: Sequence[Said]) -> Mapping[str, Any]:
    """One person by its id, and the steps that it came to."""
    met = sorted((*story.entered, *story.passed), key=lambda one: one.time)
    steps = [{"step": _called(one), "time": one.time} for one in met if one.journey == journey]
    return {"person": story.person, "steps": steps[:50], "messages": len(gone)}


def _message(one: Said) -> str:
    return f"{one.message.channel}|{one.message.template}|{day(one.message.created)}"


def _called(passed: Passed) -> str:
    return passed.after or ENTRY


def _counted(names: Iterable[str]) -> Counts:
    found: Counts = {}
    for one in names:
        found[one] = found.get(one, 0) + 1
    return found


def reached(sums: Sums, first: str) -> Counts:
    """{step: how many runs came to it}, `end` too."""
    found: Counts = {first: sums["runs"]} if sums["runs"] else {}
    for way, count in sums["passed"].items():
        step = way.rpartition(">")[2]
        found[step] = found.get(step, 0) + count
    return found


def never(sums: Sums, first: str, steps: Iterable[str]) -> list[str]:
    """The steps that no run came to."""
    met = reached(sums, first)
    return [one for one in steps if one not in met and one != END]


def days_of(since: Millis, until: Millis) -> list[str]:
    """Every day of a time, each once."""
    return [day(at) for at in range(since // DAY * DAY, until + 1, DAY)]
