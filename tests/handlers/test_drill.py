"""The drill, step by step: what goes wrong is seen at the console, and what is not as promised ends it."""

import pytest

from segue_tools.drill import steps
from segue_tools.drill.__main__ import _played
from segue_tools.drill.lost_rows import restore
from segue_tools.drill.scene import Broken
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.drill_scene import MemoryScene
from tests.handlers.starter import whole_starter


@pytest.fixture
def scene(monkeypatch):
    with staffed(monkeypatch, whole_starter()) as world:
        yield MemoryScene(world, as_staff(world, "ann"))


def test_poison_is_seen_where_it_waits_and_is_gone_after(scene) -> None:
    steps.poison(scene)
    assert {name: status for name, (status, _) in scene.seen.items()} == dict.fromkeys(
        ("1-quarantine", "1-status-with-poison", "2-dead-letters", "2-status-with-dead-letter", "2-status-after"), 200
    )
    assert "Not understood and waiting: 1." in scene.seen["1-status-with-poison"][1]
    assert "Not delivered and waiting: 1." in scene.seen["2-status-with-dead-letter"][1]
    after = scene.seen["2-status-after"][1]
    assert "Everything that came in was understood." in after
    assert "Everything was delivered." in after


def test_while_the_provider_is_down_status_says_so_and_the_mail_goes_out_once(scene) -> None:
    steps.outage(scene, 600)
    assert "Messages wait for their provider: e-mail (10 minutes)." in scene.seen["3-status-while-down"][1]
    assert scene.seen["3-message-waits"][0] == scene.seen["3-message-sent"][0] == 200
    assert "drill" not in scene.world.region.queues.by_name["EmailTransactionalQueue"].messages


def test_what_was_lost_is_seen_to_be_gone_and_back(scene) -> None:
    restore(scene)
    pages = [scene.seen[f"4-{name}"][1] for name in ("before", "lost", "back")]
    assert ["Today Introduced themselves" in " ".join(one.split()) for one in pages] == [True, False, True]
    assert scene.tables.copies == {}


def test_who_was_erased_is_nobody_at_the_console(scene) -> None:
    steps.erase(scene)
    assert [scene.seen[f"5-{name}"][0] for name in ("before", "erased", "nobody")] == [200, 200, 404]


def test_what_is_not_as_promised_ends_it_and_is_said(scene, capsys) -> None:
    def broken(_: object) -> None:
        raise Broken("not true: it is there")

    assert not _played(scene, "a step", broken)
    assert _played(scene, "another", lambda _: None)
    assert "BROKEN: not true: it is there" in capsys.readouterr().out
    with pytest.raises(Broken, match="not true"):
        scene.must("one is two", False)


def test_a_mail_that_goes_out_twice_is_not_as_promised(scene, monkeypatch) -> None:
    monkeypatch.setattr(scene, "mails", lambda address: 2 * MemoryScene.mails(scene, address))
    with pytest.raises(Broken, match="once"):
        steps.outage(scene, 60)
