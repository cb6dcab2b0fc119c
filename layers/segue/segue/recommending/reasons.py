"""The words of reasons: why something is recommended, and why it is not. `words.py` says them in plain language."""

from typing import Literal

Learned = Literal["bought_together", "seen_together", "similar", "goes_with", "popular", "trending", "again"]
Read = Literal["about", "reads", "looks", "takes"]
Because = Learned | Read
Why = Literal["asked", "returned", "complaint", "gone", "sold-out", "owned", "too-soon", "at-hand", "unknown"]
