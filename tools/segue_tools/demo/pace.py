"""The playbook at the demo's pace: waits of the cart reminder are divided by the speed, and set back afterwards."""

import math
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from segue.times import SECOND, duration
from segue_tools.api import Api

PACED = ("segments/abandoned-cart.yaml", "journeys/abandoned-cart.yaml", "policies/carts.yaml")
# Links and codes of carts are for people, who do not get faster.
SPAN = re.compile(r"(?<!link_lasts: )(?<!code_lasts: )\b\d{1,6}[smhd]\b")
BY_DEMO = "# As it was before `make demo`, which sets it back:\n"
BY_TOUR = "# As it was before the tour, which sets it back:\n"
KEPT = "#| "
SETTLES = 4.0  # seconds until every function has noticed a new playbook


def paced(text: str, speed: float, mark: str = BY_DEMO) -> str:
    """The file with every duration divided by the speed, below a copy of itself in comments and who made it."""
    kept = "".join(f"{KEPT}{line}\n" for line in text.splitlines())
    return mark + kept + SPAN.sub(lambda span: shorter(span[0], speed), text)


def is_paced(text: str) -> bool:
    """Whether `paced` made it."""
    return text.startswith((BY_DEMO, BY_TOUR))


def original(text: str) -> str:
    """What `paced` was made from; any other file as it is."""
    if not is_paced(text):
        return text
    return "".join(f"{line.removeprefix(KEPT)}\n" for line in text.splitlines() if line.startswith(KEPT))


def shorter(span: str, speed: float) -> str:
    """`2h` at 240 times the speed is `30s`; never less than a second."""
    return f"{max(1, math.ceil(duration(span) / SECOND / speed))}s"


def longest(files: Mapping[str, str]) -> float:
    """The longest duration in the paced files, in seconds."""
    spans = [span for path in PACED for span in SPAN.findall(original(files.get(path, "")))]
    return max((duration(span) / SECOND for span in spans), default=0.0)


@contextmanager
def playbook_at(speed: float, api: Api) -> Iterator[float]:
    """Applies the paced files and afterwards the original ones; gives the longest wait in seconds as it is played."""
    files = api.get("/v1/playbook")["files"]
    before = {path: original(files[path]) for path in PACED if path in files}
    api.post("/v1/playbook/apply", {"files": {path: paced(text, speed) for path, text in before.items()}})
    try:
        yield longest(before) / speed
    finally:
        api.post("/v1/playbook/apply", {"files": before})
