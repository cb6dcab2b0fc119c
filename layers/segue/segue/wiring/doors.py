"""What every door for webhooks does."""

from functools import cache

from segue.aws.settings import settings
from segue.aws.source_secrets import source_secrets
from segue.intake.receiving import Receiving
from segue.wiring.accepting import accepting
from segue.wiring.tables import playbooks


@cache
def receiving() -> Receiving:
    """Webhooks of configured sources."""
    return Receiving(accepting(), playbooks().source, source_secrets, settings().public_url)
