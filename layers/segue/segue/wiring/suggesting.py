"""`suggest_merges`: the only job that has the science layer."""

from dataclasses import asdict

from segue.aws.crowds import Crowds
from segue.aws.settings import settings
from segue.identity.matching.proposing import propose
from segue.identity.suggesting import bounds_of
from segue.times import Millis
from segue.tracing import report
from segue.wiring.suggestions import suggestions
from segue.wiring.tables import playbooks


def suggest(now: Millis) -> None:
    """One run over everybody; prints counts alone. Raises Unavailable."""
    crowd = Crowds(settings().people, settings().identities).read()
    bounds = bounds_of(playbooks().definitions("policy").get("suggestions", {}))
    outcome = propose(crowd, suggestions(), bounds, now)
    report("suggested", **asdict(outcome), everybody=str(crowd.whole).lower())
