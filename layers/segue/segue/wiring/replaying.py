"""The way out of quarantine: `people` and `console`."""

from functools import cache

from segue.intake.replaying import Replaying, parse
from segue.wiring.accepting import accepting
from segue.wiring.quarantine import quarantine
from segue.wiring.tables import playbooks


@cache
def replaying() -> Replaying:
    """The way out of quarantine."""
    return Replaying(accepting(), quarantine(), parse, playbooks().source)
