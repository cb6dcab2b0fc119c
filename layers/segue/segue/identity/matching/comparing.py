"""Comparisons: how much two records agree in each aspect, as a level of a short list and a likeness in per cent."""

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from segue.identity.matching.levels import ALIKE, DIFFERENT, SAME, SWAPPED, TYPING
from segue.identity.matching.records import Record

ALIKE_FROM = 0.8  # Jaro-Winkler, which forgives an ending
LIKE_FROM = 0.7  # of a swap: crosswise must fit so much better
LETTERS_AN_ERROR = 8  # a longer word may hold one typing error more for each
DATE = 8  # digits


class Finding(NamedTuple):
    """One aspect of two records. `likeness` is per cent."""

    aspect: str
    level: str
    likeness: int = 100


def compare(one: Record, other: Record) -> list[Finding]:
    """What can be said of two records; an aspect that one of them lacks says nothing."""
    findings = [
        *_pair("names", ("given", "family"), one, other),
        *_pair("lines", ("street", "extra"), one, other),
        _word("city", one.city, other.city),
        _word("region", one.region, other.region),
        _house(one.house, other.house),
        _digits("postal", one.postal, other.postal),
        _digits("birth", one.birth, other.birth),
        _digits("phone", one.phone, other.phone),
        _mailbox(one.email, other.email),
    ]
    return [finding for finding in findings if finding]


def _pair(aspect: str, fields: Sequence[str], one: Record, other: Record) -> list[Finding | None]:
    """Two fields that people swap: compared straight, or crosswise where that fits clearly better."""
    left, right = ([getattr(record, field) for field in fields] for record in (one, other))
    swapped = _swapped(left, right)
    rows = list(zip(left, right[::-1] if swapped else right, strict=True))
    if swapped:  # either of them is the given name of one and the family name of the other: the likest stands first
        rows.sort(key=lambda two: -_like(*two))
    found = [_word(field, mine, yours) for field, (mine, yours) in zip(fields, rows, strict=True)]
    return [*found, Finding(aspect, SWAPPED) if swapped else None]


def _swapped(left: list[str], right: list[str]) -> bool:
    crosswise = _like(left[0], right[1]) + _like(left[1], right[0])
    return crosswise >= LIKE_FROM and crosswise > _like(left[0], right[0]) + _like(left[1], right[1]) + LIKE_FROM


def _like(one: str, other: str) -> float:
    return OSA.normalized_similarity(one, other) if one and other else 0.0


def _word(aspect: str, one: str, other: str) -> Finding | None:
    """Letters: spaces do not count; a typing error is one letter too many, missing, wrong, or two changed places."""
    if not one or not other:
        return None
    one, other = one.replace(" ", ""), other.replace(" ", "")
    if one == other:
        return Finding(aspect, SAME)
    edits, longer = OSA.distance(one, other), max(len(one), len(other))
    if edits <= 1 + longer // LETTERS_AN_ERROR:
        return Finding(aspect, TYPING, _likeness(edits, longer))
    close = JaroWinkler.similarity(one, other) >= ALIKE_FROM
    return Finding(aspect, ALIKE if close else DIFFERENT, _likeness(edits, longer))


def _digits(aspect: str, one: str, other: str) -> Finding | None:
    """Digits: an error is one digit, two that changed places, or a month that changed places with a day."""
    if not one or not other:
        return None
    edits = OSA.distance(one, other)
    level = SAME if not edits else TYPING if edits == 1 or _turned(one) == other else DIFFERENT
    return Finding(aspect, level, _likeness(edits, max(len(one), len(other))))


def _turned(date: str) -> str:
    """YYYYDDMM of YYYYMMDD."""
    return date[:4] + date[6:8] + date[4:6] if len(date) == DATE else ""


def _house(one: str, other: str) -> Finding | None:
    """House numbers are too short for an error of one digit: only the same ones in another order are one."""
    if not one or not other:
        return None
    return Finding("house", SAME if one == other else TYPING if sorted(one) == sorted(other) else DIFFERENT)


def _mailbox(one: str, other: str) -> Finding | None:
    """E-mail: an error is one letter, or two in the domain; the same name at another provider is alike."""
    if not one or not other:
        return None
    edits = OSA.distance(one, other)
    (mine, _, at), (yours, _, place) = one.partition("@"), other.partition("@")
    near = edits == 1 or (mine == yours and OSA.distance(at, place) <= 2)
    level = SAME if not edits else TYPING if near else ALIKE if mine == yours else DIFFERENT
    return Finding("email", level, _likeness(edits, max(len(one), len(other))))


def _likeness(edits: int, longer: int) -> int:
    return round(100 * (1 - edits / longer))
