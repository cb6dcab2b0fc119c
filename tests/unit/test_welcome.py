"""Whoever starts a stack is told where to begin; a browser is opened for people alone."""

import json
import shlex
import sys

import pytest

from segue_tools import welcome

OUTPUTS = {
    "tour": "http://127.0.0.1:1/tour/",
    "shop": "http://127.0.0.1:1/shop/",
    "console": "http://127.0.0.1:1/console",
    "mail": "http://127.0.0.1:1/mail",
    "ingest": "http://127.0.0.1:1/ingest",
    "write_key": "wk_1",
    "staff": {"admin": {"username": "admin@shop.example", "password": "Aa1"}},
}


@pytest.fixture
def opened(monkeypatch):
    """What was opened, where somebody sits at a terminal with a screen."""
    found = []
    monkeypatch.setattr(welcome.webbrowser, "open", lambda url: found.append(url) or True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    for name in welcome.QUIET:
        monkeypatch.delenv(name, raising=False)
    return found


def test_the_tour_is_where_to_begin(capsys):
    welcome.describe(OUTPUTS)
    said = capsys.readouterr()
    assert (said.out + said.err).split()[:3] == ["start", "here", "http://127.0.0.1:1/tour/"]


def test_a_first_event_can_be_copied_in_one_line(capsys):
    welcome.describe(OUTPUTS)
    said = capsys.readouterr()
    (line,) = [one for one in (said.out + said.err).splitlines() if "curl" in one]
    words = shlex.split(line)[2:]
    assert words[:4] == ["curl", "http://127.0.0.1:1/ingest/v1/batch", "-u", "wk_1:"]
    assert [one["type"] for one in json.loads(words[-1])["batch"]] == ["identify", "track"]


def test_it_opens_for_whoever_sits_there(opened):
    assert welcome.open_tour(OUTPUTS)
    assert opened == ["http://127.0.0.1:1/tour/"]


@pytest.mark.parametrize("name", welcome.QUIET)
def test_it_opens_for_nobody_where_that_is_not_wanted(opened, monkeypatch, name):
    monkeypatch.setenv(name, "1")
    assert not welcome.open_tour(OUTPUTS)
    assert opened == []


def test_it_opens_for_no_script(opened, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    assert not welcome.open_tour(OUTPUTS)
    assert opened == []
