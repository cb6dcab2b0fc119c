"""Write keys: which of them are this stack's."""

from botocore.exceptions import BotoCoreError, ClientError

from segue.aws.secrets import write_key
from segue.errors import Unavailable
from segue.signatures import same


def valid(presented: str) -> bool:
    """Whether the key is one of ours, in the same time for any text. Raises Unavailable."""
    try:
        return same(presented, (write_key(),))
    except (ClientError, BotoCoreError) as failed:
        raise Unavailable("secrets", type(failed).__name__) from failed
