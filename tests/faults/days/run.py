"""`make faults`: plays N days from seed FROM on (or for so many MINUTES), or that of SEED, on as many processors as
WORKERS; prints what was wrong, with its seed, and what was met."""

import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import takewhile

from tests.faults.cloud.shortcut import unsigned
from tests.faults.days.playing import plan_of, played

CHUNK = 20  # days that a process plays at a time


def main() -> int:
    """The exit code: 1 when anything was wrong."""
    asked = os.environ.get
    first, workers, began = int(asked("SEED") or asked("FROM") or 0), int(asked("WORKERS") or 1), time.monotonic()
    many = 1 if asked("SEED") else int(asked("N") or 1000)
    until = began + 60 * float(asked("MINUTES") or 10**6)
    met, failed, spans = Counter[str](), 0, [(one, min(CHUNK, first + many - one)) for one in _begins(first, many)]
    with ProcessPoolExecutor(workers) as pool:
        rounds = (spans[place : place + workers] for place in range(0, len(spans), workers))
        begun = takewhile(lambda _: time.monotonic() < until, rounds)
        results = (each for some in begun for each in pool.map(_some, some))
        for found, wrong in results:
            met, failed = met + found, failed + len(wrong)
            print("\n".join([*wrong, f"{met['days']} days, {failed} wrong"]), flush=True)
    print(*(f"{number:>10} {name}" for name, number in sorted(met.items()) if " || " not in name), sep="\n")
    print(f"{met['days']} days from seed {first}: {failed} wrong; {time.monotonic() - began:.0f} s, {workers} at once")
    return int(failed > 0)


def _begins(first: int, many: int) -> range:
    return range(first, first + many, CHUNK)


def _some(span: tuple[int, int]) -> tuple[Counter[str], list[str]]:
    """Some days in a row: what they contained, and what was wrong, each with its seed."""
    met, wrong = Counter[str](), list[str]()
    with unsigned():
        for seed in range(span[0], span[0] + span[1]):
            verdict, found = played(plan_of(seed))
            met += found + Counter(days=1)
            wrong += [f"SEED={seed} make faults: {one}" for one in verdict.wrong]
    return met, wrong


if __name__ == "__main__":
    sys.exit(main())
