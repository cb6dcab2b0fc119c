"""Deciding: what the answers of several come to, asked no further than the answer takes."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from segue.segments.verdicts import NEVER, Ask, Verdict, earliest, latest
from segue.times import Millis


def all_hold(asks: Sequence[Ask]) -> Ask:
    """Whether all of these hold: true since the last of them is; false since the first of those that are."""
    return asks[0] if len(asks) == 1 else _decided(asks, False)


def any_holds(asks: Sequence[Ask]) -> Ask:
    """Whether any of these holds: true since the first of those that are; false since the last of them is."""
    return asks[0] if len(asks) == 1 else _decided(asks, True)


def any_names(asks: Sequence[Ask]) -> Ask:
    """As `any_holds`, of what may name carts: all are asked, since each that holds adds its own to the answer."""

    def test(about: Any, now: Millis) -> Verdict:
        told = [ask(about, now) for ask in asks]
        holding = [one for one in told if one.holds]
        if not holding:
            return _agreed(told)
        return Verdict(True, _until(told), lambda: earliest(*[one.since for one in holding]), _carts(holding))

    return test


def _decided(asks: Sequence[Ask], answer: bool) -> Ask:
    """`answer`: the one that is everybody's where it is that of one. It lasts as long as any of those that give it, so
    nobody is asked after one that gives it for good."""

    def test(about: Any, now: Millis) -> Verdict:
        told: list[Verdict] = []
        lasts = 0
        for ask in asks:
            verdict = ask(about, now)
            told.append(verdict)
            if verdict.holds is not answer:
                continue
            lasts = NEVER if verdict.until is None else max(lasts, verdict.until)
            if verdict.until is None:
                break
        if not lasts:
            return _agreed(told)
        until = lasts if lasts < NEVER else None
        return Verdict(answer, until, lambda: _begun(told, [ask(about, now) for ask in asks[len(told) :]], answer))

    return test


def _begun(told: Sequence[Verdict], others: Sequence[Verdict], answer: bool) -> Millis | None:
    """Since when the first of those that give this answer does."""
    return earliest(*[one.since for one in (*told, *others) if one.holds is answer])


def _agreed(told: Sequence[Verdict]) -> Verdict:
    """What all of them answer."""
    return Verdict(told[0].holds, _until(told), lambda: latest(*[one.since for one in told]), _carts(told))


def _until(told: Sequence[Verdict]) -> Millis | None:
    return earliest(*[one.until for one in told])


def _carts(told: Sequence[Verdict]) -> tuple[str, ...]:
    """Of those that hold; a condition that does not hold names none."""
    named = [one.carts for one in told if one.carts]
    return tuple(dict.fromkeys(chain.from_iterable(named))) if named else ()
