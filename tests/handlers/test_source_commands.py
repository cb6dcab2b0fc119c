"""`segue sources set-secret`, against the people API of a small world."""

import io
from types import SimpleNamespace

import pytest

from segue_tools import cli, connecting, sessions
from segue_tools.api import Refused
from tests.handlers.test_quarantine_commands import Door


@pytest.fixture
def give(world, monkeypatch, capsys):
    """What was stored and printed after a secret is given for a source."""
    stored = []
    monkeypatch.setattr(sessions, "current", lambda: SimpleNamespace(door=Door(world)))
    monkeypatch.setattr(connecting, "where", lambda: (None, "segue"))
    monkeypatch.setattr(connecting, "set_secret", lambda _session, _stack, name, values: stored.append((name, values)))

    def go(name, secret):
        monkeypatch.setattr("sys.stdin", io.StringIO(secret))
        said = cli.parser().parse_args(["sources", "set-secret", name])
        said.act(said)
        return stored, capsys.readouterr().out

    return go


def test_a_secret_of_a_known_source_is_stored(give):
    stored, out = give("shopify", "a-long-secret")
    assert stored == [("shopify", ["a-long-secret"])]
    assert "white space" not in out.lower()


def test_a_newline_at_its_end_is_left_out_and_that_is_said(give):
    stored, out = give("shopify", "a-long-secret\n")
    assert stored == [("shopify", ["a-long-secret"])]
    assert "newline" in out


@pytest.mark.parametrize(
    ("name", "secret", "why"),
    [
        ("shopfy", "a-long-secret", "no source 'shopfy'"),
        ("web", "a-long-secret", "no source 'web'"),
        ("shopify", " \n", "No secret was given"),
        ("shopify", "short", "too short"),
        ("shopify", "x" * 1801, "too long"),
        ("shopify", "two-long\nlines-of-it", "several lines"),
    ],
)
def test_what_can_be_no_secret_is_refused_in_a_sentence(give, name, secret, why):
    with pytest.raises(Refused, match=why):
        give(name, secret)
