"""Who staff say is one person: `people` and `console`."""

from functools import cache

from segue.aws.audit import Audit
from segue.aws.journeys import Instances
from segue.aws.ledger import Ledger
from segue.aws.merges import MergeRecords
from segue.aws.settings import settings
from segue.identity.merges import Merges
from segue.identity.previews import Previews
from segue.segments.membership import Segment
from segue.wiring.identity import linking
from segue.wiring.in_force import segments
from segue.wiring.people import cart_policies, people
from segue.wiring.suggestions import suggestions


@cache
def audit() -> Audit:
    """The audit trail."""
    return Audit(settings().requests)


@cache
def records() -> MergeRecords:
    """Merges on record."""
    return MergeRecords(settings().requests)


@cache
def merges() -> Merges:
    """Merging and taking back."""
    return Merges(linking(), Ledger(settings().ledger), records(), suggestions())


@cache
def previews() -> Previews:
    """What a decision would change."""

    def in_force() -> list[Segment]:
        return list(segments().values())

    return Previews(linking(), people(), Instances(settings().journeys), in_force, cart_policies)
