"""`make schedules`: plays N schedules from seed FROM on, or that of SEED; prints what was wrong and what was met."""

import os
import sys
import time
from collections import Counter

from tests.faults.schedules.plays import Schedule, played, schedule_of, shortened

TELL = 500  # schedules between two signs of life
RARE = 3  # interleavings of kinds that came together less often are added up


def main() -> int:
    """The exit code: 1 when anything was wrong."""
    first = int(os.environ.get("SEED") or os.environ.get("FROM") or 0)
    many = 1 if os.environ.get("SEED") else int(os.environ.get("N") or 10_000)
    began, met, failed = time.monotonic(), Counter[str](), 0
    for seed in range(first, first + many):
        verdict = played(schedule_of(seed))
        met += verdict.tally
        if verdict.wrong:
            failed += 1
            _explain(shortened(schedule_of(seed)), verdict.wrong)
        if seed % TELL == TELL - 1:
            print(f"{seed + 1 - first} schedules, {failed} wrong, {time.monotonic() - began:.0f} s", flush=True)
    _report(met)
    spent = f"{time.monotonic() - began:.0f} s, {time.process_time():.0f} s of a processor"
    print(f"{many} schedules from seed {first}: {failed} wrong; {spent}")
    return int(failed > 0)


def _explain(short: Schedule, wrong: list[str]) -> None:
    """The whole reason, and the shortened story with its trace."""
    print(f"\nSEED={short.seed}: {len(wrong)} wrong", *wrong, "shortened to:", *short.acts, sep="\n  ")
    verdict = played(short)
    print("which ends with:", *verdict.wrong, "after:", *verdict.trace, sep="\n  ", flush=True)


def _report(met: Counter[str]) -> None:
    """What was met, interleavings last."""
    pairs = {name: count for name, count in met.items() if " || " in name}
    for name, count in sorted(met.items()):
        if name not in pairs:
            print(f"{count:>9} {name}")
    for name, count in sorted(pairs.items(), key=lambda pair: -pair[1]):
        if count >= RARE:
            print(f"{count:>9} {name}")
    print(f"{sum(count for count in pairs.values() if count < RARE):>9} other invocations at once")


if __name__ == "__main__":
    sys.exit(main())
