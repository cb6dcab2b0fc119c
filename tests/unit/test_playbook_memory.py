"""The playbook in force is read once by threads that ask together, and each of them gets it whole."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from segue.aws.playbooks import Playbooks
from segue.versions import Version

POLICY = {"conversations": {"answer_within": "5m"}}


@dataclass
class Slow(Playbooks):
    """A table that takes its time."""

    asked: list[str] = field(default_factory=list)

    def in_force(self) -> Version:
        self.asked.append("pointer")
        time.sleep(0.02)
        return Version(1, "00000001.abcd")

    def _read(self, kind: str, place: str) -> dict[str, dict[str, Any]]:
        self.asked.append(kind)
        time.sleep(0.02)
        return POLICY if place else {}


def test_threads_that_ask_together_read_once_and_all_get_the_version() -> None:
    held = Slow("Playbook")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: held.made_of("policies", ("policy",), lambda one: one), range(8)))
    assert found == [POLICY] * 8
    assert held.asked == ["pointer", "policy"]
