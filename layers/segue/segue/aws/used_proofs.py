"""Tokens of proofs that do not cover what is said, in the Requests table for longer than any of them holds.

Rows: pk `proof#<digest of source and token>`, `said` the fingerprint of what came with it first.
"""

from dataclasses import dataclass

from segue.aws.inserts import standing
from segue.keys import digest
from segue.times import DAY, SECOND, Millis

KIND = "proof"


@dataclass(frozen=True)
class UsedProofs:
    """Tokens in a table."""

    table: str

    def __call__(self, token: str, said: str, now: Millis) -> str:
        """What was first said with the token: this, or something before. Raises Unavailable."""
        place = {"pk": f"{KIND}#{digest(KIND.encode(), token)}", "sk": KIND}
        return standing(self.table, {**place, "said": said, "ttl": (now + DAY) // SECOND})["said"]
