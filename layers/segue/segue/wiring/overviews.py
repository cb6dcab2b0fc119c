"""What staff are told of sources: `people` and `console`."""

from functools import cache

from segue.aws.parallel import side_by_side
from segue.intake.overviews import Overviews
from segue.wiring.counting import counts
from segue.wiring.tables import playbooks


@cache
def overviews() -> Overviews:
    """Sources and what was counted of them."""
    return Overviews(lambda: playbooks().definitions("source"), lambda names: side_by_side(counts().of, names))
