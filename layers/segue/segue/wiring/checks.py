"""Looks at how the place stands: `people` and `console`."""

from segue.api.checking import Check, Seen, checks
from segue.aws.settings import canary_minutes
from segue.times import MINUTE, Millis
from segue.wiring import canaries, measures, model_runs
from segue.wiring.letters import letters
from segue.wiring.privacy_cases import pressing
from segue.wiring.putting_off import put_off
from segue.wiring.quarantine import quarantine
from segue.wiring.switches import switching
from segue.wiring.unsettled import long_unsettled


def looked(now: Millis) -> list[Check]:
    """Everything that is checked, the worst first. Raises Unavailable."""
    scopes = [one.scope for one in switching().paused()]
    nights = measures.nights().newest(), model_runs.newest()
    due = [one.left(now) for one in pressing(now)]
    waiting = letters().waiting(), quarantine().waiting().of(), long_unsettled(now)
    canary = canaries.last(), canary_minutes() * MINUTE
    return checks(Seen(*waiting, scopes, *nights, due, put_off().lasting(now), *canary), now)
