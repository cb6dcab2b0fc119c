"""Restriction (GDPR, article 18): what is held of somebody is kept and not used.

It is a no to the purpose `use`, on consent, on whatever channel: so it has its proof, and the most restrictive answer
holds after a merge. A yes lifts it. Who is restricted is in no segment, begins no journey, is predicted nothing, sees
what a stranger sees, and is written to only where the law wants it or where they wrote first. `unwanted` is the one
rule of what the law wants: journeys, broadcasts, single messages and the claim of every send go by it.
"""

from collections.abc import Collection, Iterable

from segue.contact_points import USE
from segue.facets.consent import Answers, read
from segue.times import Millis

PURPOSE = USE
EVERYWHERE = "all"  # a channel in place of each


def restricted(value: Answers, merged: Millis | None = None) -> bool:
    """Whether a no holds anywhere; `value` is the facet `consent`, `merged` as `consent.read` has it."""
    return denied(value, PURPOSE, merged)


def unwanted(templates: Iterable[str], still_sent: Collection[str]) -> bool:
    """Whether none of these templates is one that the law wants sent: then nothing is done for who is restricted."""
    return not any(one in still_sent for one in templates)


def denied(value: Answers, purpose: str, merged: Millis | None = None) -> bool:
    """Whether a no to a purpose holds on any channel."""
    said = {name: one for name, one in value.items() if name.split("/", 2)[1] == purpose}
    return any(not row["granted"] for row in read(said, merged))
