"""What somebody who types a telephone number may mean: it stands in the shop's data as its source wrote it."""

import re
from collections.abc import Iterable

import phonenumbers

BESIDE = re.compile(r"\(0\)")  # +49 (0)160: dialled at home alone


def as_typed(text: str) -> str:
    """Without the nought that is dialled at home alone, where the country stands in front."""
    return BESIDE.sub("", text) if text.lstrip().startswith(("+", "00")) else text


def numbers(value: str, countries: Iterable[str]) -> tuple[str, ...]:
    """The forms under which a number in its frozen form may be known: as it is, then for each country that it may be
    of (its own, where that stands in front) by E.164, by that without +, and as it is dialled there."""
    possible = [(value, None)] if value.startswith("+") else [(f"+{value}", None), *((value, one) for one in countries)]
    found = [form for number, country in possible for form in _forms(number, country)]
    return tuple(dict.fromkeys((value, *found)))


def _forms(number: str, country: str | None) -> tuple[str, ...]:
    try:
        one = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return ()
    if not phonenumbers.is_valid_number(one):
        return ()
    whole = phonenumbers.format_number(one, phonenumbers.PhoneNumberFormat.E164)
    at_home = phonenumbers.format_number(one, phonenumbers.PhoneNumberFormat.NATIONAL)
    return whole, whole.removeprefix("+"), re.sub(r"\D", "", at_home)
