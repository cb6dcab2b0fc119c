"""Restriction (GDPR, article 18): what is held of somebody is kept and not used.

It is a no to the purpose `use`, on consent, on whatever channel: so it has its proof, and the most restrictive answer
holds after a merge. A yes lifts it. Who is restricted is in no segment, begins no journey, is predicted nothing, sees
what a stranger sees, and is written to only where the law wants it or where they wrote first.
"""

from segue.contact_points import USE
from segue.facets.consent import Answers, read
from segue.times import Millis

PURPOSE = USE
EVERYWHERE = "all"  # a channel in place of each


def restricted(value: Answers, merged: Millis | None = None) -> bool:
    """Whether a no holds anywhere; `value` is the facet `consent`, `merged` as `consent.read` has it."""
    return denied(value, PURPOSE, merged)


def denied(value: Answers, purpose: str, merged: Millis | None = None) -> bool:
    """Whether a no to a purpose holds on any channel."""
    said = {name: one for name, one in value.items() if name.split("/", 2)[1] == purpose}
    return any(not row["granted"] for row in read(said, merged))
