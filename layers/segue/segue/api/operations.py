"""The routes about the running of the place: whether it answers."""

from segue.api.answers import Health


def read_health() -> Health:
    """Whether the service answers."""
    return Health()
