"""Exports."""

from collections.abc import Sequence

from segue.errors import Unavailable
from segue.privacy_cases.cases import Case
from segue.privacy_cases.handling import Act, Wanted


def exported(_case: Case, _act: Act, _: Wanted) -> Sequence[str]:
    """Until exports are there."""
    raise Unavailable("no-exports")
