"""Telling: `Experiment Viewed`, once for each person, experiment and variant, when the treatment begins, or would begin
for who is held out. Its names are those of Segment's A/B testing spec.

https://segment.com/docs/connections/spec/ab-testing/
Nobody else can be its source; the same name from a shop's own testing tool is that tool's word about its own tests.
"""

from segue.events import EXPERIMENT, Event, own_event
from segue.times import Millis

SOURCE = "segue:experiments"  # no file of the playbook and no import can be called so: a colon stands in no such name
CHANNEL = "server"
HOLDOUT = "holdout"  # the variant of who is held out


def is_own(event: Event) -> bool:
    """Whether it is such an event, and written by ourselves."""
    return event.source == SOURCE and event.event == EXPERIMENT


def viewed(experiment: str, variant: str, unit: str, moments: tuple[Millis, Millis]) -> Event:
    """That somebody of this unit got a variant, or HOLDOUT. `moments`: one that is the same however often this is
    tried, and now."""
    said = {"experiment_id": experiment, "variation_id": variant}
    return own_event((SOURCE, CHANNEL), (EXPERIMENT, f"{EXPERIMENT}|{experiment}|{variant}|{unit}"), said, moments)
