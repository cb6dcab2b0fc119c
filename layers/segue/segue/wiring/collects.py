"""`collect`, which is started most often: what talks to AWS is imported with the first event.

docs/decisions/0020-collect-starts-with-little.md
"""

from functools import cache

from segue.accepting import Accepting
from segue.collecting import Collecting


@cache
def collecting() -> Collecting:
    """Segment's HTTP API."""
    from segue.aws.contact_points import ContactPoints
    from segue.aws.ledger import Ledger, stack_key
    from segue.aws.quarantine import Quarantine
    from segue.aws.settings import settings
    from segue.aws.suppressing import Suppress
    from segue.aws.write_keys import valid

    known = settings()
    suppress = Suppress(ContactPoints(known.contact_points), stack_key)
    accepting = Accepting(Ledger(known.ledger), Quarantine(known.requests), suppress)
    return Collecting(accepting, valid, known.public_url)
