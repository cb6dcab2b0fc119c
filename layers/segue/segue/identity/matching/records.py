"""Records: what of a person can be compared, in one spelling."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.keys import PersonId
from segue.profile.names import FAMILY, GIVEN

SPELLINGS = {
    "given": GIVEN,
    "family": FAMILY,
    "birth": ("birthday", "birth_date", "birthdate", "date_of_birth"),
    "street": ("street", "address1", "line1"),
    "extra": ("street2", "address2", "line2"),
    "city": ("city", "suburb"),
    "postal": ("postalCode", "postal_code", "zip"),
    "region": ("state", "region", "province"),
}
# Words of streets as they are written short. The first word is never expanded: St Kilda Road is no street.
SHORT = {
    "st": "street",
    "str": "strasse",
    "rd": "road",
    "ave": "avenue",
    "av": "avenue",
    "cres": "crescent",
    "cr": "crescent",
    "ct": "court",
    "crt": "court",
    "dr": "drive",
    "pl": "place",
    "cct": "circuit",
    "blvd": "boulevard",
    "ln": "lane",
    "sq": "square",
    "tce": "terrace",
    "hwy": "highway",
    "pde": "parade",
}
HOUSE_FIRST = re.compile(r"(\d+\w?)(?:\s+(\S.*)?)?")
HOUSE_LAST = re.compile(r"(.*\S)\s+(\d+\w?)")
PHONE_DIGITS = 9  # of a subscriber: without a country's code or a leading zero
Traits = Mapping[str, Any]


@dataclass(frozen=True)
class Record:
    """One person; an empty text is what nobody has said. `birth` is YYYYMMDD, `phone` the last nine digits."""

    id: PersonId
    given: str = ""
    family: str = ""
    house: str = ""
    street: str = ""
    extra: str = ""
    city: str = ""
    postal: str = ""
    region: str = ""
    birth: str = ""
    phone: str = ""
    email: str = ""

    @property
    def known(self) -> int:
        """How many of its fields are filled."""
        values = (self.given, self.family, self.street, self.city, self.postal, self.birth, self.phone, self.email)
        return sum(map(bool, values))


def record_of(person: PersonId, traits: Traits, phone: str = "", email: str = "") -> Record:
    """The record of a person's traits; phone and e-mail where the traits name none."""
    address = traits.get("address")
    place = address if isinstance(address, Mapping) else {}
    given, family = _names(traits)
    house, street = _house(_street(_said(place, "street")))
    return Record(
        id=person,
        given=given,
        family=family,
        house=house,
        street=street,
        extra=_street(_said(place, "extra")),
        city=plain(_said(place, "city")),
        postal=plain(_said(place, "postal")).replace(" ", ""),
        region=plain(_said(place, "region")),
        birth=_birth(_said(traits, "birth")),
        phone=re.sub(r"\D", "", _text(traits.get("phone")) or phone)[-PHONE_DIGITS:],
        email=(_text(traits.get("email")) or email).strip().casefold(),
    )


def plain(text: str) -> str:
    """Small letters without accents, and single spaces for everything that is neither letter nor digit."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    return " ".join(re.findall(r"\w+", "".join(one for one in letters if not unicodedata.combining(one))))


def _names(traits: Traits) -> tuple[str, str]:
    given, family = plain(_said(traits, "given")), plain(_said(traits, "family"))
    if given or family:
        return given, family
    first, _, last = plain(_text(traits.get("name"))).rpartition(" ")
    return (first, last) if first else (last, "")


def _street(text: str) -> str:
    first, *others = plain(text).split() or [""]
    return " ".join([first, *(SHORT.get(one, one) for one in others)])


def _house(street: str) -> tuple[str, str]:
    """(house number, street) of a line that begins or ends with the number."""
    if found := HOUSE_FIRST.fullmatch(street):
        return found[1], found[2] or ""
    if found := HOUSE_LAST.fullmatch(street):
        return found[2], found[1]
    return "", street


def _birth(text: str) -> str:
    """YYYYMMDD of a date in ISO's order, or with the year at its end."""
    parts = re.findall(r"\d+", text)
    if len(parts) >= 3 and len(parts[2]) == 4:
        return parts[2] + parts[1].zfill(2) + parts[0].zfill(2)
    if len(parts) >= 3:
        return parts[0] + parts[1].zfill(2) + parts[2].zfill(2)
    return "".join(parts)[:8]


def _said(values: Traits, field: str) -> str:
    return next((text for name in SPELLINGS[field] if (text := _text(values.get(name)))), "")


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
