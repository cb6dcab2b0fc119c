"""`back_fill`."""

from functools import cache

from segue.aws.crowd_pages import CrowdPages
from segue.aws.everybody import Everybody
from segue.lambdas import now
from segue.segments.changes import fingerprint
from segue.segments.filling import Filling
from segue.wiring.back_fills import MEANING, fills
from segue.wiring.evaluation import evaluating
from segue.wiring.members import members
from segue.wiring.people import people, profiles
from segue.wiring.tables import playbooks


@cache
def filling() -> Filling:
    """Everybody, evaluated anew."""
    return Filling(fills(), CrowdPages(Everybody(profiles()), people(), members()), evaluating(), _meant, now)


def _meant() -> str:
    return fingerprint({kind: playbooks().definitions(kind) for kind in MEANING})
