"""Whether somebody objects to being learned from (GDPR, article 21)."""

from segue.profile.profiles import Profile

PROFILING = "profiling"


def profiling_denied(profile: Profile) -> bool:
    """A no to the purpose `profiling`, on any channel and at any address, is one to all of it."""
    return any(one["purpose"] == PROFILING and not one["granted"] for one in profile.consent)
