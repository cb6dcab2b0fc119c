"""Expressions that make `re` try for ever: ours are tried with texts that each was made for, a shop's are refused."""

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import segue
from segue.errors import Invalid
from segue.identity.rules import rules_of
from segue.imports.orders import compile_orders
from segue.regular import pattern
from tests.handlers.hostile.attacks import attacks

SECONDS = 0.1  # of the processor, for a text of six thousand characters: what is linear takes a thousandth
SLOW = (
    r"(a+)+b",
    r"(a|aa)+b",
    r"(.*)*b",
    r"(a*)*",
    r"([a-z]+)*\d",
    r"a*a*a*a*a*b",
    r"(\w+\s?)+$",
    r"(?=a+)b",
    r"(a)\1+",
)


class TooSlow(Exception):
    """The processor was held up."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Ends what takes longer, in time of this processor alone."""

    def ring(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def ours():
    """(where, whether it is searched for, pattern) of every expression that a module of ours has compiled."""
    modules = [importlib.import_module(one.name) for one in pkgutil.walk_packages(segue.__path__, "segue.")]
    named = [(one, name, it) for one in modules for name, it in vars(one).items() if isinstance(it, re.Pattern)]
    return [(f"{one.__name__}.{name}", _searched(one, name), it) for one, name, it in named if _made(one, name)]


def _source(module):
    return Path(module.__file__ or "").read_text()


def _made(module, name):
    """Where it is compiled, not where it is imported."""
    return re.search(rf"^{name}\b.*= ", _source(module), re.MULTILINE)


def _searched(module, name):
    uses = set(re.findall(rf"\b{name}\.(\w+)\(", _source(module)))
    return not uses or bool(uses - {"match", "fullmatch"})


def held_up(pattern, searched=True):
    """Whether one of the texts that are made for it takes too long."""
    return any(_slow(pattern.search if searched else pattern.match, text) for text in attacks(pattern))


def _slow(match, text):
    try:
        with at_most(SECONDS):
            match(text)
    except TooSlow:
        return True
    return False


def test_none_of_ours_is_held_up_by_a_text_that_was_made_for_it():
    every = ours()
    assert [where for where, searched, one in every if held_up(one, searched)] == []
    assert len(every) > 150


@pytest.mark.parametrize("text", [r"(a+)+b", r"^(\w+\s?)+$", r"(.*?)\s+(\d+\w?)"])
def test_the_attack_finds_what_is_slow(text):
    assert held_up(re.compile(text))


@pytest.mark.parametrize("given", SLOW)
def test_a_shop_cannot_hold_itself_up(given):
    product = {"product_id": "p", "quantity": "q", "price": "r"}
    rows = {"order": "o", "time": "t", "who": {"email": "e"}, "product": product, "currency": "EUR"}
    compile_orders(rows)
    for refused in (
        lambda: pattern(given),
        lambda: rules_of({"blocked": {"email": [given]}}),
        lambda: compile_orders({**rows, "refund": given}),
    ):
        with pytest.raises(Invalid):
            refused()


def test_of_an_identifier_no_more_is_looked_at_than_is_of_use():
    known = rules_of({"blocked": {"any": ["test-.*-end"]}})
    with at_most(SECONDS):
        assert known.names_nobody("email", "test-1-end")
        assert not known.names_nobody("email", f"test-{'-en' * 300_000}")
