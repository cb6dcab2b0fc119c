"""Presets: hours in which a country's or a state's rules allow marketing. They are NOT LEGAL ADVICE: each says which
rule it follows, where that stands and when somebody last looked, so that a shop's own counsel can check it.

Not listed is not allowed: many more places have rules. A preset can only make hours shorter, never longer.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

Hours = Mapping[str, Any]
CALLS = ("sms", "phone")
PHONE, SMS = ("phone",), ("sms",)
CHECKED = "2026-11-29"


class Preset(NamedTuple):
    """`country` and `region` are codes of ISO 3166, `hours` are written as in `policies/quiet-hours.yaml`."""

    country: str
    region: str
    channels: tuple[str, ...]
    hours: Hours
    says: str
    source: str
    checked: str = CHECKED


def _until_eight(region: str, says: str, source: str) -> Preset:
    return Preset("US", region, CALLS, {"every_day": "08:00-20:00"}, f"{says}: 8 to 20", source)


PRESETS: Mapping[str, Preset] = {
    "us": Preset("US", "", CALLS, {"every_day": "08:00-21:00"}, "United States: 8 to 21", "47 CFR 64.1200(c)(1)"),
    "us-fl": _until_eight("FL", "Florida", "Fla. Stat. 501.616(6)(a)"),
    "us-ok": _until_eight("OK", "Oklahoma", "15 Okla. Stat. 775C.4"),
    "us-wa": _until_eight("WA", "Washington", "RCW 80.36.390, 19.158.110"),
    "us-md": _until_eight("MD", "Maryland", "Md. Code, Com. Law, title 14, subtitle 45"),
    "us-ma": _until_eight("MA", "Massachusetts", "M.G.L. c. 159C, 201 CMR 12.00"),
    "us-ct": Preset(
        "US", "CT", CALLS, {"every_day": "09:00-20:00"}, "Connecticut: 9 to 20", "Conn. Gen. Stat. 42-288a, PA 23-98"
    ),
    "us-tx": Preset(
        "US",
        "TX",
        CALLS,
        {"every_day": "09:00-21:00", "sunday": "12:00-21:00"},
        "Texas: 9 to 21, on Sundays 12 to 21",
        "Tex. Bus. & Com. Code 301.051; SB 140 (2025) for texts",
    ),
    "fr-sms": Preset(
        "FR",
        "",
        SMS,
        {"every_day": "08:00-22:00", "sunday": "closed", "holidays": "closed"},
        "France: 8 to 22, not on Sundays and public holidays",
        "the French operators' rule for commercial SMS, as carriers enforce it",
    ),
    "fr-phone": Preset(
        "FR",
        "",
        PHONE,
        {"weekdays": ["10:00-13:00", "14:00-20:00"], "weekend": "closed", "holidays": "closed"},
        "France: working days 10 to 13 and 14 to 20",
        "Code de la consommation, art. D223-9",
    ),
    "es-phone": Preset(
        "ES",
        "",
        PHONE,
        {"weekdays": "09:00-21:00", "weekend": "closed", "holidays": "closed"},
        "Spain: working days 9 to 21",
        "Real Decreto Legislativo 1/2007, art. 96.2",
    ),
    "ca-phone": Preset(
        "CA",
        "",
        PHONE,
        {"weekdays": "09:00-21:30", "weekend": "10:00-18:00"},
        "Canada: weekdays 9 to 21:30, weekends 10 to 18",
        "CRTC Unsolicited Telecommunications Rules, part III, section 23",
    ),
    "au-phone": Preset(
        "AU",
        "",
        PHONE,
        {"weekdays": "09:00-20:00", "saturday": "09:00-17:00", "sunday": "closed", "holidays": "closed"},
        "Australia: weekdays 9 to 20, Saturdays 9 to 17",
        "Telecommunications (Telemarketing and Research Calls) Industry Standard 2017",
    ),
    "in": Preset("IN", "", CALLS, {"every_day": "10:00-21:00"}, "India: 10 to 21", "TRAI, TCCCPR 2018, schedule II"),
}
