"""The atlas: which country a time zone lies in, and which time zones a country, a state or a telephone number may mean.

Countries and zones come with `tzdata` (zone.tab, iso3166.tab, tzdata.zi; public domain); codes of the telephone stand
in `tables`. Nothing here is a guess: where several zones are possible, all of them are answered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tzdata

ZONEINFO, TABLES = Path(tzdata.__file__).parent / "zoneinfo", Path(__file__).parent / "tables"
Zones = tuple[str, ...]
NANP, ANYWHERE = "1", ("US", "CA")  # an area code that nobody knows, toll-free for instance, may be anywhere in these
# As people and shops write them, beside the names and codes of ISO 3166.
SAME = {
    "usa": "US",
    "united states of america": "US",
    "uk": "GB",
    "united kingdom": "GB",
    "great britain": "GB",
    "england": "GB",
    "deutschland": "DE",
    "espana": "ES",
    "españa": "ES",
    "italia": "IT",
    "österreich": "AT",
    "the netherlands": "NL",
    "nederland": "NL",
    "south korea": "KR",
    "czechia": "CZ",
}


@dataclass(frozen=True)
class Spot:
    """Where something points to: a country's code of ISO 3166, where it is known a state's or province's, and every
    time zone that lies there. A country that several share stands for the largest."""

    country: str = ""
    region: str = ""
    zones: Zones = ()


def zones_in(country: str, region: str = "") -> Zones:
    """All time zones of a country, or of a state or province of the US and Canada; () for an unknown one."""
    return _regions().get((country, region)) or _countries().get(country, ())


def country_of(zone: str) -> str:
    """The code of the country that a time zone is of, also under its older names; "" for none, such as UTC."""
    return _homes().get(named(zone), "")


def named(zone: str) -> str:
    """The name under which the tables know a time zone: `US/Eastern` is America/New_York."""
    if zone in _homes():
        return zone
    newer = _older().get(zone, "")
    return newer if newer in _homes() else zone


def country_named(text: str) -> str:
    """The code of a country, of its code or its English name; "" for what is none."""
    word = text.strip()
    if word.upper() in _countries():
        return word.upper()
    return SAME.get(word.casefold()) or _names().get(word.casefold(), "")


def dialled(number: str) -> Spot:
    """Where an international number (`+` and digits) is of, by its country's code and, in North America, its area code.
    A number moves with its owner: this is a hint, weaker than what people and devices say."""
    if not number.startswith("+"):
        return Spot()
    digits = number[1:]
    if digits.startswith(NANP):
        return _areas().get(digits[1:4]) or Spot(ANYWHERE[0], "", _together(ANYWHERE))
    countries = next((found for end in (3, 2, 1) if (found := _calling().get(digits[:end]))), ())
    return Spot(countries[0], "", _together(countries)) if countries else Spot()


def _together(countries: Zones) -> Zones:
    return tuple(dict.fromkeys(zone for one in countries for zone in _countries().get(one, ())))


def _rows(file: Path) -> Iterator[list[str]]:
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t" if "\t" in line else " ")


@cache
def _countries() -> Mapping[str, Zones]:
    """By country, the largest zone first as far as geography lets it."""
    found: dict[str, Zones] = {}
    for country, _, zone, *_ in _rows(ZONEINFO / "zone.tab"):
        found[country] = (*found.get(country, ()), zone)
    return found


@cache
def _homes() -> Mapping[str, str]:
    return {zone: country for country, zones in _countries().items() for zone in zones}


@cache
def _older() -> Mapping[str, str]:
    return {row[2]: row[1] for row in _rows(ZONEINFO / "tzdata.zi") if row[0] == "L"}


@cache
def _names() -> Mapping[str, str]:
    return {name.casefold(): code for code, name in _rows(ZONEINFO / "iso3166.tab")}


@cache
def _calling() -> Mapping[str, Zones]:
    return {code: tuple(countries) for code, *countries in _rows(TABLES / "calling_codes.txt")}


@cache
def _areas() -> Mapping[str, Spot]:
    """By area code."""
    found: dict[str, Spot] = {}
    for country, region, zones, *codes in _rows(TABLES / "area_codes.txt"):
        own = tuple(zones.split(",")) if zones != "-" else _countries().get(country, ())
        found |= dict.fromkeys(codes, Spot(country, region.strip("-"), own))
    return found


@cache
def _regions() -> Mapping[tuple[str, str], Zones]:
    """By country and state or province."""
    found: dict[tuple[str, str], Zones] = {}
    for one in _areas().values():
        if one.region:
            place = (one.country, one.region)
            found[place] = tuple(dict.fromkeys((*found.get(place, ()), *one.zones)))
    return found
