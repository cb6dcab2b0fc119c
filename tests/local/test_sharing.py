"""Workers of one run share one stack, whoever is first; and what changes the stack goes one after another."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from segue_tools import places, programs, stacks
from segue_tools.places import Ports
from segue_tools.stacks import Stack
from tests import lanes
from tests.local import sharing

RUN, OTHER = programs.numbered(os.getpid()), programs.numbered(os.getppid())


@dataclass
class Starting:
    """Starts stacks that are nothing but their state, of this very process; counts them."""

    started: list[Stack] = field(default_factory=list)

    def __call__(self, owner):
        made = Stack(Ports(4900 + len(self.started), 1), [programs.numbered(os.getpid())], owner)
        made.save()
        made.publish({"api": "there"})
        self.started.append(made)
        return made


@pytest.fixture
def starting(tmp_path, monkeypatch):
    """No stack of this clone is met."""
    for module in (places, stacks):
        monkeypatch.setattr(module, "STACKS", tmp_path)
    monkeypatch.setattr(stacks, "OUTPUTS", tmp_path / "outputs.json")
    monkeypatch.setattr(sharing, "LOCK", tmp_path / "lock")
    monkeypatch.setattr(programs.Program, "stop", lambda one: None)
    return Starting()


def test_whoever_asks_first_starts_it_and_the_others_get_the_same(starting):
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: sharing.shared(RUN, starting).ports, range(8)))
    assert (len(starting.started), set(found)) == (1, {starting.started[0].ports})


def test_another_run_has_a_stack_of_its_own_which_goes_on(starting):
    sharing.shared(RUN, starting)
    sharing.shared(OTHER, starting)
    sharing.end(RUN)
    assert [one.owner for one in stacks.all_stacks()] == [OTHER]


def test_a_stack_that_is_not_complete_is_nobody_s_answer(starting):
    Stack(Ports(4899, 1), [RUN], RUN).save()
    sharing.shared(RUN, starting)
    assert len(starting.started) == 1
    sharing.end(RUN)
    assert stacks.all_stacks() == []


def test_what_is_on_the_stack_goes_one_after_another_comes_first_and_ends_with_the_played_day():
    files = ["tests/faults/test_b.py", "tests/unit/test_a.py", lanes.LAST, "tests/local/test_tour.py"]
    ordered = sorted((f"{one}::test" for one in files), key=lanes.place)
    assert ordered == [f"{one}::test" for one in files[::-1]]
    assert [lanes.lane(one) for one in ordered[1:]] == ["on the stack", "tests/unit/test_a.py", ordered[-1]]


def test_the_start_of_the_stack_is_not_the_time_of_a_test(request):
    marker = request.node.get_closest_marker("timeout")
    assert marker.kwargs == {"func_only": True}
