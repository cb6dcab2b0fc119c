"""Write keys: which of them are this stack's."""

from segue.aws.clients import unavailable
from segue.aws.secrets import write_key
from segue.signatures import same


def valid(presented: str) -> bool:
    """Whether the key is one of ours, in the same time for any text. Raises Unavailable."""
    with unavailable("secrets"):
        return same(presented, (write_key(),))
