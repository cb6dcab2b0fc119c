"""`preferences`: the page where a customer types the code of a case."""

from functools import cache

from segue.privacy_cases.entering import Entering
from segue.wiring.links import links
from segue.wiring.privacy_cases import cases, handling


@cache
def entering() -> Entering:
    """The page behind the link of a code."""
    return Entering(lambda: links().secret, cases().find, handling)
