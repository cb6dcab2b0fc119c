"""How unfriendly a player is: the chances of everything that a scheduler may do, by seed."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from segue.times import SECOND
from tests.faults.cloud.nemesis import Fault

STRUCK = {
    Fault.CRASH_BEFORE: 0.012,
    Fault.CRASH_AFTER: 0.012,
    Fault.LOST: 0.012,
    Fault.UNSENT: 0.005,
    Fault.THROTTLE: 0.01,
    Fault.PARTIAL: 0.01,
    Fault.CONFLICT: 0.01,
    Fault.ENTRY: 0.005,
}


@dataclass(frozen=True)
class Mood:
    """Chances of a step: `together` that a second and third invocation run at once, `again` that a batch comes once
    more, `early` that a timer does, `lag` that a shard or a message is held up, `rewind` that a shard is read again
    from somewhere. `restless`: how often an interleaving changes from one run to the other; `ambush`: the chance that
    an act waits for an invocation that it could disturb."""

    together: float = 0.0
    restless: float = 0.5
    ambush: float = 0.0
    again: float = 0.0
    early: float = 0.0
    lag: float = 0.0
    rewind: float = 0.0
    drift: int = 0  # ms that may pass at a request
    late: int = 0  # ms that timers are late
    batch: int = 0  # most records and messages of one batch; 0: as declared
    shards: int = 2
    faults: Mapping[Fault, float] = field(default_factory=dict)
    most_faults: int = 0
    at_sending: float = 0.0  # the chance of a fault at the provider's call
    patience: float = 1.0  # the chance that the SDK has a retry left


CALM = Mood()


def mood_of(dice: random.Random) -> Mood:
    """Each kind of trouble in some schedules and not in others, so that each is also met alone."""
    faults = {one: chance for one, chance in STRUCK.items() if dice.random() < 0.7}
    stale = {Fault.STALE: 0.3} if dice.random() < 0.5 else {}
    return Mood(
        together=dice.choice((0.0, 0.5, 0.9)),
        restless=dice.choice((0.15, 0.5, 0.9)),
        ambush=dice.choice((0.0, 0.5, 1.0)),
        again=dice.choice((0.0, 0.0, 0.1, 0.3)),
        early=dice.choice((0.0, 0.02, 0.1)),
        lag=dice.choice((0.0, 0.05, 0.15)),
        rewind=dice.choice((0.0, 0.0, 0.02)),
        drift=dice.choice((0, 0, 5, 40)),
        late=dice.choice((0, 0, dice.randrange(90))) * SECOND,
        batch=dice.choice((0, 0, 1, 2)),
        shards=dice.randint(1, 3),
        faults={**faults, **stale},
        most_faults=dice.choice((0, 1, 2, 4, 8)),
        patience=dice.choice((1.0, 1.0, 0.5, 0.0)),
        at_sending=dice.choice((0.0, 0.0, 0.3)),
    )


# Whom an act may lie in wait for.
PREY = {
    "opts out": ("send", "send", "send", "dispatch_messages", "run_journeys"),
    "opts in": ("send", "fold_events"),
    "orders": ("send", "run_journeys", "fold_events"),
    "merges": ("fold_events", "fold_events", "send", "run_journeys"),
    "takes back": ("send", "send", "fold_events", "run_journeys"),
}
ANYBODY = ("fold_events", "publish_signals", "run_journeys")


def prey_of(verb: str, mood: Mood, dice: random.Random) -> str:
    """The function that an act of this kind waits for; "" where it does not wait."""
    return dice.choice(PREY.get(verb, ANYBODY)) if dice.random() < mood.ambush else ""
