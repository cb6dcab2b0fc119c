"""`back_fill`: rows of identities compared with the ledger."""

from functools import cache

from segue.aws.everybody import Everybody
from segue.aws.identity_pages import IdentityPages
from segue.aws.ledger import Ledger
from segue.aws.settings import settings
from segue.keys import PersonId
from segue.lambdas import now
from segue.reconciling.reconciling import Reconciling
from segue.reconciling.runs import Reconciliation
from segue.segments.evaluating import Evaluating
from segue.segments.filling import LEASE
from segue.staging import Working
from segue.tracing import report
from segue.wiring.evaluation import timers
from segue.wiring.in_force import segments
from segue.wiring.people import people, profiles
from segue.wiring.reconciliations import reconciliations


@cache
def working() -> Working[Reconciliation]:
    """What each stage does."""
    return Working(reconciliations(), reconciling().stages(), now, LEASE)


def reconciling() -> Reconciling:
    """Everybody's identities, beside the ledger."""
    return Reconciling(
        IdentityPages(Everybody(profiles())),
        people().rows,
        Ledger(settings().ledger).partition,
        profiles().sums.drop,
        moved,
        tell,
        now,
    )


def moved(person: PersonId) -> None:
    """Segments as they should have been before: what is entered or left because of that starts nothing."""
    evaluating = Evaluating(profiles(), people(), timers(), lambda: list(segments().values()))
    evaluating.while_filling(lambda: dict.fromkeys(segments(), now())).evaluate(person, now())


def tell(count: int) -> None:
    """Counted by a metric filter, which an alarm watches."""
    report("facets-differ", count=count)
