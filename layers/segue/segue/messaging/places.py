"""Where a person's clock hangs: the one way to find it, for quiet hours, best times and broadcasts alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from segue.facets import style
from segue.messaging.atlas import Spot, Zones, country_named, country_of, dialled, named, zones_in
from segue.occasions import zone_of
from segue.profile.profiles import Profile

COUNTRY = ("country_code", "countryCode", "country")
REGION = ("province_code", "state", "province", "region")
UTC = "UTC"


@dataclass(frozen=True)
class Where:
    """`zones`: every time zone that the person may live in, never none, the likeliest first. `country` and `region`
    are codes of ISO 3166 (`US`, `FL`), "" where unknown. `known_by`: trait, device, address, phone or shop. `also`:
    other places whose hours hold beside."""

    zones: Zones
    country: str = ""
    region: str = ""
    known_by: str = "shop"
    also: tuple["Where", ...] = ()

    @property
    def zone(self) -> str:
        """The likeliest zone, where one has to do."""
        return self.zones[0]


def where_of(profile: Profile | None, shop: str = UTC) -> Where:
    """Where a person lives: the zone that was declared, else the newest that a device told, else all zones of the
    address, else all of the telephone number's country or area, else the shop's (`zone` of `policies/shop.yaml`).

    The country is the address's, else the number's, else that of the zone.
    """
    if profile is None:
        return Where((shop,), country_of(shop))
    land, hint = _land(_addressed(profile.traits), dialled(profile.first("phone") or ""))
    zone, known_by = next(_said(profile), ("", ""))
    if zone:
        return Where((zone,), land.country or country_of(zone), land.region, known_by)
    if land.zones:
        return Where(land.zones, land.country, land.region, hint)
    return Where((shop,), land.country or country_of(shop), land.region)


def with_number(where: Where, number: str) -> Where:
    """The same, and the place that a number tells which is written to or called: it may ring there. One that is not
    international tells nothing."""
    spot = dialled(number)
    known = not spot.zones or (spot.zones, spot.country, spot.region) == (where.zones, where.country, where.region)
    return where if known else replace(where, also=(Where(spot.zones, spot.country, spot.region, "phone"),))


def _said(profile: Profile) -> Iterator[tuple[str, str]]:
    """What the person declared, then what devices told, each only where clocks know it."""
    told = profile.style.get("timezone", {})
    learned = style.places(profile.whole.get("style", {})).get("timezone", "")
    declared = told.get("value", "") if told.get("from") == "declared" else ""
    for zone, known_by in ((declared, "trait"), (learned, "device")):
        if zone_of(zone):
            yield named(zone), known_by


def _land(address: Spot, phone: Spot) -> tuple[Spot, str]:
    """The address, and that it was it; the number where there is none, or none but the number's country."""
    known = address.country and (address.region or address.country != phone.country)
    return (address, "address") if known else (phone, "phone")


def _addressed(traits: Mapping[str, Any]) -> Spot:
    """What the address says, or a country that stands among the traits itself."""
    said = traits.get("address")
    place: Mapping[str, Any] = said if isinstance(said, Mapping) else traits
    country = country_named(_first(place, COUNTRY))
    region = _first(place, REGION).strip().upper() if country in ("US", "CA") else ""
    known = region if zones_in(country, region) != zones_in(country) else ""
    return Spot(country, known, zones_in(country, known)) if country else Spot()


def _first(place: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((one for name in names if isinstance(one := place.get(name), str) and one), "")
