"""The style in which a customer wants to be written to: declared first, then learned. Worked out when it is read."""

from collections.abc import Mapping
from typing import Any

from segue.facets import style

# Names of traits in which people declare a style, the first that is there counts.
DECLARED = {
    "language": ("preferred_language", "language", "locale"),
    "format": ("preferred_format",),
    "length": ("preferred_length",),
    "tone": ("preferred_tone",),
    "timezone": ("timezone", "time_zone"),
}
LEAST = 3  # answers before anything is learned from them


def style_of(traits: Mapping[str, Any], value: style.Style) -> dict[str, dict[str, str]]:
    """{"language" | "format" | "length" | "tone" | "timezone": {"value", "from": "declared" | "learned"}}, each only
    where something is known."""
    learned = _learned(value)
    found: dict[str, dict[str, str]] = {}
    for name, names in DECLARED.items():
        declared = next((traits[one] for one in names if isinstance(traits.get(one), str) and traits[one]), "")
        if declared or name in learned:
            found[name] = {"value": declared or learned[name], "from": "declared" if declared else "learned"}
    return found


def _learned(value: style.Style) -> dict[str, str]:
    """The form that was answered most, from three answers on; language and time zone as the devices say."""
    said = style.places(value)
    places = {"language": said.get("locale", ""), "timezone": said.get("timezone", "")}
    chosen = {form: _most(counts) for form, counts in style.forms(value).items() if sum(counts.values()) >= LEAST}
    return {name: one for name, one in {**places, **chosen}.items() if one}


def _most(counts: Mapping[str, int]) -> str:
    return max(counts, key=lambda what: (counts[what], what))
