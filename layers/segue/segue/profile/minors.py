"""Minors: below which age nobody is sold to and nothing is worked out of them, unless a guardian has agreed.

GDPR, recital 38 (children's data in marketing and profiles) and article 8 (16 years, or what a country says, down to
13). The age follows from a trait with the date of birth; of whom no such date is known nothing is assumed. A guardian's
word is a yes to the purpose `guardian`, on consent, with its proof.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from segue.contact_points import GUARDIAN
from segue.errors import Invalid, every, inside
from segue.facets.consent import Answers, read
from segue.spelling import only
from segue.times import EPOCH, Millis

OLDEST = 21  # nobody is a minor at that age anywhere
NAMES = ("under", "countries", "trait")


@dataclass(frozen=True)
class Minors:
    """`under`: whoever is younger is a minor (0: nobody is), `countries` says otherwise for some, by their two letters;
    `trait`: where the date of birth stands."""

    under: int = 0
    countries: Mapping[str, int] = field(default_factory=dict)
    trait: str = "birthday"

    @property
    def none(self) -> bool:
        """Whether nobody is a minor, whatever is known of them."""
        return not (self.under or self.countries)

    def concerns(self, traits: Mapping[str, Any], consent: Answers, merged: Millis | None, now: Millis) -> bool:
        """Whether somebody of these traits is a minor for whom no guardian has agreed."""
        born = None if self.none else _date(traits.get(self.trait))
        if born is None or _age(born, now) >= self.countries.get(_country(traits), self.under):
            return False
        return not _agreed(consent, merged)


def minors_policy(spec: Mapping[str, Any]) -> Minors:
    """`policies/minors.yaml`; without `under` nobody is a minor. Raises Invalid."""
    only(spec, NAMES, "the policy of minors")
    under, countries, trait = every(
        partial(_years, "under", spec.get("under", 0)),
        partial(_countries, spec.get("countries", {})),
        partial(_trait, spec.get("trait", "birthday")),
    )
    return Minors(under, countries, trait)


def _agreed(consent: Answers, merged: Millis | None) -> bool:
    """Whether a guardian's yes holds, and no no beside it."""
    said = {name: one for name, one in consent.items() if name.split("/", 2)[1] == GUARDIAN}
    rows = read(said, merged)
    return bool(rows) and all(row["granted"] for row in rows)


def _age(born: date, now: Millis) -> int:
    today = (EPOCH + timedelta(milliseconds=now)).date()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _date(said: Any) -> date | None:
    """`2012-05-01`, also with a time behind it; None of anything else."""
    try:
        return date.fromisoformat(said[:10]) if isinstance(said, str) else None
    except ValueError:
        return None


def _country(traits: Mapping[str, Any]) -> str:
    address = traits.get("address")
    place = address if isinstance(address, Mapping) else {}
    said = (traits.get("country"), place.get("country_code"), place.get("country"))
    return next((one.upper() for one in said if isinstance(one, str) and len(one) == len("DE")), "")


def _years(name: str, given: Any) -> int:
    with inside(name):
        if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= OLDEST:
            raise Invalid("bad-policy", f"an age from 0 to {OLDEST} years")
        return given


def _countries(given: Any) -> Mapping[str, int]:
    with inside("countries"):
        if not isinstance(given, Mapping) or not all(isinstance(one, str) and len(one) == len("DE") for one in given):
            raise Invalid("bad-policy", "ages by the two letters of countries, such as DE: 16")
        return {name.upper(): _years(name, age) for name, age in given.items()}


def _trait(given: Any) -> str:
    with inside("trait"):
        if not isinstance(given, str) or not given:
            raise Invalid("bad-policy", "the name of a trait such as birthday")
        return given
