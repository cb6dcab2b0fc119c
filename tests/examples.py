"""How many examples property tests look at: in `make test` a tenth of the usual number, all in `make thorough`, which
is with `EXAMPLES=1`, ten times as many with `EXAMPLES=10`."""

import os

TIMES = float(os.environ.get("EXAMPLES", "0.1"))
USUAL, LEAST = 100, 10


def examples(usual: int = USUAL) -> int:
    """So many of a test that usually looks at `usual`."""
    return max(LEAST, round(usual * TIMES))
