"""Profiling: whether somebody has said no to being predicted (GDPR, article 21: the right to object).

The no is an answer on consent to the purpose `profiling`, on whatever channel and from whatever address: predictions
are of a person, and no channel's own matter. Who has said nothing has not objected.
"""

from segue.facets.consent import Answers, read
from segue.times import Millis

PURPOSE = "profiling"


def profiling_denied(value: Answers, merged: Millis | None = None) -> bool:
    """Whether a no holds anywhere; `value` is the facet `consent`, `merged` as `consent.read` has it."""
    return any(not row["granted"] for row in read(_answers(value), merged))


def profiling_answered(value: Answers) -> Millis:
    """When the question was last answered, yes or no; 0 where it never was."""
    return max((said[0] for said in _answers(value).values()), default=0)


def _answers(value: Answers) -> Answers:
    return {name: said for name, said in value.items() if name.split("/", 2)[1] == PURPOSE}
