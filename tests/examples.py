"""How many examples property tests look at: `EXAMPLES=10` ten times as many as usual."""

import os

TIMES = int(os.environ.get("EXAMPLES", "1"))
USUAL = 100


def examples(usual: int = USUAL) -> int:
    """So many of a test that usually looks at `usual`."""
    return usual * TIMES
