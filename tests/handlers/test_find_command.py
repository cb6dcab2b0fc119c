"""`segue find`, against the people API of a small world."""

from types import SimpleNamespace

import pytest

from segue.times import MINUTE
from segue_tools import cli, sessions
from segue_tools.api import Refused
from tests.faults.shop import identified, message, ordered, post
from tests.handlers.test_quarantine_commands import Door


@pytest.fixture
def find(world, monkeypatch, capsys):
    """What the command prints; Kim Miller has ordered 1001, Lee has not."""
    traits = {"firstName": "Kim", "lastName": "Miller", "phone": "+491601234567"}
    post(world, identified(world, "m1", "kim", "kim@shop.test"), identified(world, "m3", "lee", "lee@shop.test"))
    post(world, message(world, "identify", "m2", userId="kim", traits=traits))
    post(world, ordered(world, "1001", cart="c1", userId="kim"))
    world.pass_time(MINUTE)
    monkeypatch.setattr(sessions, "current", lambda: SimpleNamespace(door=Door(world, "agent", "people")))

    def go(*words):
        said = cli.parser().parse_args(["find", *words])
        said.act(said)
        return capsys.readouterr().out

    return go


def test_somebody_is_found_by_whatever_leads_to_them(find):
    told = find("kim@shop.test")
    head, *rest = told.splitlines()
    assert head.endswith("  Kim Miller")
    assert {"email", "phone", "user_id", "order_id"} <= {line.split()[0] for line in rest}
    order = next(line.split()[1] for line in rest if "order_id" in line)
    ways = (("+49 160 1234567",), (order,), ("Kim", "Miller"), (head.split()[0],), ("kim", "--as", "user_id"))
    assert [find(*way) for way in ways] == [told] * len(ways)


def test_whom_nobody_is_is_a_sentence_and_no_success(find):
    with pytest.raises(SystemExit, match=r"Nobody is known by “bob@shop\.test”"):
        find("bob@shop.test")
    with pytest.raises(Refused, match="no email"):
        find("bob", "--as", "email")
